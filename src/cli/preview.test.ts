import { writeFileSync } from 'node:fs';
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
  const { out } = await cli(['preview', dir, '--no-estimate']);
  expect(out).toContain('river\\u{202e} rises');
  expect(out).toContain('a\\u{1b}[2J.txt');
  expect(out).not.toMatch(/\p{Bidi_Control}|(?!\n)\p{Cc}/u);
});
