import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { lockFolder } from '../store/lock.ts';
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts';
import { Identity } from './identity.ts';
import { UsageLine } from './spent.ts';

/** The format of run folders that this release writes; a folder with another number is refused. */
export const RUN_FORMAT = 2;

/** What run.json says: enough to know the run by, and to go on with it. */
export const RunFile = z.strictObject({
  format: z.int(),
  version: z.string(),
  begun: z.string(),
  command: z.string(),
  teacher: z.string(),
  /** Models of stages that are asked of another one than `teacher`. */
  models: z.record(z.string(), z.string()),
  identity: Identity,
  skills: z.array(z.string()),
  /** What was paid when the run last ended, by skill, stage and model. */
  usage: z.array(UsageLine),
});
export type RunFile = z.infer<typeof RunFile>;

/** An open run folder: this process alone works in it. */
export interface RunFolder {
  dir: string;
  store: SqliteStore;
  close(): Promise<void>;
}

/**
 * Opens a folder for a run, made where missing. Errors: E_RUN_IN_USE, E_RUN_FOLDER for a folder with other things in it
 * or a newer format, E_DISK.
 */
export async function openRunFolder(dir: string, stateDir: string | null): Promise<RunFolder> {
  const state = stateDir ?? dir;
  await refuseForeign(dir, state);
  try {
    await mkdir(dir, { recursive: true });
    await mkdir(state, { recursive: true });
  } catch (cause) {
    throw new UserError('E_DISK', `Cannot make folder "${dir}": ${messageOf(cause)}`, {
      hint: 'Give another folder to --out.',
      cause,
    });
  }
  const lock = await lockFolder(state);
  try {
    const store = openSqliteStore(join(state, 'state.db'), { alone: true });
    return {
      dir,
      store,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What run.json says, or undefined where there is none. Errors: E_RUN_FOLDER for a newer format or a damaged file. */
export async function readRunFile(dir: string): Promise<RunFile | undefined> {
  const path = join(dir, 'run.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new UserError('E_RUN_FOLDER', `Cannot read "${path}": ${messageOf(error)}`, { cause: error });
  }
  const format = z.looseObject({ format: z.int() }).safeParse(tryJson(text));
  if (format.success && format.data.format !== RUN_FORMAT) {
    throw new UserError(
      'E_RUN_FOLDER',
      `Cannot read "${path}": its format is ${format.data.format}, this release reads ${RUN_FORMAT}`,
      {
        hint: 'Go on with the release of agentinstruct that began this run, or begin in another folder.',
      },
    );
  }
  const parsed = RunFile.safeParse(tryJson(text));
  if (parsed.success) return parsed.data;
  throw new UserError('E_RUN_FOLDER', `Cannot read "${path}": it is not a run file`, {
    hint: 'Restore it, or begin in another folder.',
  });
}

/** Writes run.json whole or not at all. */
export async function writeRunFile(dir: string, file: RunFile): Promise<void> {
  await writeWhole(join(dir, 'run.json'), `${JSON.stringify(file, null, 2)}\n`);
}

/** Writes a file under a temporary name, then renames it. Errors: E_DISK. */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.part`, text);
    await rename(`${path}.part`, path);
  } catch (cause) {
    throw new UserError('E_DISK', `Cannot write "${path}": ${messageOf(cause)}`, {
      hint: 'Look for free space and permissions there.',
      cause,
    });
  }
}

const OWN = new Set([
  'README.md',
  'data',
  'seeds',
  'units',
  'batches',
  'journal',
  'curation',
  'events.jsonl',
  'run.json',
  'report.html',
  'report.json',
  'left-out.jsonl.zst',
]);

async function refuseForeign(dir: string, state: string): Promise<void> {
  const names: string[] = await readdir(dir).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new UserError('E_RUN_FOLDER', `Cannot use "${dir}" as run folder: ${messageOf(error)}`, {
      hint: 'Give a folder to --out.',
      cause: error,
    });
  });
  const foreign = names.find((name) => !OWN.has(name.replace(/\.part$/, '')) && !/^(state\.db|lock\.)/.test(name));
  if (foreign === undefined || names.includes('run.json') || (state === dir && names.includes('state.db'))) return;
  throw new UserError('E_RUN_FOLDER', `Cannot use "${dir}" as run folder: it holds "${foreign}" and no run`, {
    hint: 'Give an empty or a new folder to --out.',
  });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
