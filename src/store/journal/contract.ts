import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stage } from '../../data.ts';
import type { JournalRecord } from '../../teacher/journal.ts';
import type { Lease, Store, Unit } from '../store.ts';

/** Opens the store that lies at a path; twice opens it again. */
export type OpenStore = (path: string, options?: { clock?: () => number }) => Store;

/** Where a child process finds the same store: a module's URL and the name of its opening function. */
export interface StoreModule {
  url: string;
  name: string;
}

/** A unit of a plan, for tests. */
export function unitOf(order: number, over: Partial<Unit> = {}): Unit {
  const id = `reading-${String(order).padStart(6, '0')}`;
  return { id, kind: 'generate', order, skill: 'reading', pass: 0, round: 0, seeds: [`seed-${order}`], ...over };
}

/** A journaled reply that cost 10 prompt tokens, 4 of them cached, and 2 completion tokens. */
export function recordOf(key: string, stage: Stage = 'respond', text = `reply to ${key}`): JournalRecord {
  const usage = { promptTokens: 10, cachedTokens: 4, completionTokens: 2 };
  return { key, stage, agent: 'teacher', maxTokens: 512, outcome: { reply: { text, finish: 'stop', usage } } };
}

/** A fresh store for every test, in a folder of its own and by a clock that stands still. */
export interface StoreAt {
  readonly path: string;
  readonly store: Store;
  /** Closes the store and opens it again, with something in between. */
  reopen(between?: () => Promise<void>): Promise<void>;
  /** The next lease, which there must be. */
  leased(ttl?: number): Promise<Lease>;
  /** Lets so many ms go by. */
  pass(ms: number): void;
}

/** To be called where tests are declared: makes the store before and removes it after each. */
export function storeAt(open: OpenStore): StoreAt {
  let dir = '';
  let now = 1_000_000;
  let store: Store | undefined;
  const path = () => join(dir, 'state.db');
  const opened = () => {
    if (store === undefined) throw new Error('Only in a test');
    return store;
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'store-'));
    store = open(path(), { clock: () => now });
  });
  afterEach(async () => {
    await opened().close();
    rmSync(dir, { recursive: true });
  });
  return {
    get path() {
      return path();
    },
    get store() {
      return opened();
    },
    async reopen(between) {
      await opened().close();
      await between?.();
      store = open(path(), { clock: () => now });
    },
    async leased(ttl = 1000) {
      const lease = await opened().lease('w', ttl);
      if (lease === undefined) throw new Error('Nothing was leased');
      return lease;
    },
    pass(ms) {
      now += ms;
    },
  };
}

/** Appends records named 0, 1, 2, ... in eight lanes and says on stdout which are acknowledged. */
const CHILD = `
  const [, url, name, path, unit] = process.argv;
  const { writeSync } = await import('node:fs');
  const store = (await import(url))[name](path);
  let next = 0;
  const lane = async () => {
    for (;;) {
      const key = String(next++);
      const reply = { text: 'reply to ' + key, finish: 'stop', usage: null };
      await store.append(unit, [{ key, stage: 'respond', agent: 'a', maxTokens: 1, outcome: { reply } }]);
      writeSync(1, key + '\\n');
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
`;

/** What store.ts promises of the journal. */
export function testJournal(at: StoreAt, where: StoreModule): void {
  describe('journal', () => {
    beforeEach(() => at.store.plan([unitOf(1), unitOf(2)]));
    const [one, two] = [unitOf(1).id, unitOf(2).id];

    test('is read in the order of appending, per unit, also when reopened', async () => {
      const failure = { reason: 'filtered' as const, message: 'no' };
      const failed: JournalRecord = { ...recordOf('c', 'check'), outcome: { failure } };
      await at.store.append(one, [recordOf('b'), recordOf('a')]);
      await at.store.append(two, [recordOf('a', 'edit')]);
      await at.store.append(one, [failed]);
      await at.store.append(one, []);
      await at.reopen();
      expect(await at.store.readJournal(one)).toEqual([recordOf('b'), recordOf('a'), failed]);
      expect(await at.store.readJournal(two)).toEqual([recordOf('a', 'edit')]);
    });

    test('keeps any text as it is, lone surrogates and NUL too', async () => {
      const word = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) });
      let n = 0;
      await fc.assert(
        fc.asyncProperty(word, async (text) => {
          const record = recordOf(`key-${n++}`, 'respond', text);
          await at.store.append(one, [record]);
          expect((await at.store.readJournal(one)).at(-1)).toEqual(record);
        }),
        { numRuns: 60, examples: [['\ud800'], ['a\0b'], ['']] },
      );
    });

    test('gives the last record of a key, in the place of the first', async () => {
      await at.store.append(one, [recordOf('a', 'respond', 'first'), recordOf('a', 'respond', 'second')]);
      await at.store.append(one, [recordOf('a', 'respond', 'third'), recordOf('b')]);
      expect(await at.store.readJournal(one)).toEqual([recordOf('a', 'respond', 'third'), recordOf('b')]);
    });

    test('of a unit that is not planned is refused, and harms no other', async () => {
      const [wrong, right] = await Promise.allSettled([
        at.store.append('unknown', [recordOf('a')]),
        at.store.append(one, [recordOf('a')]),
      ]);
      expect([wrong.status, right.status]).toEqual(['rejected', 'fulfilled']);
      await expect(at.store.readJournal('unknown')).rejects.toThrow('unknown');
      expect(await at.store.readJournal(one)).toHaveLength(1);
    });

    test('holds every acknowledged record after kill -9', { timeout: 60_000 }, async () => {
      const acknowledged: string[] = [];
      await at.reopen(async () => {
        const args = ['--no-warnings', '--input-type=module', '-e', CHILD, where.url, where.name, at.path, one];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        for await (const line of createInterface(child.stdout)) {
          if (acknowledged.push(line) === 500) child.kill('SIGKILL');
        }
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      });
      const texts = new Map((await at.store.readJournal(one)).map((record) => [record.key, record.outcome]));
      const reply = (key: string) => ({ reply: { text: `reply to ${key}`, finish: 'stop', usage: null } });
      expect(acknowledged.length).toBeGreaterThanOrEqual(500);
      expect(acknowledged.map((key) => texts.get(key))).toEqual(acknowledged.map(reply));
    });
  });
}
