import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../../errors.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import { FAULTS, type Fault, type ServeOptions, serveTeacher } from './serve.ts';

// Serves the rehearsal for load and fault tests:
// node dist/src/teacher/serve/main.js --port 8000 --latency 100 --capacity 300 --fault 429=0.05 --fault reset=0.05

const NUMBERS = ['port', 'latency', 'tail', 'capacity', 'hang-ms', 'canned'] as const;
const HINT = `--fault takes KIND=RATE; the kinds are ${FAULTS.join(', ')}. Others: ${NUMBERS.map((name) => `--${name} N`).join(', ')}, --log FILE, --seed TEXT.`;

if (process.argv.includes('--help')) {
  process.stdout.write(`${HINT}\n`);
  process.exit(0);
}

try {
  const served = await serveTeacher(rehearsalTeacher(), readOptions(process.argv.slice(2)));
  process.stdout.write(`${served.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
} catch (error) {
  const hint = error instanceof UserError && error.hint !== undefined ? error.hint : HINT;
  process.stderr.write(`${messageOf(error)}\n${hint}\n`);
  process.exitCode = error instanceof UserError && error.code !== 'E_USAGE' ? 1 : 2;
}

function readOptions(args: string[]): ServeOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      port: text,
      latency: text,
      tail: text,
      capacity: text,
      'hang-ms': text,
      canned: text,
      log: text,
      seed: text,
      fault: { type: 'string', multiple: true },
    },
  });
  const given: Record<string, string | undefined> = {};
  for (const name of NUMBERS) given[name] = values[name];
  const numbers = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name === 'hang-ms' ? 'hangMs' : name, numberOf(name, value)]],
    ),
  );
  const { log, seed, fault = [] } = values;
  return {
    ...numbers,
    ...(log !== undefined && { log }),
    ...(seed !== undefined && { seed }),
    ...(fault.length > 0 && { faults: readFaults(fault) }),
  };
}

function readFaults(given: string[]): Partial<Record<Fault, number>> {
  const faults: Partial<Record<Fault, number>> = {};
  for (const each of given) {
    const [name, rate = ''] = each.split('=');
    const kind = FAULTS.find((fault) => fault === name);
    if (!kind)
      throw new UserError('E_USAGE', `Cannot serve with --fault ${each}: "${name}" is not a kind`, { hint: HINT });
    faults[kind] = numberOf('fault', rate);
  }
  return faults;
}

function numberOf(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new UserError('E_USAGE', `Cannot serve with --${name} ${value}: it is not a number`, { hint: HINT });
}
