import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from './run-cli.ts';

const ROOT = join(import.meta.dirname, '..');
const dir = mkdtempSync(join(tmpdir(), 'agentinstruct-docs-'));

/** The code of a language in the guides, with the names of the folders in them as they are here. */
function code(language: string): string[] {
  const pages = ['data.md', 'export.md'].map((name) => readFileSync(join(ROOT, 'docs', name), 'utf8'));
  const blocks = pages.flatMap((page) => [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))]);
  return blocks.map(([, text = '']) => text.replaceAll('my-data', join(dir, 'my-data')));
}

beforeAll(async () => {
  const run = join(dir, 'my-data');
  const made = await cli(['generate', 'examples/seeds', '--out', run, '--max-seeds', '10']);
  expect(made.code).toBe(0);
  expect((await cli(['export', run, '--out', `${run}-messages`])).err).toBe('');
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('code in the guides runs', () => {
  test.each(code('js'))('JavaScript %#', (text) => {
    const args = ['--no-warnings', '--input-type=module', '--eval', text];
    const printed = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect(printed.trim().length).toBeGreaterThan(0);
  });

  test.each(code('sql').flatMap((text) => text.trim().split(';').filter(Boolean)))('SQL %#', async (statement) => {
    const connection = await (await DuckDBInstance.create()).connect();
    const read = await connection.runAndReadAll(statement);
    expect(read.columnNames().length).toBeGreaterThan(1);
  });
});

test('there is code in each language', () => {
  expect([code('js').length, code('sql').length, code('python').length]).toEqual([2, 1, 4]);
});
