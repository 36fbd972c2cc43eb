import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';

const BASE = ['generate', 'examples/seeds', '--skills', 'reading-comprehension', '--max-seeds', '2', '--out'];
const thinking = (on: boolean) => ['--extra-body', JSON.stringify({ chat_template_kwargs: { enable_thinking: on } })];
const verified = (by: string) => ['--set', `teacher.verify={model: rehearsal, extraBody: {effort: ${by}}}`];

async function run(out: string, ...more: string[]): Promise<{ paid: number; stages: Set<string> }> {
  expect((await cli([...BASE, out, ...more])).code).toBe(0);
  const { calls, usage } = JSON.parse((await cli(['status', out, '--json'])).out);
  return { paid: calls, stages: new Set(usage.map(({ stage }: { stage: string }) => stage)) };
}

test('replies to another extra body are not taken; to the same one they all are', async () => {
  const dir = scratch();
  const at = (name: string) => join(dir, name);
  const first = await run(at('first'), ...thinking(true));
  expect(first.paid).toBeGreaterThan(0);
  for (const flag of ['--fork', '--reuse']) {
    expect((await run(at(`other${flag}`), ...thinking(false), flag, at('first'))).paid).toBe(first.paid);
    expect((await run(at(`same${flag}`), ...thinking(true), flag, at('first'))).paid).toBe(0);
  }
});

test('where a stage alone has another body, its calls alone are asked for', async () => {
  const dir = scratch();
  await run(join(dir, 'first'), ...verified('low'));
  const fork = await run(join(dir, 'second'), ...verified('high'), '--fork', join(dir, 'first'));
  expect([...fork.stages].filter((stage) => stage !== 'verify' && stage !== 'check')).toEqual([]);
  expect(fork.paid).toBeGreaterThan(0);
});
