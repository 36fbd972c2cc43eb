import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { recordOf, unitOf } from './contract.ts';
import { openRunJournal, readRunJournal } from './run-journal.ts';

test('a reader goes through the segments once for all units, and again when books or segments have changed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'reader-'));
  const path = join(dir, 'state.db');
  const [db, books] = [openDatabase(path, false), openDatabase(path, true)];
  for (const place of [1, 2, 3]) {
    db.prepare(`INSERT INTO unit (place, id, body) VALUES (?, ?, '{}')`).run(place, unitOf(place).id);
  }
  const journal = openRunJournal(db, path, { segment: 1 });
  for (const unit of [1, 2, 3]) await journal.append(unit, 'reading', [recordOf(`of-${unit}`)]);
  const reader = readRunJournal(books, path);
  const seen = (unit: number) => reader.read(unit).map(({ key }) => key);
  const calls = () => reader.spent().reduce((sum, { usage }) => sum + usage.calls, 0);
  expect(seen(1)).toEqual(['of-1']);

  const second = join(dir, 'journal', '000002.log');
  const whole = readFileSync(second);
  writeFileSync(second, Buffer.from(whole).fill('x', 0, 1));
  expect([seen(2), seen(3), calls()]).toEqual([['of-2'], ['of-3'], 3]);
  writeFileSync(second, whole);

  await journal.append(3, 'reading', [recordOf('more')]);
  expect([seen(3), calls()]).toEqual([['of-3', 'more'], 4]);
  db.prepare(`UPDATE unit SET status = 'done' WHERE place = 1`).run();
  expect(seen(1)).toEqual([]);
  journal.end(1);
  expect([seen(3), calls()]).toEqual([['of-3', 'more'], 4]);
  await journal.close();
  for (const each of [books, db]) each.close();
  rmSync(dir, { recursive: true });
});
