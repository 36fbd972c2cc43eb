import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { Stage } from '../../data.ts';
import { codeOf, UserError } from '../../errors.ts';
import { type Deferred, promptTokens } from '../../teacher/call.ts';

/** Who waits for a reply: the unit, and what its journal says of the call. */
export const Awaited = z.strictObject({
  key: z.string(),
  unit: z.string(),
  stage: Stage,
  agent: z.string(),
  maxTokens: z.int(),
  /** Estimated, for replies that come without usage. */
  promptTokens: z.int().nonnegative().default(0),
});
export type Awaited = z.infer<typeof Awaited>;

/** What the results of a batch came to: how many requests have their outcome journaled, and what was said of the first that have none. */
export const ReadResults = z.strictObject({ answered: z.int(), words: z.array(z.string()) });
export type ReadResults = z.infer<typeof ReadResults>;

/**
 * A part of a wave: the requests of one batch. It may have been begun once it was `asked` for; `id` is null until that is
 * known, `read` until all its results are journaled.
 */
export const Part = z.strictObject({
  mark: z.string(),
  asked: z.boolean().default(false),
  id: z.string().nullable(),
  read: ReadResults.nullable(),
});
export type Part = z.infer<typeof Part>;

/** The requests that units wait for, gathered on disk; nothing of them is held in memory but their keys. */
export interface Wave {
  readonly size: number;
  /** Stands for all that is asked, with the room that is given: equal for waves that ask the same. */
  digest(): string;
  add(unit: string, put: Deferred, line: string): void;
  /** Puts all on disk and gives the parts. Errors: E_DISK. */
  close(): Promise<Part[]>;
}

/** Where the files of waves lie. */
export function waveFile(runDir: string, name: string): string {
  return join(runDir, 'batches', name);
}

/**
 * Opens a wave below `batches/` of the run folder: `<mark>.requests.jsonl` for each part and `<wave>.awaited.jsonl`. A
 * request that several units wait for is written once.
 */
export async function openWave(runDir: string, name: string, most: { requests: number; bytes: number }): Promise<Wave> {
  const keys = new Map<string, number>();
  const parts: { mark: string; lines: number; bytes: number; file: Appender }[] = [];
  await guarded(runDir, () => mkdir(waveFile(runDir, ''), { recursive: true }));
  const awaited = appender(waveFile(runDir, `${name}.awaited.jsonl`));
  const partFor = (bytes: number) => {
    const last = parts.at(-1);
    if (last && last.lines < most.requests && last.bytes + bytes <= most.bytes) return last;
    const mark = `${name}-${parts.length + 1}`;
    const part = { mark, lines: 0, bytes: 0, file: appender(waveFile(runDir, `${mark}.requests.jsonl`)) };
    parts.push(part);
    return part;
  };
  return {
    get size() {
      return keys.size;
    },
    digest: () =>
      hash(
        'sha256',
        [...keys]
          .map((pair) => pair.join(' '))
          .sort()
          .join('\n'),
        'hex',
      ),
    add(unit, { key, request, agent }, line) {
      const { stage, maxTokens } = request;
      const one: Awaited = { key, unit, stage, agent, maxTokens, promptTokens: promptTokens(request) };
      awaited.write(`${JSON.stringify(one)}\n`);
      if (keys.has(key)) return;
      keys.set(key, maxTokens);
      const part = partFor(Buffer.byteLength(line));
      part.lines++;
      part.bytes += Buffer.byteLength(line);
      part.file.write(line);
    },
    async close() {
      await awaited.close();
      for (const { file } of parts) await file.close();
      return parts.map(({ mark }) => ({ mark, asked: false, id: null, read: null }));
    },
  };
}

/** Who waits for each key of a wave. */
export async function readAwaited(runDir: string, name: string): Promise<Map<string, Awaited[]>> {
  const found = new Map<string, Awaited[]>();
  const input = createReadStream(waveFile(runDir, `${name}.awaited.jsonl`));
  for await (const text of createInterface({ input })) {
    const one = Awaited.parse(JSON.parse(text));
    found.set(one.key, [...(found.get(one.key) ?? []), one]);
  }
  return found;
}

/** Removes the files of a wave that is done. */
export async function removeWave(runDir: string, name: string, parts: readonly Part[]): Promise<void> {
  const names = [`${name}.awaited.jsonl`, ...parts.map(({ mark }) => `${mark}.requests.jsonl`)];
  for (const each of names) await rm(waveFile(runDir, each), { force: true });
}

const BLOCK = 1 << 18;

interface Appender {
  write(text: string): void;
  close(): Promise<void>;
}

/** Writes a file anew, in blocks, and syncs it at the end. */
function appender(path: string): Appender {
  let [block, handle] = ['', null as FileHandle | null];
  let last: Promise<unknown> = guarded(path, async () => {
    handle = await open(path, 'w');
  });
  last.catch(() => undefined);
  const flush = () => {
    const text = block;
    block = '';
    last = last.then(() => guarded(path, async () => void (await handle?.writeFile(text))));
    last.catch(() => undefined);
  };
  return {
    write(text) {
      block += text;
      if (block.length > BLOCK) flush();
    },
    async close() {
      flush();
      try {
        await last;
        await handle?.sync();
      } finally {
        await handle?.close();
      }
    },
  };
}

async function guarded(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new UserError('E_DISK', `Cannot write "${path}": ${codeOf(cause) ?? 'unwritable'}`, {
      hint: 'Free some space, then run the same command again.',
      cause,
    });
  }
}
