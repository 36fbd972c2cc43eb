import { messageOf, UserError } from '../../errors.ts';
import { redactorOf, type Secrets } from '../http/redact.ts';
import { wordsOf } from '../http/words.ts';
import { importPeer } from '../import-peer.ts';

/** A model of the AI SDK, as far as it is used here. */
export interface LanguageModel {
  doGenerate(options: Record<string, unknown>): PromiseLike<unknown>;
}

/** Which model of which provider, and what its factory is handed. */
export interface ModelOptions extends Secrets {
  /** `provider/model`; the model's name may hold slashes of its own. */
  name: string;
  /** Null: the package reads its own variable, such as ANTHROPIC_API_KEY. */
  apiKey: string | null;
  headers: Readonly<Record<string, string>>;
  /** The user's folder, where packages are looked for first. */
  cwd: string;
}

/** Providers whose package is not named after them. */
const PACKAGES: Record<string, string> = {
  bedrock: '@ai-sdk/amazon-bedrock',
  vertex: '@ai-sdk/google-vertex',
  openrouter: '@openrouter/ai-sdk-provider',
};

/** Splits `provider/model` at its first slash. */
export function splitName(name: string): { provider: string; model: string } {
  const at = name.indexOf('/');
  return { provider: name.slice(0, at), model: name.slice(at + 1) };
}

/**
 * Loads the provider's package from the user's folder, else from this package's, and makes the model by its
 * `create<Provider>`. Errors: E_TEACHER naming what to install, or what the package says.
 */
export async function loadModel(options: ModelOptions): Promise<LanguageModel> {
  const { name, apiKey, headers, cwd } = options;
  const { provider, model } = splitName(name);
  const wanted = PACKAGES[provider] ?? `@ai-sdk/${provider}`;
  const instead = 'For an OpenAI-compatible endpoint give its URL instead.';
  const redact = redactorOf(options);
  const module = await importPeer({ wanted, cwd, teacher: name, instead, redact });
  const create = factoryIn(module);
  if (!create) throw unusable(name, `the package ${wanted} has no factory of models`);
  try {
    const made: unknown = create({ ...(apiKey !== null && { apiKey }), headers });
    const language: unknown = typeof made === 'function' ? made(model) : undefined;
    if (isModel(language)) return language;
  } catch (cause) {
    throw unusable(name, wordsOf(messageOf(cause), redact).shown);
  }
  throw unusable(name, `the package ${wanted} makes no language model`);
}

type Factory = (options: object) => unknown;

function factoryIn(module: unknown): Factory | undefined {
  if (typeof module !== 'object' || module === null) return undefined;
  const found = Object.entries(module).find(
    ([name, value]) => /^create[A-Z]/.test(name) && typeof value === 'function',
  );
  return found?.[1];
}

function isModel(value: unknown): value is LanguageModel {
  return typeof value === 'object' && value !== null && 'doGenerate' in value && typeof value.doGenerate === 'function';
}

function unusable(name: string, found: string): UserError {
  return new UserError('E_TEACHER', `Cannot use teacher "${name}": ${found}`, {
    hint: 'Look at the name of the provider and its model, and at the version of its package.',
  });
}
