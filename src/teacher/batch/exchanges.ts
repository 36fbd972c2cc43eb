import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { UserError } from '../../errors.ts';
import type { Fault } from '../backend.ts';
import { Call, unwatch, watch } from '../call-signal.ts';
import { gaveUp, type Pace, persist } from '../gated/persist.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { networkVerdict } from '../http/network.ts';
import { verdictOf } from '../http/verdict.ts';
import { wordsOf } from '../http/words.ts';
import { statedWait } from '../stated-wait.ts';
import { resultsIn } from './lines.ts';
import type { Sent } from './multipart.ts';
import { Silence } from './silence.ts';
import type { BatchResult } from './transport.ts';

/** What the requests to a batch API stand on. Times in milliseconds. */
export interface ExchangeParts {
  dispatcher: Dispatcher;
  endpoint: Endpoint;
  pace: Pace;
  /** The model that is asked, for what is said of it. */
  model: () => string;
  /** How long nothing may move: for an answer from the last byte sent, for a file of results between two pieces. */
  timeout: number;
  /** For one request with all its attempts; for a file of results since the last result. */
  patience: number;
}

/** One request; `path` below the endpoint's, with a query of its own or none. */
export interface Ask {
  method: 'GET' | 'POST';
  path: string;
  body?: Sent;
  signal?: AbortSignal | undefined;
  /** It is the first of all: what is not there is told at once, and no more than half a minute is waited. */
  opening?: boolean;
  /** Asked before a further attempt: what stands for the answer where the one before may have been taken. */
  instead?: () => Promise<string | null>;
}

/** Requests to a batch API, attempted until they are answered. Reject with UserErrors, or with the signal's reason. */
export interface Exchanges {
  /** The text of an answer, up to 4 MB. */
  text(ask: Ask): Promise<string>;
  /** The results in a file, each once: one that is cut is read again up to where it was. */
  results(path: string, signal?: AbortSignal): AsyncIterable<BatchResult>;
}

const MOST_TEXT = 4 * 2 ** 20;
const OPENING_PATIENCE = 30_000;

/** Opens the exchanges with an endpoint. */
export function openExchanges(parts: ExchangeParts): Exchanges {
  const { endpoint, pace, timeout, patience } = parts;
  const give = (words: string) => gaveUp(endpoint.where, words);
  return {
    async text({ instead, ...ask }) {
      let tries = 0;
      return stoppable(ask.signal, (call) =>
        persist(
          call,
          pace,
          ask.opening ? Math.min(OPENING_PATIENCE, patience) : patience,
          async (left) => {
            const found = tries++ > 0 && instead ? await instead() : null;
            return found === null ? textOnce(parts, ask, Math.min(timeout, left)) : { value: found };
          },
          give,
        ),
      );
    },
    async *results(path, signal) {
      const file = openFile(parts, { method: 'GET', path, signal });
      const next = (call: Call) => persist(call, pace, patience, (left) => file.next(Math.min(timeout, left)), give);
      try {
        for (;;) {
          const one = await stoppable(signal, next);
          if (one.done) return;
          yield one.value;
        }
      } finally {
        await file.close();
      }
    },
  };
}

async function stoppable<T>(signal: AbortSignal | undefined, work: (call: Call) => Promise<T>): Promise<T> {
  const call = new Call();
  if (signal) watch(signal, call);
  try {
    return await work(call);
  } finally {
    if (signal) unwatch(signal, call);
  }
}

async function textOnce(parts: ExchangeParts, ask: Ask, ms: number): Promise<{ value: string } | Fault> {
  const silence = new Silence();
  silence.bear(ms);
  try {
    const body = await begin(parts, ask, silence);
    return 'words' in body ? body : { value: await textOf(body) };
  } catch (error) {
    return faultOf(parts, ask, error);
  } finally {
    silence.rest();
  }
}

/** A file of results that can be cut at any place: `next` gives the result after the last one given, or a fault. */
function openFile(parts: ExchangeParts, ask: Ask) {
  let silence = new Silence();
  let lines: AsyncIterator<BatchResult> | null = null;
  let given = 0;
  const reopened = async (): Promise<AsyncIterator<BatchResult> | Fault> => {
    const body = await begin(parts, ask, silence);
    if ('words' in body) return body;
    const fresh = resultsIn(silence.over(body), parts.endpoint)[Symbol.asyncIterator]();
    for (let at = 0; at < given; at++) await fresh.next();
    return fresh;
  };
  return {
    async next(ms: number): Promise<{ value: IteratorResult<BatchResult> } | Fault> {
      if (lines === null) silence = new Silence();
      silence.bear(ms);
      try {
        const from = lines ?? (await reopened());
        if ('words' in from) return from;
        lines = from;
        const value = await from.next();
        given++;
        return { value };
      } catch (error) {
        lines = null;
        return faultOf(parts, ask, error);
      } finally {
        silence.rest();
      }
    },
    close: async () => void (await lines?.return?.()),
  };
}

/** Sends a request once: the body of its answer, or the fault that the endpoint states. Rejects as undici does, and with UserErrors. */
async function begin(
  { dispatcher, endpoint, model }: ExchangeParts,
  { method, path, body, signal }: Ask,
  silence: Silence,
): Promise<Readable | Fault> {
  const own = body
    ? ['content-type', body.type, ...(body.length === null ? [] : ['content-length', `${body.length}`])]
    : [];
  const { statusCode, headers, ...answer } = await dispatcher.request({
    ...{ origin: endpoint.origin, method, path: pathTo(endpoint, path), headers: [...endpoint.headers, ...own] },
    ...(body && { body: silence.sending(body.bytes()) }),
    signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
  });
  if (statusCode >= 200 && statusCode < 300) return answer.body;
  const words = wordsOf(await textOf(answer.body), endpoint.redact);
  if (statusCode === 404 && path.startsWith('/batches')) throw noBatches(endpoint, words.shown);
  const said = `it answers ${statusCode}: ${words.shown}`;
  const verdict = verdictOf({ status: statusCode, said, words, waitMs: statedWait(headers) }, endpoint, model());
  if (verdict instanceof UserError) throw verdict;
  return verdict;
}

function faultOf({ endpoint }: ExchangeParts, { signal, opening = false }: Ask, error: unknown): Fault {
  signal?.throwIfAborted();
  const verdict = error instanceof UserError ? error : networkVerdict(error, endpoint, opening);
  if (verdict instanceof UserError) throw verdict;
  return verdict;
}

function pathTo({ path: root, search }: Endpoint, path: string): string {
  return root + path + (path.includes('?') ? search.replace('?', '&') : search);
}

async function textOf(body: Readable): Promise<string> {
  let text = '';
  for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MOST_TEXT) break;
  }
  return text;
}

function noBatches({ where }: Endpoint, found: string): UserError {
  return new UserError('E_TEACHER', `Cannot use the batches of "${where}": ${found}`, {
    hint: 'This endpoint has no batch API, or no longer the batch; delete the folder batches of the run and leave out batch: to ask it at once.',
  });
}
