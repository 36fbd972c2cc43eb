import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { serveTeacher } from '../teacher/serve/serve.ts';

test('asked of a teacher that serves the rehearsal, a preview costs nothing, as in status', async () => {
  const served = await serveTeacher(rehearsalTeacher());
  try {
    const args = ['preview', 'examples/seeds', '--teacher', served.url];
    const [unasked, asked] = [await cli(args), await cli([...args, '--run'])];
    expect(unasked.out).toContain('cost unknown');
    expect(asked.out).toContain('about $0.00');
    const sampled = await cli([...args, '--sample', '3', '--skills', 'reading-comprehension']);
    expect(sampled.out).toMatch(/that 3 asked lead to expect, 9 times of 10 within ±: about [\d,]+ \(±[\d,]+\) calls/);
    const json = JSON.parse((await cli([...args, '--sample', '3', '--json'])).out);
    expect(json.estimate).toMatchObject({ by: 'teacher', sampled: 3, cost: 0, costSpread: 0 });
    expect((await cli([...args, '--sample', 'all'])).code).toBe(2);
  } finally {
    await served.close();
  }
});

test('prompts and file names reach the terminal without its controls', async () => {
  const dir = scratch();
  const text = 'The river\u202e rises in the hills and turns the mill. '.repeat(40);
  writeFileSync(join(dir, 'a\u001b[2J.txt'), text);
  const { out } = await cli(['preview', dir, '--no-estimate', '--quality', 'off']);
  expect(out).toContain('river rises');
  expect(out).toContain('a\\u{1b}[2J.txt');
  expect(out).not.toMatch(/\p{Bidi_Control}|(?!\n)\p{Cc}/u);
});

test('a sample pays for no call twice, the seed shown among them, and keeps to the limits', async () => {
  const served = await serveTeacher(rehearsalTeacher());
  const recording = join(scratch(), 'replies.jsonl');
  const args = ['preview', 'examples/seeds', '--teacher', served.url, '--sample', '2', '--record', recording];
  try {
    const { estimate, calls } = JSON.parse((await cli([...args, '--json'])).out);
    const keys = readFileSync(recording, 'utf8').trim().split('\n');
    expect(new Set(keys.map((line) => JSON.parse(line).key)).size).toBe(keys.length);
    expect(calls.length).toBeGreaterThan(0);
    expect(estimate.calls).toBeGreaterThanOrEqual(keys.length);

    const before = served.stats().requests;
    const held = await cli([...args, '--max-tokens-total', '5000']);
    expect([held.code, held.err]).toEqual([expect.any(Number), expect.stringContaining('--max-tokens-total')]);
    expect(held.code).not.toBe(0);
    expect(served.stats().requests - before).toBeLessThan(keys.length);
    const costs = 'prices={rehearsal: {input: 1000, output: 1000}}';
    expect((await cli([...args, '--max-cost', '0.01', '--set', costs])).err).toContain('--max-cost');
  } finally {
    await served.close();
  }
});
