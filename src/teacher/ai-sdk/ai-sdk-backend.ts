import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../../errors.ts';
import type { Attempted, Backend, Capacity } from '../backend.ts';
import type { Call } from '../call-signal.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { TimedOut } from '../http/exchange.ts';
import { redactorOf } from '../http/redact.ts';
import { statusInside } from '../http/reply.ts';
import { statedLimits } from '../http/stated-limits.ts';
import { requestFailure, verdictOf } from '../http/verdict.ts';
import { wordsOf } from '../http/words.ts';
import { statedWait } from '../stated-wait.ts';
import type { Request } from '../teacher.ts';
import { isLasting } from './lasting.ts';
import { type LanguageModel, loadModel, type ModelOptions, splitName } from './load-model.ts';
import { callOptions } from './prompt.ts';
import { replyOf } from './result.ts';

/** How a provider's model is asked. */
export interface AiSdkOptions extends ModelOptions {
  extraBody: Readonly<Record<string, unknown>>;
  concurrency: number | null;
  /** Milliseconds for one attempt. */
  timeout: number;
  /** The model itself, in place of one that is loaded by name. */
  language?: LanguageModel;
}

const START = 8;
/** What an answer counts as that holds no reply and states no fault. */
const BROKEN = 502;

/** An error of a provider, as the AI SDK throws it (`APICallError`). */
const ApiError = z.object({
  statusCode: z.int().optional().catch(undefined),
  responseHeaders: z.record(z.string(), z.string()).optional().catch(undefined),
  responseBody: z.string().optional().catch(undefined),
});

const Answered = z.object({ response: z.object({ headers: z.record(z.string(), z.string()) }) });

/**
 * A model of any provider that has a package for the AI SDK (an optional peer). Asked at its `doGenerate`, one level
 * below `generateText`: waits, attempts and shapes are this package's own business. `extraBody` goes as provider options.
 */
export function aiSdkBackend(options: AiSdkOptions): Backend {
  const { name, extraBody, concurrency, timeout } = options;
  const { provider, model } = splitName(name);
  const capacity: Capacity = concurrency === null ? { start: START } : { fixed: concurrency };
  const redact = redactorOf(options);
  const endpoint: Endpoint = { ...NOWHERE, where: name, origin: provider, redact };
  let language = options.language;

  async function attempt(request: Request, call: Call, left: number): Promise<Attempted> {
    call.check();
    const controller = new AbortController();
    const limit = Math.min(timeout, left);
    const timer = setTimeout(() => controller.abort(), limit);
    call.current = { stop: () => controller.abort() };
    try {
      const asked = language?.doGenerate({
        ...callOptions(request, provider, extraBody),
        abortSignal: controller.signal,
      });
      const result = await Promise.race([asked, aborted(controller.signal)]);
      call.check();
      const limits = statedLimits(headersIn(result));
      const reply = replyOf(result);
      return reply ? { reply, limits } : { status: BROKEN, words: 'it answers without a reply', waitMs: null, limits };
    } catch (error) {
      call.check();
      if (controller.signal.aborted)
        return { status: null, words: new TimedOut(limit).message, waitMs: null, timedOut: true };
      return judged(error, request);
    } finally {
      clearTimeout(timer);
      call.current = null;
    }
  }

  function judged(error: unknown, request: Request): Attempted {
    const { statusCode, responseHeaders = {}, responseBody } = ApiError.safeParse(error).data ?? {};
    const words = wordsOf(responseBody || messageOf(error), redact);
    if (statusCode === undefined) {
      if (/api key|apikey|credential/i.test(words.all)) throw noKey(name, words.shown);
      if (isLasting(error)) throw notTaken(name, words.shown);
      const code = codeOf(error);
      return { status: null, words: `${words.shown}${code ? ` (${code})` : ''}`, waitMs: null };
    }
    const broken = statusCode >= 200 && statusCode < 300;
    const said = `it answers ${statusCode}${broken ? ' without a reply' : ''}: ${words.shown}`;
    const status = broken ? (statusInside(responseBody ?? '') ?? BROKEN) : statusCode;
    const marked = status === 404 ? { ...words, all: `${words.all} model_not_found` } : words;
    const refusal = { status, said, words: marked, waitMs: statedWait(responseHeaders) };
    const failure = requestFailure(refusal, request, endpoint);
    if (failure) throw failure;
    const verdict = verdictOf(refusal, endpoint, model);
    if (verdict instanceof UserError) throw verdict;
    return { ...verdict, limits: statedLimits(responseHeaders) };
  }

  return {
    name,
    model: name,
    capacity,
    async open(signal) {
      signal?.throwIfAborted();
      language ??= await loadModel(options);
    },
    attempt,
    close: async () => {},
  };
}

const NOWHERE: Omit<Endpoint, 'where' | 'origin' | 'redact'> = {
  path: '/v1',
  root: '',
  search: '',
  headers: [],
  hasKey: true,
  proxied: false,
};

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** The headers of the response behind a result, where the package gives them. */
function headersIn(result: unknown): Record<string, string> {
  return Answered.safeParse(result).data?.response.headers ?? {};
}

function notTaken(name: string, found: string): UserError {
  return new UserError('E_TEACHER_REQUEST', `Cannot put a request to "${name}": ${found}`, {
    hint: 'Look at the model, --temperature, --max-tokens and --extra-body, and at the version of its package.',
  });
}

function noKey(name: string, found: string): UserError {
  return new UserError('E_TEACHER_AUTH', `Cannot use teacher "${name}": ${found}`, {
    hint: "Set the provider's own variable, such as ANTHROPIC_API_KEY, or name another with --api-key-env.",
  });
}
