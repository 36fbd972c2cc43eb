import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { FULL_WIRE } from '../../teacher/http/body.ts';
import { Part, removeWave, waveFile } from './wave.ts';

/** What the books say of the waves of a run: the one that is under way (no parts where there is none) and what was learnt. */
export const WaveBooks = z.strictObject({
  name: z.string(),
  number: z.int(),
  parts: z.array(Part),
  /** The digest of the last wave that anything of was answered. */
  before: z.string().nullable().default(null),
  wire: z.strictObject({
    format: z.enum(['strict', 'loose', 'object', 'none']),
    room: z.enum(['max_tokens', 'max_completion_tokens']),
    temperature: z.boolean(),
    topP: z.boolean(),
  }),
});
export type WaveBooks = z.infer<typeof WaveBooks>;

/** The name under which a store keeps them. */
export const WAVE_BOOKS = 'batch-wave';

/** The name of the wave under way: its files and the marks of its batches begin with it. */
export function nameOf({ name, number }: Pick<WaveBooks, 'name' | 'number'>): string {
  return `${name}-${String(number).padStart(4, '0')}`;
}

/** The books, or new ones. A wave whose files somebody has deleted is given up. */
export async function readWaveBooks(runDir: string, store: Store): Promise<WaveBooks> {
  const kept = await store.get(WAVE_BOOKS);
  if (kept === undefined)
    return { name: randomBytes(6).toString('hex'), number: 0, parts: [], before: null, wire: FULL_WIRE };
  const books = WaveBooks.parse(kept);
  return existsSync(waveFile(runDir, `${nameOf(books)}.awaited.jsonl`)) ? books : { ...books, parts: [] };
}

/**
 * Before a run goes on without batches: gives up a wave of which nothing was begun, so that a later run by batches does
 * not ask it on top. Errors: E_BATCH where a batch was begun, or may have been, and its answers are not read: they are paid for.
 */
export async function leaveWaves(runDir: string, store: Store): Promise<void> {
  if ((await store.get(WAVE_BOOKS)) === undefined) return;
  const books = await readWaveBooks(runDir, store);
  if (books.parts.some(({ asked, id, read }) => (asked || id !== null) && read === null)) throw unread(runDir);
  await store.set(WAVE_BOOKS, { ...books, parts: [] });
  await removeWave(runDir, nameOf(books), books.parts);
}

function unread(runDir: string): UserError {
  return new UserError(
    'E_BATCH',
    `Cannot go on in "${runDir}" without batches: answers that are paid for are not read`,
    {
      hint: `Run it with the teacher of the batch first. To give its answers up, delete the folder "${waveFile(runDir, '')}".`,
    },
  );
}
