import { UserError } from '../../errors.ts';
import type { Fault } from '../backend.ts';
import { CallFailure, type Request } from '../teacher.ts';
import type { Endpoint } from './endpoint.ts';
import type { Words } from './words.ts';

/** What a refusal is judged by. `said` is what people are told: the status and the provider's words. */
export interface Refusal {
  status: number;
  said: string;
  words: Words;
  /** Milliseconds that the provider asks to wait. */
  waitMs: number | null;
}

const TOO_LONG =
  /context_length_exceeded|exceed_context_size|(maximum|available|model'?s|exceeds?( the)?|overflows?|loaded with) context|context (length|size|window|limit)[^.]{0,40}exceed|exceeds? (the |this )?(model'?s )?(maximum )?(context|input|prompt)|(prompt|input)( token count)?( is|s are)? too (long|large)|input length|longer than the (maximum )?model|maximum number of tokens allowed|inputs must have less than|reduce the length of the (messages|prompt|input)|too many tokens|string_above_max_length|max_new_tokens` must be/;
const FILTERED =
  /content_filter|content_policy|content policy|responsibleai|invalid_prompt|data_inspection_failed|content exists risk|violating our usage polic|requires moderation|(input|prompt|content|request) (was|is|has been) flagged|safety (system|filter)/;
const NO_MONEY =
  /insufficient_quota|billing_hard_limit|billing_not_active|insufficient[ _](balance|credits?|funds)|credit balance is too low/;
const NO_KEY = /invalid[ _]api[ _]?key|api[ _]key (is )?(not valid|invalid)|api_key_invalid|incorrect api key/;
const NO_MODEL =
  /model_not_found|model_not_available|unknown model|invalid model|no such model|model .{0,100}(does not exist|not found|not available|is not served)|deploymentnotfound/;
const OWN = new Set([400, 403, 413, 422, 429, 500]);
const PASSING = new Set([408, 409, 425, 429]);

/**
 * The failure of this one request, where it is the request's own: too long for the model, or withheld by a filter.
 * Where no request could fit, because the room for the reply alone exceeds the context, it is a UserError.
 */
export function requestFailure({ status, words }: Refusal, request: Request, endpoint: Endpoint): Error | null {
  if (!OWN.has(status)) return null;
  if (status === 413 || (status === 429 ? /request too large/ : TOO_LONG).test(words.all)) {
    const context = contextIn(words.all);
    return context > request.maxTokens
      ? new CallFailure('too-long', words.shown)
      : noRoom(endpoint, request, words, context);
  }
  return status < 429 && FILTERED.test(words.all) ? new CallFailure('filtered', words.shown) : null;
}

function contextIn(words: string): number {
  return Number(/context (?:length|size|window)(?: of| is)?(?: only)? (\d+)/.exec(words)?.[1] ?? Infinity);
}

function noRoom({ where }: Endpoint, { maxTokens }: Request, words: Words, context: number): UserError {
  return new UserError('E_TEACHER_REQUEST', `Cannot ask "${where}" for ${maxTokens} tokens: ${words.shown}`, {
    hint: `Set --max-tokens well below ${context}, or serve the model with a longer context.`,
  });
}

/** What any other refusal means: a fault that passes, or the UserError that pauses the run. */
export function verdictOf(
  { status, said, words, waitMs }: Refusal,
  endpoint: Endpoint,
  model: string,
): Fault | UserError {
  const { where } = endpoint;
  if (status === 402 || ([400, 403, 429].includes(status) && NO_MONEY.test(words.all))) {
    return new UserError('E_TEACHER', `Cannot get an answer from "${where}": ${said}`, {
      hint: 'Add credit or raise the limit of the account, then run the same command again.',
    });
  }
  if (PASSING.has(status) || (status >= 500 && status !== 501)) return { status, words: said, waitMs };
  if (status === 401 || status === 403 || NO_KEY.test(words.all)) return keyRefused(endpoint, said);
  if (NO_MODEL.test(words.all)) {
    return new UserError('E_TEACHER_MODEL', `Cannot find the model "${model}" at "${where}": ${said}`, {
      hint: 'Set --model to a model that the endpoint serves.',
    });
  }
  if (status === 404 || status < 400) return wrongAddress(endpoint, said);
  return new UserError('E_TEACHER_REQUEST', `Cannot put a request to "${where}": ${said}`, {
    hint: 'Look at the model, --temperature, --max-tokens and --extra-body: one of them may not be taken here.',
  });
}

/** The endpoint asks for a key, or for another one. */
export function keyRefused(endpoint: Endpoint, said: string): UserError {
  return new UserError('E_TEACHER_AUTH', `Cannot use the teacher at "${endpoint.where}": ${said}`, {
    hint: endpoint.hasKey
      ? 'Look whether the key belongs to this endpoint and still holds.'
      : 'Name the environment variable that holds the key with --api-key-env.',
  });
}

/** The endpoint streams replies that were asked for whole. */
export function streamed({ where }: Endpoint): UserError {
  return new UserError(
    'E_TEACHER_REQUEST',
    `Cannot read the replies of "${where}": it sends them as a stream of events`,
    {
      hint: `Replies are read whole: turn streaming off there, or with --extra-body '{"stream":false}'.`,
    },
  );
}

/** Something answers at the address, but no teacher. */
export function wrongAddress(endpoint: Endpoint, said: string): UserError {
  const hint = /\/v\d/.test(endpoint.path)
    ? 'Look whether the address is the one of an OpenAI-compatible endpoint.'
    : `Most addresses end in /v1: try ${endpoint.where}/v1.`;
  return new UserError('E_TEACHER', `Cannot find a teacher at "${endpoint.where}": ${said}`, { hint });
}
