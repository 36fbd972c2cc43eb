/**
 * Every error that a user can mend, by its permanent code. `docs/errors.md` is generated from this table.
 * A code is never renamed or reused; a new one is added here with one sentence on when it is seen.
 */
export const ERROR_CODES = {
  E_USAGE: 'A command, flag or value on the command line is not one that exists.',
  E_CONFIG: 'A config file, or a value set with --set, does not fit the settings.',
  E_PROMPT: 'A file of agent words (Markdown) cannot be read or does not fit its place.',
  E_FRAME: 'A frame has a hole that nothing fills, or lacks one that its stage fills.',
  E_SKILL: 'A skill folder cannot be loaded.',
  E_SKILL_UNKNOWN: 'A skill was asked for by an id that no folder has.',
  E_SEEDS: 'The seeds given cannot be read, or hold nothing to work on.',
  E_TEACHER: 'The teacher cannot be reached or keeps failing.',
  E_TEACHER_AUTH: 'The teacher refuses the key.',
  E_TEACHER_MODEL: 'The teacher does not have the model asked for.',
  E_TEACHER_REQUEST: 'The teacher refuses the form of the requests.',
  E_BATCH: 'A batch is under way, or came to nothing.',
  E_CURATE: 'A dataset cannot be curated as asked: a benchmark, a recipe or a dataset to be mixed in cannot be read.',
  E_RUN_IN_USE: 'Another process works in this run folder.',
  E_RUN_CHANGED: 'The settings differ from those that this run folder was begun with.',
  E_RUN_FOLDER:
    'The run folder cannot be used: another kind of folder, a newer format, or a file system without locks.',
  E_RUN_UNKNOWN: 'A folder was asked about that holds no run.',
  E_BUDGET: 'A run has come to its --max-cost or --max-tokens-total.',
  E_NOT_FOUND: 'No row has the id asked for.',
  E_DISK: 'A file cannot be written.',
  E_HUB: 'The Hub refuses, or cannot be reached.',
  E_EXPORT: 'An export cannot be written to the place given, or nothing would be in it.',
  E_QUERY: 'A choice of rows (--where, --order-by) is not SQL over the columns of the dataset.',
  E_TOKENIZER: "A tokenizer or chat template cannot be read, or does not tell which tokens are the assistant's.",
} as const;

/** A permanent error code. */
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * A failure that the user can mend. The message reads `Cannot <do> <thing>: <what was found>`, without a final period;
 * the hint is the next thing to do, as a sentence. The command line prints both and no stack.
 */
export class UserError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** The message of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The system's code of an error (`ENOENT`, `ECONNRESET`, ...), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
