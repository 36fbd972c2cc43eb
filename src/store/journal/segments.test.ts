import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../teacher/journal.ts';
import { type Database, openDatabase } from '../database.ts';
import { openSqliteStore } from '../sqlite.ts';
import { recordOf, unitOf } from './contract.ts';
import { lineOf } from './line.ts';
import { openRunJournal, type RunJournal } from './run-journal.ts';
import { segmentWriter } from './writer.ts';

/** With so few bytes every line begins a segment, and nothing more than is needed may lie there. */
const TINY = { segment: 1, spare: 0 };

let dir: string;
let path: string;
let db: Database | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(dir, 'state.db');
});
afterEach(() => {
  db?.close();
  rmSync(dir, { recursive: true });
});

const files = () => (existsSync(join(dir, 'journal')) ? readdirSync(join(dir, 'journal')) : []);
const file = (number: number) => join(dir, 'journal', `00000${number}.log`);
const keys = (records: readonly JournalRecord[]) => records.map(({ key }) => key);
const calls = (journal: RunJournal) => journal.spent().reduce((sum, { usage }) => sum + usage.calls, 0);

/** Opens books with ten units, and their journal, as a process does that begins anew. */
function opened(sizes = {}): RunJournal {
  db?.close();
  db = openDatabase(path, false);
  const insert = db.prepare(`INSERT OR IGNORE INTO unit (place, id, body) VALUES (?, ?, '{}')`);
  for (let place = 0; place < 10; place++) insert.run(place, unitOf(place).id);
  return openRunJournal(db, path, sizes);
}

/** As a commit does it: the books first. */
function end(journal: RunJournal, unit: number): void {
  db?.prepare(`UPDATE unit SET status = 'done' WHERE place = ?`).run(unit);
  journal.end(unit);
}

describe('segments of the journal', () => {
  test('go as soon as nobody needs a line of them, oldest first; what they cost stays', async () => {
    const journal = opened(TINY);
    for (const unit of [1, 2, 1, 3]) await journal.append(unit, 'reading', [recordOf(`of-${unit}`)]);
    expect(files()).toHaveLength(4);
    end(journal, 2);
    expect([files().length, calls(journal)]).toEqual([4, 4]);
    end(journal, 1);
    expect(files()).toEqual(['000004.log']);
    expect([calls(journal), calls(opened(TINY))]).toEqual([4, 4]);
    expect(keys(journal.read(3))).toEqual(['of-3']);
  });

  test('are all gone after a run that is through, and begin anew behind the last', async () => {
    const journal = opened();
    await journal.append(1, 'reading', [recordOf('a')]);
    end(journal, 1);
    await journal.close();
    expect(files()).toEqual([]);
    const again = opened();
    await again.append(2, 'reading', [recordOf('b')]);
    expect([files(), calls(again)]).toEqual([['000002.log'], 2]);
  });

  test('of which little is needed give it to a newer one, in its order, and it is paid once', async () => {
    const journal = opened({ segment: 600, spare: 2000 });
    await journal.append(1, 'reading', [recordOf('first'), recordOf('again', 'respond', 'old')]);
    await journal.append(1, 'reading', [recordOf('again', 'respond', 'new')]);
    for (let n = 0; n < 60; n++) await journal.append(2, 'reading', [recordOf(`${n}`)]);
    end(journal, 2);
    for (let n = 0; n < 10; n++) await journal.append(3, 'reading', [recordOf(`more-${n}`)]);
    expect(files()).not.toContain('000001.log');
    for (const each of [journal, opened()]) {
      expect(each.read(1)).toEqual([recordOf('first'), recordOf('again', 'respond', 'new')]);
      expect(keys(each.read(3))).toHaveLength(10);
      expect(calls(each)).toBe(73);
    }
  });

  test('a line that was moved and whose segment was not deleted yet is read once and paid once', async () => {
    const journal = opened(TINY);
    await journal.append(1, 'reading', [recordOf('a')]);
    await journal.append(2, 'reading', [recordOf('b')]);
    const writer = segmentWriter(join(dir, 'journal'), { first: 3, most: 1, begun() {} });
    await writer.write([lineOf({ n: 0, unit: 1 }, recordOf('a'))]);
    writer.close();
    const again = opened(TINY);
    expect([again.read(1), calls(again)]).toEqual([[recordOf('a')], 2]);
  });

  test('are not begun by what comes while the journal closes: the folder may be another process by then', async () => {
    const journal = opened();
    const before = journal.append(1, 'reading', [recordOf('before')]);
    const closed = journal.close();
    await new Promise<void>((resolve) => void setImmediate(resolve));
    const late = expect(journal.append(1, 'reading', [recordOf('late')])).rejects.toThrow('closed');
    await Promise.all([before, closed]);
    const again = opened();
    await late;
    await again.append(1, 'reading', [recordOf('after')]);
    expect([keys(again.read(1)), files()]).toEqual([
      ['before', 'after'],
      ['000001.log', '000002.log'],
    ]);
  });

  test('that the disk does not let go of are paid once all the same, and go when it does', async () => {
    const journal = opened(TINY);
    for (const unit of [1, 1, 2]) await journal.append(unit, 'reading', [recordOf('a')]);
    rmSync(file(1));
    mkdirSync(file(1));
    end(journal, 1);
    expect([calls(journal), files()]).toEqual([3, ['000001.log', '000003.log']]);
    const again = opened(TINY);
    expect([calls(again), keys(again.read(2))]).toEqual([3, ['a']]);
    rmdirSync(file(1));
    writeFileSync(file(1), '');
    expect(calls(opened(TINY))).toBe(3);
    expect(files()).toEqual(['000003.log']);
  });

  test('that were folded into the books and not deleted are passed over and cleared away', async () => {
    const journal = opened(TINY);
    await journal.append(1, 'reading', [recordOf('a')]);
    const kept = readFileSync(file(1));
    await journal.append(2, 'reading', [recordOf('b')]);
    end(journal, 1);
    writeFileSync(file(1), kept);
    expect(calls(opened(TINY))).toBe(2);
    expect(files()).toEqual(['000002.log']);
  });
});

describe('a group of lines that was being written when the machine stopped', () => {
  const torn: [string, (line: Buffer) => Buffer][] = [
    ['cut in its head', (line) => line.subarray(0, 10)],
    ['cut in its record', (line) => line.subarray(0, line.length - 20)],
    ['without its end', (line) => line.subarray(0, line.length - 1)],
    ['of which a page never came to the disk', (line) => Buffer.from(line).fill(0, 120, 160)],
    ['followed by a whole one of the same write', (line) => Buffer.concat([Buffer.from(line).fill(0, 120, 160), line])],
  ];
  test.each(torn)('%s, is passed over by readers, and cut off by the next writer', async (_, tear) => {
    const journal = opened();
    await journal.append(1, 'reading', [recordOf('whole')]);
    const whole = readFileSync(file(1));
    await journal.append(1, 'reading', [recordOf('torn')]);
    writeFileSync(file(1), Buffer.concat([whole, tear(readFileSync(file(1)).subarray(whole.length))]));
    const reader = openSqliteStore(path, { readOnly: true });
    expect((await reader.stats()).spent[0]?.usage.calls).toBe(1);
    await reader.close();
    const again = opened();
    expect([keys(again.read(1)), calls(again)]).toEqual([['whole'], 1]);
    expect(statSync(file(1)).size).toBe(whole.length);
    await again.append(1, 'reading', [recordOf('later')]);
    const third = opened();
    expect([keys(third.read(1)), calls(third)]).toEqual([['whole', 'later'], 2]);
  });
});

describe('a journal that is not whole', () => {
  const refused = (message: RegExp) =>
    expect(() => opened()).toThrow(
      expect.objectContaining({ code: 'E_RUN_FOLDER', message: expect.stringMatching(message) }),
    );

  test('is refused where a segment is missing: its replies were paid for', async () => {
    const journal = opened(TINY);
    for (const unit of [1, 2, 3]) await journal.append(unit, 'reading', [recordOf('a')]);
    rmSync(file(2));
    refused(/000002\.log: replies that were paid for should be there/);
    rmSync(join(dir, 'journal'), { recursive: true });
    refused(/000001\.log: replies/);
    const told = { code: 'E_RUN_FOLDER' };
    const reader = openSqliteStore(path, { readOnly: true });
    await expect(reader.stats()).rejects.toMatchObject(told);
    await reader.close();
  });

  test('is refused where an earlier segment is damaged, whatever its damage is', async () => {
    const journal = opened(TINY);
    for (const unit of [1, 2]) await journal.append(unit, 'reading', [recordOf('a')]);
    const bytes = readFileSync(file(1));
    for (const at of [0, 30, 100, bytes.length - 2]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file(1), damaged);
      refused(/000001\.log: it is damaged at byte 0/);
    }
    writeFileSync(file(1), bytes);
    expect(keys(opened().read(1))).toEqual(['a']);
  });
});

test('texts of any kind and replies with reasoning and tools come back as they were', async () => {
  const texts = ['', '\n', 'a\n\nb\n', ',"record":{"n":1}\n', 'naïve 🌊 \u2028', '\ud800 alone', 'x'.repeat(100_000)];
  const records = texts.map((text, n) => recordOf(`${n}`, 'respond', text));
  const call = { id: 'c', type: 'function' as const, function: { name: 'f', arguments: '{"a":1}' } };
  const reply = { text: 'é', reasoning: 'so\n', toolCalls: [call], finish: 'stop' as const, usage: null };
  records.push({ ...recordOf('tools'), outcome: { reply } });
  const journal = opened();
  await journal.append(1, 'a "quoted",\n"record": name', records);
  for (const each of [journal, opened()]) {
    expect(each.read(1)).toEqual(records);
    expect(each.spent()[0]?.skill).toBe('a "quoted",\n"record": name');
  }
});

test('a unit that is made open again has its records alone, whatever lines it had, also if the process stops between', async () => {
  const journal = opened();
  await journal.append(1, 'reading', [recordOf('old'), recordOf('bad')]);
  await journal.append(2, 'reading', [recordOf('other')]);
  end(journal, 1);
  await journal.restore(1, [recordOf('old')]);
  expect(keys(opened().read(1))).toEqual([]);
  db?.prepare(`UPDATE unit SET status = 'open' WHERE place = 1`).run();
  const again = opened();
  expect([keys(again.read(1)), calls(again)]).toEqual([['old'], 3]);
});
