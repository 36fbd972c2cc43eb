import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noCounts } from './counts.ts';
import { unitOf } from './journal/contract.ts';
import { readObject, sweepObjects, writeObject } from './objects.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'objects-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const unit = unitOf(1);
async function all(lines: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

const path = 'units/generate/reading-000001/2.jsonl.zst';

test('lines come back as they were, whatever is in them', async () => {
  const examples: [fc.JsonValue[]][] = [[['\u2028\r\n', '\ud800']], [[]], [['é'.repeat(200_000), 'b']]];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), async (lines) => {
      const written = JSON.parse(JSON.stringify(lines));
      const object = await writeObject(dir, unit, 2, lines);
      expect(object).toMatchObject({ path, bytes: readFileSync(join(dir, path)).length });
      expect(await all(readObject(dir, object))).toEqual(written);
    }),
    { numRuns: 40, examples },
  );
});

test('is zstd-compressed JSON lines, and leaves nothing beside it', async () => {
  await writeObject(dir, unit, 2, [{ a: 1 }, 'b']);
  expect(zstdDecompressSync(readFileSync(join(dir, path))).toString()).toBe('{"a":1}\n"b"\n');
  expect(readdirSync(join(dir, 'units/generate/reading-000001'))).toEqual(['2.jsonl.zst']);
});

test('a file that was changed, cut or lost is named before any line is given', async () => {
  const object = await writeObject(
    dir,
    unit,
    2,
    Array.from({ length: 5000 }, (_, n) => ({ n })),
  );
  const file = join(dir, path);
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped[flipped.length - 1] = (whole.at(-1) ?? 0) ^ 1;
  const failsOn = async (found: string) => {
    const lines: unknown[] = [];
    const reading = (async () => {
      for await (const line of readObject(dir, object)) lines.push(line);
    })();
    const message = expect.stringMatching(`^Cannot read ${file}: .*${found}`);
    await expect(reading).rejects.toMatchObject({ code: 'E_RUN_FOLDER', message });
    expect(lines).toEqual([]);
  };
  writeFileSync(file, flipped);
  await failsOn('sha256');
  writeFileSync(file, whole.subarray(0, -10));
  await failsOn(`${whole.length - 10} bytes instead of ${whole.length}`);
  rmSync(file);
  await failsOn('ENOENT');
});

test('lines that fail leave no file, neither whole nor part', async () => {
  function* lines() {
    yield { n: 1 };
    throw new Error('flow broke');
  }
  await expect(writeObject(dir, unit, 2, lines())).rejects.toThrow('flow broke');
  await expect(writeObject(dir, unit, 2, [undefined])).rejects.toThrow(TypeError);
  expect(readdirSync(join(dir, 'units/generate/reading-000001'))).toEqual([]);
});

test('a folder that takes no file is E_DISK naming the file', async () => {
  writeFileSync(join(dir, 'units'), 'a file');
  const message = expect.stringContaining(join(dir, path));
  await expect(writeObject(dir, unit, 2, [])).rejects.toMatchObject({ code: 'E_DISK', message });
});

test.each(['../x', 'a/b', '..', '.', 'a\\b', ''])('an id that leads elsewhere is refused: %j', async (id) => {
  await expect(writeObject(dir, { ...unit, id }, 1, [])).rejects.toMatchObject({ code: 'E_RUN_FOLDER' });
  const object = { path: `units/generate/${id}/1.jsonl.zst`, sha256: '', bytes: 0 };
  await expect(all(readObject(dir, object))).rejects.toMatchObject({
    code: 'E_RUN_FOLDER',
    message: expect.stringContaining('not the path'),
  });
  expect(readdirSync(dir)).toEqual([]);
});

test('sweeping removes results and parts that the manifest does not name, and nothing else', async () => {
  expect(await sweepObjects(dir, [])).toEqual([]);
  const kept = await writeObject(dir, unit, 2, [1]);
  const lost = await writeObject(dir, unit, 1, [1]);
  const other = await writeObject(dir, unitOf(2), 1, [1]);
  appendFileSync(join(dir, `${kept.path}.part`), 'half');
  appendFileSync(join(dir, 'units/notes.txt'), 'mine');
  const manifest = [{ unit, attempt: 2, object: kept, counts: noCounts() }];
  expect(await sweepObjects(dir, manifest)).toEqual([lost.path, `${kept.path}.part`, other.path]);
  expect([kept.path, lost.path, 'units/notes.txt'].map((file) => existsSync(join(dir, file)))).toEqual([
    true,
    false,
    true,
  ]);
  expect(await all(readObject(dir, kept))).toEqual([1]);
});
