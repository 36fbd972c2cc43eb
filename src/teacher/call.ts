import { addUsage, NO_USAGE, type Usage } from '../data.ts';
import { estimateTokens } from '../text/tokens.ts';
import { type Journal, type JournalRecord, type Outcome, usageOf } from './journal.ts';
import { requestKey } from './key.ts';
import type { Meter } from './meter.ts';
import type { Purse } from './purse.ts';
import { CallFailure, modelOf, type Reply, type Request, type Teacher } from './teacher.ts';

/** A call that has been paid for and is safe. */
export interface Called {
  key: string;
  outcome: Outcome;
  usage: Usage;
}

/** The one way to the teacher, for the flows of one unit. */
export interface Caller {
  call(request: Request, agent: string): Promise<Called>;
}

/** What a caller stands on. */
export interface CallerParts {
  teacher: Teacher;
  journal: Journal;
  meter: Meter;
  /** What the run may still spend; absent where it may spend anything. */
  purse?: Purse | null;
  /** Puts a call off to a batch instead of asking now: takes note of it, and throws {@link Suspended}. */
  defer?: ((put: Deferred) => never) | null;
  signal?: AbortSignal;
}

/** A call that is put off. */
export interface Deferred {
  key: string;
  request: Request;
  agent: string;
}

/** How far `try` is raised for a request whose reply was given up: `ask` uses the first two itself. */
const RAISED = 2;

/**
 * A caller that pays for nothing twice: key, journal look-up, purse, teacher (whose place is held until the reply is
 * durable), append, meter, in this order. Identical requests under way become one. A cut-off reply is used again, then or
 * later, unless more room is given now; one that was given up (`superseded`) leads to the same request with a raised `try`.
 * Rejects as {@link Teacher.complete} does, but for CallFailure, which is an outcome; and with E_BUDGET.
 */
export function createCaller({ teacher, journal, meter, purse = null, defer = null, signal }: CallerParts): Caller {
  const underWay = new Map<string, { called: Promise<Called>; maxTokens: number }>();

  async function send(key: string, request: Request, agent: string): Promise<Called> {
    if (defer) return defer({ key, request, agent });
    const reserved = purse && (await purse.reserve(request, signal));
    const kept = Promise.withResolvers<void>();
    let usage: Usage | null = null;
    try {
      const answered = await complete(teacher, request, signal, kept.promise);
      const outcome = withUsage(answered, () => promptTokens(request));
      usage = usageOf(outcome);
      const { stage, maxTokens } = request;
      await journal.append({ key, stage, agent, maxTokens, outcome });
      meter.paid(stage, usage);
      return { key, outcome, usage };
    } finally {
      underWay.delete(key);
      kept.resolve();
      reserved?.settle(usage);
    }
  }

  function call(request: Request, agent: string): Promise<Called> {
    const key = requestKey(modelOf(teacher, request.stage), request);
    const known = journal.get(key);
    if (known?.superseded) return call({ ...request, try: request.try + RAISED }, agent);
    if (known && usable(known, request)) {
      meter.replayed(request.stage);
      return Promise.resolve({ key, outcome: known.outcome, usage: usageOf(known.outcome) });
    }
    const same = underWay.get(key);
    if (same && same.maxTokens >= request.maxTokens) return same.called;
    if (same) return same.called.then(() => call(request, agent));
    const called = send(key, request, agent);
    underWay.set(key, { called, maxTokens: request.maxTokens });
    return called;
  }

  return { call };
}

/** The tokens of a request's prompt, estimated from its texts. */
export function promptTokens({ messages }: Pick<Request, 'messages'>): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

/** The outcome with its usage: as reported, else estimated from its texts and the tokens of the prompt. */
export function withUsage(outcome: Outcome, prompt: () => number): Outcome {
  if (!('reply' in outcome) || outcome.reply.usage) return outcome;
  const { text, toolCalls } = outcome.reply;
  const completionTokens = estimateTokens(toolCalls ? text + JSON.stringify(toolCalls) : text);
  const usage = { promptTokens: prompt(), cachedTokens: 0, completionTokens, estimated: true };
  return { reply: { ...outcome.reply, usage } };
}

/** The sum of many usages. */
export function sumUsage(usages: Iterable<Usage>): Usage {
  let sum = NO_USAGE;
  for (const usage of usages) sum = addUsage(sum, usage);
  return sum;
}

/** Whether a record answers a request as it is: a cut-off reply does not where more room is given than it had. */
export function usable(record: JournalRecord, request: Pick<Request, 'maxTokens'>): boolean {
  const cut = 'reply' in record.outcome && record.outcome.reply.finish === 'length';
  return !cut || record.maxTokens >= request.maxTokens;
}

async function complete(
  teacher: Teacher,
  request: Request,
  signal: AbortSignal | undefined,
  kept: Promise<void>,
): Promise<Outcome> {
  try {
    const reply: Reply = await teacher.complete(request, signal, kept);
    return { reply };
  } catch (error) {
    if (error instanceof CallFailure) return { failure: { reason: error.reason, message: error.message } };
    throw error;
  }
}
