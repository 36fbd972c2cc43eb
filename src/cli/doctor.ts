import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunSettings } from '../run/settings.ts';
import { run } from '../sandbox/run.ts';
import type { Examined, ExamineOptions, Finding } from '../teacher/doctor/examine.ts';
import { examineNamed } from '../teacher/doctor/examine-named.ts';
import { findLocal, type LocalServer } from '../teacher/doctor/local.ts';
import { type EndpointSpec, isPaid, type TeacherSpec } from '../teacher/open-teacher.ts';
import { createPrices } from '../teacher/price.ts';
import { printable } from '../text/printable.ts';
import { withoutLogins } from '../text/without-logins.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { resolveSettings } from './resolve-settings.ts';
import { isRehearsed, teacherSpec } from './teacher.ts';

const LONGEST = 60_000;
const START_ONE = [
  'No server of models answers on this machine. To start one:',
  '  Ollama: ollama serve; ollama pull qwen3:8b',
  '  vLLM:   vllm serve Qwen/Qwen3-8B --max-model-len 16384',
];

/** A fact about this machine that a run depends on. */
interface Fact {
  name: string;
  found: string;
}

/**
 * Examines the endpoints that the settings name, or looks for local ones; after `late` milliseconds it says what it waits
 * for. Exit code 1 where something failed. Errors: E_USAGE for a name that is none.
 */
export async function runDoctor(flags: Record<string, unknown>, io: Io, late = 5000): Promise<number> {
  const { settings } = await resolveSettings([], flags, io);
  const spec = teacherSpec(settings, io);
  const { stop, abort, release } = interrupts(() => {});
  const signal = AbortSignal.any([stop, abort]);
  try {
    const examined: (Examined & { paid: boolean })[] = [];
    const deadline = Math.min(LONGEST, spec.timeout);
    for (const one of specsOf(spec)) {
      const found = await examinedAloud(one, { deadline, signal }, io, late);
      examined.push(...found.map((each) => ({ ...each, paid: isPaid({ teacher: one.teacher }) })));
    }
    const endpoints = examined.map(({ paid: _, ...each }) => each);
    const local = isRehearsed(settings) ? await findLocal() : [];
    const machine = await machineFacts(resolve(io.cwd, settings.out));
    machine.push(...(await priceFacts(examined, settings.prices)));
    if (flags.json === true) io.out(JSON.stringify({ endpoints, local, machine }, null, 2));
    else for (const line of linesOf(endpoints, local, machine, isRehearsed(settings))) io.out(printable(line));
    return endpoints.some(({ checks }) => checks.some(({ result }) => result === 'fail')) ? 1 : 0;
  } finally {
    release();
  }
}

/** Examines, and says once that answers are awaited where that takes long. */
async function examinedAloud(spec: EndpointSpec, options: ExamineOptions, io: Io, late: number): Promise<Examined[]> {
  const name = withoutLogins(spec.teacher);
  const words = `Waiting for answers of "${name}"; each request may take up to ${options.deadline / 1000} s`;
  const timer = setTimeout(() => io.err(printable(words)), late);
  try {
    return await examineNamed(spec, options);
  } finally {
    clearTimeout(timer);
  }
}

/** The teachers of all stages, each once. */
function specsOf(spec: TeacherSpec): EndpointSpec[] {
  const all = [spec, ...Object.values(spec.roles)].map((one) => ({ ...one, concurrency: 8 }));
  return [...new Map(all.toReversed().map((one) => [`${one.teacher} ${one.model}`, one])).values()].reverse();
}

async function machineFacts(out: string): Promise<Fact[]> {
  let at = out;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  const { bavail, bsize } = statfsSync(at);
  const python = await run({ language: 'python', code: 'print(1)' });
  return [
    { name: 'node', found: process.version },
    {
      name: 'python',
      found: python.status === 'ok' ? 'programs are run and checked' : `programs are not run: ${python.detail}`,
    },
    { name: 'disk', found: `${Math.round((bavail * bsize) / 1e9).toLocaleString('en')} GB free for the run folder` },
  ];
}

async function priceFacts(
  examined: readonly { model: string | null; paid: boolean }[],
  table: RunSettings['prices'],
): Promise<Fact[]> {
  const [far, near] = [await createPrices(table, true), await createPrices(table, false)];
  const facts = examined.flatMap(({ model, paid }) => {
    if (model === null) return [];
    const known = (paid ? far : near).tariff(model);
    return known ? `known for ${model}` : `unknown for ${model}; give it as prices in the config file`;
  });
  return [...new Set(facts)].map((found) => ({ name: 'price', found }));
}

const MARKS: Record<Finding['result'], string> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skipped: '-   ' };

function linesOf(
  endpoints: readonly Examined[],
  local: readonly LocalServer[],
  machine: readonly Fact[],
  none: boolean,
): string[] {
  const examined = endpoints.flatMap(({ endpoint, checks }) => [endpoint, ...checks.map(lineOf), '']);
  const advice = endpoints.flatMap(({ checks }) =>
    checks.flatMap((each) => (each.advice ? [`  ${each.name}: ${each.advice}`] : [])),
  );
  const servers = local.flatMap(({ kind, url, models }) => [
    `${kind} answers at ${url}`,
    ...models.slice(0, 5).map((model) => `  --teacher ${url} --model ${model}`),
  ]);
  const lacking = none && local.length === 0 ? START_ONE : [];
  return [
    ...examined,
    ...servers,
    ...lacking,
    ...machine.map(({ name, found }) => `${name.padEnd(6)} ${found}`),
    ...(advice.length > 0 ? ['', 'What to do:', ...advice] : []),
  ];
}

function lineOf({ name, result, ms, found }: Finding): string {
  const took = ms === null ? '' : `${(ms / 1000).toFixed(1)} s`;
  return `  ${MARKS[result]}  ${name.padEnd(17)} ${took.padStart(7)}  ${found}`;
}
