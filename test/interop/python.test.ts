import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsOf } from '../rows.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

/** A Python with test/interop/requirements.txt; `.ci/run` makes one. Without it this test does not run, and says so. */
const python = process.env.INTEROP_PYTHON;

test.skipIf(!python)('pyarrow and Hugging Face datasets read a run folder as it is', { timeout: 120_000 }, async () => {
  const dir = scratch();
  const out = join(dir, 'run');
  await cli([
    'generate',
    'examples/seeds',
    '--skills',
    'reading-comprehension',
    '--out',
    out,
    '--max-seeds',
    '8',
    '--set',
    'testShare=0.3',
  ]);
  const files = readdirSync(join(out, 'data'));
  const script = join(import.meta.dirname, 'read_dataset.py');
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_HOME: join(dir, 'hf') };
  const read = JSON.parse(
    execFileSync(python ?? '', [script, out, join(dir, 'cache'), ...files], { encoding: 'utf8', env }),
  );
  const rows = await rowsOf(out);
  expect(read.ids).toEqual(rows.map((row) => row.id).sort());
  expect(Object.keys(read.splits).sort()).toEqual(['test', 'train']);
  expect(read.first.map((message: { role: string }) => message.role)).toEqual(['user', 'assistant']);
  expect(Object.values<number>(read.arrow).reduce((a, b) => a + b, 0)).toBe(rows.length);
  for (const type of Object.values(read.messages))
    expect(type).toBe('list<element: struct<role: string, content: string>>');
});
