import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, UserError } from '../../errors.ts';
import { endpointOf } from '../http/endpoint.ts';
import { resultsIn } from './lines.ts';
import type { BatchResult, BatchTransport } from './transport.ts';

/** How batches are left in a folder for somebody else to answer. */
export interface FilesOptions {
  /** Folder of request and answer files. */
  dir: string;
  model: string;
  /** Milliseconds between two looks. Default 2,000. */
  pollMs?: number;
}

const NOWHERE = endpointOf({ url: 'http://batch.invalid/v1' });

/**
 * Batches as files: requests lie in `DIR/<mark>.requests.jsonl`, answers are awaited in `DIR/<mark>.results.jsonl`, both in
 * the form of OpenAI's batch API. Whoever answers writes under another name and renames when the file is whole; requests
 * without an answer in it are asked again in the next wave. Errors: E_DISK; E_BATCH where answers cannot be
 * read, which are then read from the beginning the next time.
 */
export function filesTransport({ dir, model, pollMs = 2000 }: FilesOptions): BatchTransport {
  const requests = (mark: string) => join(dir, `${mark}.requests.jsonl`);
  const answers = (mark: string) => join(dir, `${mark}.results.jsonl`);
  return {
    name: `files in ${dir}`,
    model,
    most: { requests: 1_000_000, bytes: 2 ** 31 },
    pollMs,
    open: () => guarded(dir, () => mkdir(dir, { recursive: true })),
    async submit(file, mark) {
      const path = requests(mark);
      await guarded(path, () => copyFile(file, `${path}.part`).then(() => rename(`${path}.part`, path)));
      return mark;
    },
    find: async (mark) => ((await exists(requests(mark))) ? mark : null),
    async poll(id) {
      return (await exists(answers(id))) ? { ended: true, words: null } : { ended: false, done: 0, total: 0 };
    },
    results: (id) => readable(answers(id)),
    close: async () => {},
  };
}

async function* readable(path: string): AsyncIterable<BatchResult> {
  try {
    yield* resultsIn(createReadStream(path), NOWHERE);
  } catch (cause) {
    throw new UserError('E_BATCH', `Cannot read the answers in "${path}": ${codeOf(cause) ?? 'unreadable'}`, {
      hint: 'Leave the file where it is until the run has read it; put it back, then run the same command again.',
      cause,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function guarded(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const hint = 'Free some space, or give another folder to batch:files:DIR.';
    throw new UserError('E_DISK', `Cannot write "${path}": ${codeOf(cause) ?? 'unwritable'}`, { hint, cause });
  }
}
