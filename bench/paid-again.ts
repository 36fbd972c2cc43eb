/** Which calls are sent a second time: after a kill, a stop, an edited prompt, added seeds. Counted where they arrive. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import { type Served, serveTeacher } from '../src/teacher/serve/serve.ts';
import { proseOf } from './chain-teacher.ts';
import { inFolder } from './start.ts';
import type { Bench } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const SEEDS = join(ROOT, 'examples', 'seeds');
const SKILL = 'reading-comprehension';
const CONCURRENCY = 32;
const LATENCY = 40;

export const bench: Bench = async () =>
  inFolder(async (dir) => {
    const whole = await serving(async (served) => {
      await run(served, dir, 'whole', SEEDS);
      return served.stats().answered;
    });
    const rows: string[][] = [];
    for (const share of [0.25, 0.5, 0.75]) rows.push(await broken(dir, 'SIGKILL', share, whole));
    rows.push(await broken(dir, 'SIGTERM', 0.5, whole));
    rows.push(await edited(dir));
    rows.push(await grown(dir));
    return {
      said:
        `Runs of ${SKILL} over the bundled documents (${whole} calls) against the served rehearsal teacher, ${LATENCY} ms, ` +
        `${CONCURRENCY} at once. Sent again are calls that the teacher had answered in full before; a call that was ` +
        'under way when the process was killed may be among them, since its reply was not durable.',
      columns: ['what happens', 'calls until then', 'calls after it', 'sent again', 'may be'],
      rows,
    };
  });

async function serving<T>(work: (served: Served) => Promise<T>): Promise<T> {
  const served = await serveTeacher(rehearsalTeacher(), { latency: LATENCY });
  try {
    return await work(served);
  } finally {
    await served.close();
  }
}

function start(served: Served, dir: string, out: string, seeds: string, more: string[] = []): ChildProcess {
  const flags = [
    '--skills',
    SKILL,
    '--quality',
    'off',
    '--teacher',
    served.url,
    '--concurrency',
    String(CONCURRENCY),
    ...more,
  ];
  const args = [join(ROOT, 'bin', 'agentinstruct.js'), 'generate', seeds, '--out', join(dir, out), ...flags];
  return spawn(process.execPath, args, { stdio: 'ignore' });
}

async function run(served: Served, dir: string, out: string, seeds: string, more: string[] = []): Promise<void> {
  const [code] = await once(start(served, dir, out, seeds, more), 'exit');
  if (code !== 0) throw new Error(`The run "${out}" ended with ${code}`);
}

/** The keys of the calls that a run was recorded to have made. */
function recorded(file: string): { key: string; stage: string }[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line): { key: string; stage: string } => JSON.parse(line));
}

/** A run that gets a signal at a share of its calls, and the same command again. */
async function broken(dir: string, signal: NodeJS.Signals, share: number, whole: number): Promise<string[]> {
  return serving(async (served) => {
    const out = `${signal}-${share}`;
    const child = start(served, dir, out, SEEDS);
    const ended = once(child, 'exit');
    while (served.stats().answered < share * whole && child.exitCode === null) await wait(2);
    child.kill(signal);
    await ended;
    const before = served.stats().answered;
    await run(served, dir, out, SEEDS);
    const most = signal === 'SIGKILL' ? `${CONCURRENCY} (in flight)` : '0';
    const name = `${signal === 'SIGKILL' ? 'kill -9' : signal} at ${100 * share} %`;
    return [
      name,
      String(before),
      String(served.stats().answered - before),
      String(served.stats().answered - whole),
      most,
    ];
  });
}

/** The response prompt is edited, and the run forked. */
async function edited(dir: string): Promise<string[]> {
  return serving(async (served) => {
    const [first, fork] = [join(dir, 'first.jsonl'), join(dir, 'fork.jsonl')];
    await run(served, dir, 'first', SEEDS, ['--record', first]);
    cpSync(join(ROOT, 'skills', SKILL), join(dir, 'skills', SKILL), { recursive: true });
    appendFileSync(join(dir, 'skills', SKILL, 'respond.md'), '\nSay each thing once.\n');
    const more = ['--skills-dir', join(dir, 'skills'), '--fork', join(dir, 'first'), '--record', fork];
    await run(served, dir, 'fork', SEEDS, more);
    const upstream = recorded(fork).filter(({ stage }) => stage !== 'respond').length;
    return row(`the response prompt is edited (--fork); ${upstream} calls upstream of it`, first, fork, '0');
  });
}

/** A tenth more seeds. */
async function grown(dir: string): Promise<string[]> {
  return serving(async (served) => {
    const [before, after] = [join(dir, 'before.jsonl'), join(dir, 'after.jsonl')];
    const documents = Array.from({ length: 44 }, (_, at) => proseOf(`document ${at}`, 400));
    mkdirSync(join(dir, 'seeds'));
    const write = (from: number, to: number) => {
      for (let at = from; at < to; at++) writeFileSync(join(dir, 'seeds', `${(at * 7) % 44}.txt`), documents[at] ?? '');
    };
    write(0, 40);
    await run(served, dir, 'grown', join(dir, 'seeds'), ['--record', before]);
    write(40, 44);
    await run(served, dir, 'grown', join(dir, 'seeds'), ['--record', after]);
    return row('a tenth more seeds, among the others by name', before, after, '0');
  });
}

function row(name: string, first: string, second: string, most: string): string[] {
  const [before, after] = [recorded(first), recorded(second)];
  const known = new Set(before.map(({ key }) => key));
  const again = after.filter(({ key }) => known.has(key)).length;
  return [name, String(before.length), String(after.length), String(again), most];
}
