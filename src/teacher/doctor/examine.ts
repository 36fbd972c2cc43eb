import { z } from 'zod';
import { messageOf, UserError } from '../../errors.ts';
import type { Attempted, Backend } from '../backend.ts';
import { Call, unwatch, watch } from '../call-signal.ts';
import { CallFailure, type Reply, type Request } from '../teacher.ts';
import { adviceFor, Unanswered } from './fault.ts';

/** What is this fast may be measured by chance alone, in milliseconds. */
const FAST_MS = 250;

/** What one look at an endpoint came to. */
export interface Finding {
  name: 'reach' | 'batches' | 'completion' | 'structured reply' | 'long prompt' | 'eight at once';
  result: 'ok' | 'warn' | 'fail' | 'skipped';
  /** How long it took, in milliseconds; null where nothing was asked. */
  ms: number | null;
  found: string;
  /** What to do about it; null where there is nothing to do. */
  advice: string | null;
}

/** What an examination found. */
export interface Examined {
  endpoint: string;
  model: string | null;
  checks: Finding[];
}

/** How an endpoint is examined. Times in milliseconds. */
export interface ExamineOptions {
  /** For each request. */
  deadline: number;
  clock?: () => number;
  signal?: AbortSignal;
}

/** What one look found. */
export type Looked = Pick<Finding, 'result' | 'found'> & { advice?: string };

const LONG_TOKENS = 8000;
const WORDS = 'The lamp of the lighthouse burned whale oil until 1901, when it was changed to electric light. ';
/** Names that no model gives by chance, so that a server that passes over the schema is found out. */
const Shape = z.strictObject({ keeper_surname: z.string(), lamp_years: z.array(z.number()) });
const SCHEMA = {
  type: 'object',
  properties: { keeper_surname: { type: 'string' }, lamp_years: { type: 'array', items: { type: 'number' } } },
  required: ['keeper_surname', 'lamp_years'],
  additionalProperties: false,
};

/** Takes note of what looks come to, in order; a look that throws has failed. Rejects with the signal's reason alone. */
export function createLooks({ clock = () => performance.now(), signal }: Omit<ExamineOptions, 'deadline'>): {
  checks: Finding[];
  /** Whether it did not fail. */
  look(name: Finding['name'], work: () => Promise<Looked>): Promise<boolean>;
} {
  const checks: Finding[] = [];
  return {
    checks,
    async look(name, work) {
      const began = clock();
      const looked = await work().catch((error: unknown): Looked => {
        signal?.throwIfAborted();
        return failed(error);
      });
      const ms = looked.result === 'skipped' ? null : Math.round(clock() - began);
      checks.push({ name, ms, advice: null, ...looked });
      return looked.result !== 'fail';
    },
  };
}

/**
 * Asks an endpoint for what a run needs: an answer at all, a reply in a shape, room for a long prompt, several at once.
 * Makes about eleven small calls and one of 8,000 tokens; none of them twice. Closes the backend. Rejects with the signal's
 * reason alone.
 */
export async function examine(backend: Backend, options: ExamineOptions): Promise<Examined> {
  const { clock = () => performance.now(), signal } = options;
  const { checks, look } = createLooks(options);
  const ask = (request: Partial<Request>) => attempt(backend, request, options);
  try {
    const reached = await look('reach', async () => {
      await backend.open(signal);
      return { result: 'ok', found: `serves ${backend.model}` };
    });
    const answers = reached && (await look('completion', () => completion(ask)));
    if (answers) {
      await look('structured reply', () => structured(ask, backend));
      await look('long prompt', () => longPrompt(ask));
      await look('eight at once', () => eight(ask, clock));
    }
    return { endpoint: backend.name, model: reached ? backend.model : null, checks };
  } finally {
    await backend.close();
  }
}

type Ask = (request: Partial<Request>) => Promise<Attempted>;

async function attempt(backend: Backend, given: Partial<Request>, options: ExamineOptions): Promise<Attempted> {
  const call = new Call();
  const { signal, deadline } = options;
  if (signal) watch(signal, call);
  const request: Request = {
    ...{ messages: [], sampling: {}, sample: 0, try: 0, maxTokens: 512, stage: 'respond', order: 0 },
    ...given,
  };
  try {
    return await backend.attempt(request, call, deadline);
  } finally {
    if (signal) unwatch(signal, call);
  }
}

async function completion(ask: Ask): Promise<Looked> {
  const reply = replyIn(await ask(saying('Say in one sentence what a lighthouse is for.')));
  const { usage, finish, reasoning, text } = reply;
  const notes = [
    usage ? `${usage.promptTokens} tokens in, ${usage.completionTokens} out` : 'tells no usage',
    ...(reasoning ? ['with reasoning, which is set apart'] : []),
  ];
  if (text.trim() === '') {
    const advice = 'Leave reasoning more room with --max-tokens, or turn it off with --extra-body.';
    return { result: 'warn', found: `an empty reply, finish ${finish}, ${notes.join(', ')}`, advice };
  }
  const advice = 'Tokens will be estimated; cost is then a guess.';
  return usage ? { result: 'ok', found: notes.join(', ') } : { result: 'warn', found: notes.join(', '), advice };
}

async function structured(ask: Ask, backend: Backend): Promise<Looked> {
  const task = `${WORDS}Its last keeper was Ines Roca. Who was the keeper, and which years are named? Answer in JSON.`;
  const reply = replyIn(await ask({ ...saying(task), schema: SCHEMA }));
  const form = backend.form ?? 'as the provider does it';
  if (Shape.safeParse(jsonIn(reply.text)).success) {
    const bare = backend.form === 'the words of the prompt';
    return bare ? { result: 'warn', found: `fits, asked for by ${form}` } : { result: 'ok', found: `fits, by ${form}` };
  }
  return {
    result: 'warn',
    found: `does not fit the schema, asked for by ${form}`,
    advice:
      'The server passes over response_format. Prompts say the form in words too, but more replies will be asked for twice.',
  };
}

async function longPrompt(ask: Ask): Promise<Looked> {
  const long = WORDS.repeat(Math.ceil((LONG_TOKENS * 4) / WORDS.length));
  const task = `${long}\n\nSay in one sentence what this is about.`;
  try {
    replyIn(await ask(saying(task)));
    return { result: 'ok', found: `takes ${LONG_TOKENS.toLocaleString('en')} tokens` };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const advice =
      'Serve the model with a longer context (16,000 is enough), or make chunks smaller: --set chunk.most=700.';
    return { result: 'warn', found: `refuses ${LONG_TOKENS.toLocaleString('en')} tokens: ${error.message}`, advice };
  }
}

async function eight(ask: Ask, clock: () => number): Promise<Looked> {
  const small = (at: number) =>
    ask({ ...saying(`Name one animal whose name begins with ${'abcdefghi'[at]}.`), maxTokens: 64 });
  const began = clock();
  replyIn(await small(8));
  const one = Math.max(1, clock() - began);
  const all = clock();
  const ended = await Promise.all(Array.from({ length: 8 }, (_, at) => small(at)));
  const took = clock() - all;
  const ratio = took / one;
  const refused = ended.filter((each) => !('reply' in each)).length;
  const stated = ended.find(({ limits }) => limits?.requestsPerMinute)?.limits;
  const notes = [
    `take ${ratio.toFixed(1)} times as long as one`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(stated ? [`allows ${stated.requestsPerMinute} requests a minute`] : []),
  ];
  if (refused > 0)
    return {
      result: 'warn',
      found: notes.join(', '),
      advice: 'Fewer at once will be asked; --concurrency sets a number.',
    };
  if (ratio < 6 || took < FAST_MS) return { result: 'ok', found: notes.join(', ') };
  const advice =
    'The server works on one after the other: let it work on more at once (OLLAMA_NUM_PARALLEL, llama.cpp --parallel).';
  return { result: 'warn', found: notes.join(', '), advice };
}

function saying(content: string): Pick<Request, 'messages'> {
  return { messages: [{ role: 'user', content }] };
}

function replyIn(attempted: Attempted): Reply {
  if ('reply' in attempted) return attempted.reply;
  throw new Unanswered(attempted);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failed(error: unknown): Looked {
  const advice = error instanceof UserError ? (error.hint ?? '') : adviceFor(error);
  return { result: 'fail', found: messageOf(error), advice };
}
