import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testStore } from './contract.ts';
import { noCounts } from './counts.ts';
import { openDatabase } from './database.ts';
import { recordOf, unitOf } from './journal/contract.ts';
import { openSqliteStore } from './sqlite.ts';

const URL_OF_STORE = new URL('./sqlite.ts', import.meta.url).href;

describe('SQLite store', () => {
  testStore(openSqliteStore, { url: URL_OF_STORE, name: 'openSqliteStore' });
});

describe('SQLite file', () => {
  let dir: string;
  let path: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sqlite-'));
    path = join(dir, 'state.db');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const alter = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  const planned = async (options = {}) => {
    const store = openSqliteStore(path, options);
    await store.plan([unitOf(1)]);
    return store;
  };

  test('appends made close together share a commit', async () => {
    const store = await planned();
    await Promise.all(Array.from({ length: 100 }, (_, n) => store.append(unitOf(1).id, [recordOf(`${n}`)])));
    expect(store.commitTimes().count).toBe(1);
    expect(store.commitTimes().p95).toBeGreaterThan(0);
    await store.append(unitOf(1).id, [recordOf('later')]);
    expect(store.commitTimes().count).toBe(2);
    await store.close();
  });

  test('an append that waits is there for a later call, and after close', async () => {
    const store = await planned();
    const lease = await store.lease('w', 1000);
    const [appended, stats] = [store.append(unitOf(1).id, [recordOf('a')]), store.stats()];
    expect((await stats).spent[0]?.usage.calls).toBe(1);
    await appended;
    const last = store.append(unitOf(1).id, [recordOf('b')]);
    await store.close();
    await last;
    const again = openSqliteStore(path);
    expect((await again.readJournal(lease?.unit.id ?? '')).map(({ key }) => key)).toEqual(['a', 'b']);
    await again.close();
  });

  test('what is paid twice, or late for a unit that is done, is spent', async () => {
    const store = await planned();
    const lease = await store.lease('w', 1000);
    await store.append(unitOf(1).id, [recordOf('a'), recordOf('a')]);
    expect((await store.stats()).spent[0]?.usage.calls).toBe(2);
    if (lease) await store.commit(lease, { path: '', sha256: '', bytes: 0 }, noCounts());
    await store.append(unitOf(1).id, [recordOf('late')]);
    expect((await store.stats()).spent[0]?.usage.calls).toBe(3);
    await store.close();
  });

  test('is logged ahead (WAL) and synced at every commit (FULL = 2), new or known', () => {
    for (let times = 0; times < 2; times++) {
      const db = openDatabase(path, false);
      expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      db.close();
    }
  });

  test('a commit that fails half-way has no effect at all', async () => {
    await (await planned()).close();
    alter(`CREATE TRIGGER fault BEFORE INSERT ON manifest BEGIN SELECT raise(ABORT, 'fault'); END`);
    const store = openSqliteStore(path);
    const lease = (await store.lease('w', 60_000)) ?? { unit: unitOf(1), attempt: -1 };
    await store.append(unitOf(1).id, [recordOf('a')]);
    await expect(store.commit(lease, { path: '', sha256: '', bytes: 0 }, noCounts())).rejects.toThrow('fault');
    expect(await store.manifest()).toEqual([]);
    expect((await store.stats()).units).toEqual({ open: 0, leased: 1, done: 0 });
    expect(await store.readJournal(unitOf(1).id)).toEqual([recordOf('a')]);
    alter('DROP TRIGGER fault');
    expect(await store.commit(lease, { path: '', sha256: '', bytes: 0 }, noCounts())).toBe(true);
    await store.close();
  });

  test('a unit that cannot be made open again has no records', async () => {
    const store = await planned();
    const lease = (await store.lease('w', 60_000)) ?? { unit: unitOf(1), attempt: -1 };
    await store.commit(lease, { path: '', sha256: '', bytes: 0 }, noCounts());
    alter(`CREATE TRIGGER fault BEFORE UPDATE ON unit BEGIN SELECT raise(ABORT, 'fault'); END`);
    await expect(store.reopen(unitOf(1).id, [recordOf('a')])).rejects.toThrow('fault');
    expect(await store.readJournal(unitOf(1).id)).toEqual([]);
    alter('DROP TRIGGER fault');
    expect(await store.reopen(unitOf(1).id, [recordOf('b')])).toBe(true);
    expect((await store.readJournal(unitOf(1).id)).map(({ key }) => key)).toEqual(['b']);
    await store.close();
  });

  test('alone, leases of earlier holders have ended', async () => {
    const clock = () => 5000;
    const first = await planned({ clock });
    await first.lease('w', 60_000);
    await first.close();
    const second = openSqliteStore(path, { clock, alone: true });
    expect(await second.lease('w', 60_000)).toEqual({ unit: unitOf(1), attempt: 2 });
    await second.close();
  });

  test('read-only sees what another connection commits, and writes nothing', async () => {
    const store = await planned();
    const reader = openSqliteStore(path, { readOnly: true });
    await store.append(unitOf(1).id, [recordOf('a')]);
    expect((await reader.stats()).spent[0]?.usage.calls).toBe(1);
    await expect(reader.set('a', 1)).rejects.toMatchObject({ code: 'E_DISK' });
    await store.close();
    await reader.close();
    const later = openSqliteStore(path, { readOnly: true });
    expect(await later.units()).toEqual([unitOf(1)]);
    await later.close();
  });

  test('read-only where there is no run is E_RUN_UNKNOWN, and makes no file', () => {
    expect(() => openSqliteStore(path, { readOnly: true })).toThrow(expect.objectContaining({ code: 'E_RUN_UNKNOWN' }));
    writeFileSync(path, '');
    expect(() => openSqliteStore(path, { readOnly: true })).toThrow(expect.objectContaining({ code: 'E_RUN_UNKNOWN' }));
  });

  test('a newer format, another database and no database are E_RUN_FOLDER naming the file', async () => {
    const refused = (found: string) => {
      const message = expect.stringMatching(`${path}.*${found}`);
      expect(() => openSqliteStore(path)).toThrow(expect.objectContaining({ code: 'E_RUN_FOLDER', message }));
    };
    await (await planned()).close();
    alter('PRAGMA user_version = 99');
    refused('format 99');
    rmSync(path);
    alter('CREATE TABLE other (a)');
    refused('another program');
    writeFileSync(path, 'no database at all, '.repeat(100));
    refused('not a database');
  });

  test('rows of another shape are E_RUN_FOLDER naming the file', async () => {
    await (await planned()).close();
    alter(`UPDATE unit SET body = json_set(body, '$.kind', 'guess')`);
    const store = openSqliteStore(path);
    await expect(store.units()).rejects.toMatchObject({ code: 'E_RUN_FOLDER', message: expect.stringContaining(path) });
    await store.close();
  });

  test('a folder that is not there is E_DISK', () => {
    expect(() => openSqliteStore(join(dir, 'no', 'state.db'))).toThrow(expect.objectContaining({ code: 'E_DISK' }));
  });

  test('a disk that takes no more is E_DISK for all who wait, and what was there stays', async () => {
    await (await planned()).close();
    const script = `
      const { openSqliteStore } = await import(process.argv[1]);
      const store = openSqliteStore(process.argv[2]);
      const record = (key, text) => ({ key, stage: 'respond', agent: 'a', maxTokens: 1,
        outcome: { reply: { text, finish: 'stop', usage: null } } });
      await store.append('reading-000001', [record('small', 'x')]);
      const big = ['a', 'b'].map((key) => store.append('reading-000001', [record(key, 'x'.repeat(1e6))]));
      const found = await Promise.allSettled(big);
      const kept = (await store.readJournal('reading-000001')).map(({ key }) => key);
      await store.append('reading-000001', [record('again', 'x')]);
      console.log(JSON.stringify({ errors: found.map(({ reason }) => [reason?.code, reason?.message]), kept }));
    `;
    const node = [process.execPath, '--no-warnings', '--input-type=module', '-e', script, URL_OF_STORE, path];
    const limited = ['-c', 'ulimit -f 1000; exec "$@"', 'sh', ...node];
    const { stdout } = await promisify(execFile)('/bin/sh', limited);
    const error = ['E_DISK', expect.stringMatching(`^Cannot write ${join(dir, 'journal', '000001.log')}: `)];
    expect(JSON.parse(stdout)).toEqual({ errors: [error, error], kept: ['small'] });
  });
});
