import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Capacity } from '../backend.ts';
import type { Endpoint } from './endpoint.ts';
import { jsonOf } from './reply.ts';
import { wrongAddress } from './verdict.ts';
import { wordsOf } from './words.ts';

/** Requests in flight to begin with where nothing better is known. */
export const USUAL_CAPACITY = 32;
const OLLAMA_CAPACITY = 4;

const Named = z.union([
  z.object({ id: z.string() }).transform(({ id }) => id),
  z.object({ name: z.string() }).transform(({ name }) => name),
]);
const Models = z.union([
  z.object({ data: z.array(Named) }).transform(({ data }) => data),
  z.object({ models: z.array(Named) }).transform(({ models }) => models),
  z.array(Named),
]);
const Props = z.object({ total_slots: z.int().positive() });
const Version = z.object({ version: z.string() });

/** The names in the body of `/models`. Throws UserError (E_TEACHER) where it holds no list: no teacher is there. */
export function modelsIn(body: string, endpoint: Endpoint): string[] {
  const parsed = Models.safeParse(jsonOf(body));
  if (parsed.success) return parsed.data;
  const { shown } = wordsOf(body, endpoint.redact);
  throw wrongAddress(endpoint, `/models does not answer with a list of models, but: ${shown}`);
}

/**
 * The model to ask: the one given, or else the only one served. `served` is null where the endpoint does not list its
 * models. Throws UserError (E_TEACHER_MODEL) naming what is served.
 */
export function chooseModel(asked: string | undefined, served: readonly string[] | null, endpoint: Endpoint): string {
  const { where, origin } = endpoint;
  if (asked !== undefined) {
    // Azure lists what can be deployed, and is asked for the names of deployments.
    const unlisted = served === null || served.length === 0 || new URL(origin).hostname.endsWith('.azure.com');
    if (unlisted || served.some((name) => isNamed(name, asked))) return asked;
    throw new UserError(
      'E_TEACHER_MODEL',
      `Cannot find the model "${asked}" at "${where}": it serves ${listed(served)}`,
      {
        hint: 'Set --model to one of them.',
      },
    );
  }
  const [only, second] = served ?? [];
  if (only !== undefined && second === undefined) return only;
  const found =
    served === null || only === undefined ? 'it does not say which models it serves' : `it serves ${listed(served)}`;
  throw new UserError('E_TEACHER_MODEL', `Cannot choose a model at "${where}": ${found}`, {
    hint:
      served === null
        ? 'Name the model with --model, or give the address with its path, which mostly ends in /v1.'
        : 'Name the model with --model.',
  });
}

/**
 * How many requests the server works on at once: llama.cpp says it (`total_slots`), Ollama works on 4 unless set
 * otherwise, others begin with 32 and are tried out. `get` gives the body of a 200 at a path of the server, else null.
 */
export async function learnCapacity(get: (path: string) => Promise<string | null>): Promise<Capacity> {
  const [props, version] = await Promise.all([get('/props'), get('/api/version')]);
  const slots = Props.safeParse(jsonOf(props ?? ''));
  if (slots.success) return { fixed: slots.data.total_slots };
  return Version.safeParse(jsonOf(version ?? '')).success ? { fixed: OLLAMA_CAPACITY } : { start: USUAL_CAPACITY };
}

/** Ollama lists `name` as `name:latest`, Google as `models/name`; OpenRouter takes `name:variant` for `name`. */
function isNamed(served: string, asked: string): boolean {
  const [a, b] = [served.toLowerCase(), asked.toLowerCase()];
  return a === b || a === `${b}:latest` || a === `models/${b}` || b.startsWith(`${a}:`);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
