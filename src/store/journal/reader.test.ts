import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noCounts } from '../counts.ts';
import { openSqliteStore } from '../sqlite.ts';
import { recordOf, unitOf } from './contract.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(dir, 'state.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a reader that looks while a writer folds segments counts every call once', { timeout: 30_000 }, async () => {
  const store = openSqliteStore(path, { alone: true });
  await store.plan(Array.from({ length: 40 }, (_, order) => unitOf(order)));
  const reader = openSqliteStore(path, { readOnly: true });
  const text = 'x'.repeat(200_000);
  for (let order = 0; order < 40; order++) {
    const lease = await store.lease('w', 60_000);
    await store.append(
      unitOf(order).id,
      Array.from({ length: 20 }, (_, n) => recordOf(`${n}`, 'respond', text)),
    );
    const looked = reader.stats();
    if (lease) await store.commit(lease, { path: '', sha256: '', bytes: 0 }, noCounts());
    expect((await looked).spent[0]?.usage.calls).toBe(20 * (order + 1));
    expect((await reader.stats()).spent[0]?.usage.calls).toBe(20 * (order + 1));
  }
  expect(readdirSync(join(dir, 'journal')).length).toBeLessThan(8);
  await reader.close();
  await store.close();
  expect(existsSync(join(dir, 'journal'))).toBe(false);
});
