import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSqliteStore } from '../sqlite.ts';
import { recordOf, unitOf } from './contract.ts';

/** What was synced by itself, in order. */
const synced = vi.hoisted((): string[] => []);

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const names = new Map<number, string>();
  return {
    ...fs,
    openSync: (path: string, flags: string, mode?: number) => {
      const file = fs.openSync(path, flags, mode);
      names.set(file, path);
      return file;
    },
    fsyncSync: (file: number) => {
      fs.fsyncSync(file);
      synced.push(names.get(file) ?? '');
    },
  };
});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'synced-'));
  synced.length = 0;
});
afterEach(() => rmSync(dir, { recursive: true }));

const unit = unitOf(1).id;

test('the first reply is acknowledged when the folder of the journal has its name on disk, and the segment too', async () => {
  const store = openSqliteStore(join(dir, 'state.db'));
  await store.plan([unitOf(1)]);
  expect(synced).toEqual([]);
  await store.append(unit, [recordOf('a')]);
  expect(synced).toEqual([dir, join(dir, 'journal')]);
  await store.close();
});

test('what a killed writer left is on disk before it is built on, whole or torn', async () => {
  const segment = join(dir, 'journal', '000001.log');
  const first = openSqliteStore(join(dir, 'state.db'));
  await first.plan([unitOf(1)]);
  await first.append(unit, [recordOf('a')]);
  await first.close();
  for (const torn of ['', 'half of a group']) {
    const whole = readFileSync(segment);
    appendFileSync(segment, torn);
    synced.length = 0;
    await openSqliteStore(join(dir, 'state.db')).close();
    expect([synced, readFileSync(segment)]).toEqual([[segment], whole]);
  }
});
