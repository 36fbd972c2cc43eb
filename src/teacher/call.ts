import { addUsage, NO_USAGE, type Usage } from '../data.ts';
import { estimateTokens } from '../text/tokens.ts';
import { type Journal, type JournalRecord, type Outcome, usageOf } from './journal.ts';
import { requestKey } from './key.ts';
import type { Limiter, Release } from './limiter.ts';
import type { Meter } from './meter.ts';
import { CallFailure, type Reply, type Request, type Teacher } from './teacher.ts';

/** A call that has been paid for and is safe. */
export interface Called {
  key: string;
  outcome: Outcome;
  usage: Usage;
}

/** The one way to the teacher, for the flows of one unit. */
export interface Caller {
  readonly model: string;
  call(request: Request, agent: string): Promise<Called>;
}

/** What a caller stands on. */
export interface CallerParts {
  teacher: Teacher;
  journal: Journal;
  limiter: Limiter;
  meter: Meter;
  signal?: AbortSignal;
}

/**
 * A caller that pays for nothing twice: key, journal look-up, limiter, transport, durable append, meter, in this order.
 * A place at the limiter is given back only when the reply is durable. Identical requests under way become one. A
 * cut-off reply is used again, then or later, unless more room is given now. Rejects as {@link Teacher.complete} does, but for
 * CallFailure, which is an outcome.
 */
export function createCaller({ teacher, journal, limiter, meter, signal }: CallerParts): Caller {
  const underWay = new Map<string, { called: Promise<Called>; maxTokens: number }>();

  async function send(key: string, request: Request, agent: string): Promise<Called> {
    let release: Release | undefined;
    try {
      release = await limiter.acquire(request, signal);
      const outcome = withUsage(request, await complete(teacher, request, signal));
      const record: JournalRecord = { key, stage: request.stage, agent, maxTokens: request.maxTokens, outcome };
      await journal.append(record);
      const usage = usageOf(outcome);
      meter.paid(request.stage, usage);
      return { key, outcome, usage };
    } finally {
      underWay.delete(key);
      release?.();
    }
  }

  return {
    model: teacher.model,
    call(request, agent) {
      const key = requestKey(teacher.model, request);
      const known = journal.get(key);
      if (known && usable(known, request)) {
        meter.replayed(request.stage);
        return Promise.resolve({ key, outcome: known.outcome, usage: usageOf(known.outcome) });
      }
      const same = underWay.get(key);
      if (same && same.maxTokens >= request.maxTokens) return same.called;
      if (same) return same.called.then(() => this.call(request, agent));
      const called = send(key, request, agent);
      underWay.set(key, { called, maxTokens: request.maxTokens });
      return called;
    },
  };
}

/** The outcome with its usage: as reported, else estimated from the texts. */
function withUsage(request: Request, outcome: Outcome): Outcome {
  if (!('reply' in outcome) || outcome.reply.usage) return outcome;
  const promptTokens = request.messages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
  const { text, toolCalls } = outcome.reply;
  const completionTokens = estimateTokens(toolCalls ? text + JSON.stringify(toolCalls) : text);
  return { reply: { ...outcome.reply, usage: { promptTokens, cachedTokens: 0, completionTokens, estimated: true } } };
}

/** The sum of many usages. */
export function sumUsage(usages: Iterable<Usage>): Usage {
  let sum = NO_USAGE;
  for (const usage of usages) sum = addUsage(sum, usage);
  return sum;
}

function usable(record: JournalRecord, request: Request): boolean {
  const cut = 'reply' in record.outcome && record.outcome.reply.finish === 'length';
  return !cut || record.maxTokens >= request.maxTokens;
}

async function complete(teacher: Teacher, request: Request, signal: AbortSignal | undefined): Promise<Outcome> {
  try {
    const reply: Reply = await teacher.complete(request, signal);
    return { reply };
  } catch (error) {
    if (error instanceof CallFailure) return { failure: { reason: error.reason, message: error.message } };
    throw error;
  }
}
