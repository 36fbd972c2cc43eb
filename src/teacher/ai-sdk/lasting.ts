import { codeOf } from '../../errors.ts';

/** Errors of the AI SDK about what it was handed; those about what came back are not among them. */
const ARGUMENTS =
  /^AI_(?:Invalid(?:Argument|Prompt|DataContent|MessageRole)|MessageConversion|TypeValidation|UnsupportedFunctionality|LoadSetting|NoSuchModel|NoSuchProviderReference)Error$/;
const PROGRAMMING = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);
/** What `fetch` throws as a TypeError when a connection fails. */
const NETWORK = /^(?:fetch failed|failed to fetch|terminated|network error)$/i;

/**
 * Whether an error without a status comes back at every attempt: settings or messages that the package does not take, or
 * a mistake in its code. Connections that fail pass.
 */
export function isLasting(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (ARGUMENTS.test(error.name)) return true;
  if (!PROGRAMMING.has(error.name) || NETWORK.test(error.message)) return false;
  const code = codeOf(error.cause) ?? codeOf(error);
  return code === undefined ? error.cause === undefined : code.startsWith('ERR_INVALID_');
}
