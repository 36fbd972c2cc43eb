import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dataset } from '../../../test/exported.ts';
import { makePart } from './part.ts';

const WRITING = `
  const { makePart } = await import(process.argv[1]);
  const { folder } = await makePart(process.argv[2]);
  (await import('node:fs')).writeFileSync(folder + '/train.jsonl', 'half a row');
  console.log(folder);
  setInterval(() => {}, 1000);
`;

/** A process that writes to a part of `out`. */
async function writing(out: string): Promise<{ part: string; kill(): Promise<unknown> }> {
  const args = ['--no-warnings', '--conditions=agentinstruct-source', '--input-type=module', '-e', WRITING];
  const child = spawn(process.execPath, [...args, join(import.meta.dirname, 'part.ts'), out]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const part = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', () => reject(new Error('it ended')));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    part,
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

test('an export takes away what killed exports to its folder have left, and nothing else', async () => {
  const { out, export: exported } = await dataset();
  const [killed, alive, other] = [await writing(out), await writing(out), await writing(`${out}-2`)];
  await Promise.all([killed.kill(), other.kill()]);
  const own = (await makePart(out)).folder;
  const pid = Number(/-(\d+)-\w{6}$/.exec(killed.part)?.[1]);
  const elsewhere = `${out}.part-00000000-${pid}-abcdef`;
  const named = `${out}.part-notes`;
  for (const folder of [elsewhere, named]) mkdirSync(folder);
  const file = `${killed.part.slice(0, -6)}zzzzzz`;
  writeFileSync(file, 'a file of this name');
  const left = [alive.part, other.part, own, elsewhere, named, file];
  expect((await exported()).code).toBe(0);
  expect(existsSync(killed.part)).toBe(false);
  expect(left.filter((path) => !existsSync(path))).toEqual([]);
  expect(readdirSync(out)).toContain('train.jsonl');
});

test('an export can be read by whoever may read other folders', async () => {
  const { out, export: exported } = await dataset();
  const other = `${out}-other`;
  mkdirSync(other);
  expect((await exported()).code).toBe(0);
  expect(statSync(out).mode).toBe(statSync(other).mode);
});

test('a part of this process number that this process does not know is of an earlier one', async () => {
  const { out } = await dataset();
  const first = await makePart(out);
  const earlier = `${first.folder.slice(0, -6)}zzzzzz`;
  mkdirSync(earlier);
  const second = await makePart(out);
  expect([first.folder, earlier, second.folder].map(existsSync)).toEqual([true, false, true]);
  for (const part of [first, second]) await part.remove();
  expect([first.folder, second.folder].map(existsSync)).toEqual([false, false]);
});
