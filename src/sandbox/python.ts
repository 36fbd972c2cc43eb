import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Ended, runBounded } from './bounded.ts';
import { detailOf, type Limits, type Program, type Ran } from './program.ts';
import { noForkFilter } from './seccomp.ts';

const MEGABYTE = 2 ** 20;
/** What the interpreter itself takes of the address space. */
const OWN_MEGABYTES = 192;
const SCRATCH_BYTES = 16 * MEGABYTE;
const PYTHON = '/usr/bin/python3';
const BUBBLEWRAP = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap'];

/** Sets its limits, hard ones that nothing can raise again, then becomes the interpreter of the program. */
const START = `
import os, resource, sys
seconds, memory = int(sys.argv[1]), int(sys.argv[2])
for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, ${SCRATCH_BYTES}), (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_STACK, 8 << 20)):
    resource.setrlimit(what, (most, most))
os.execv(sys.executable, ['python3', '-I', '-B', '/program.py'])
`;

let detected: Promise<string | null> | null = null;

/**
 * Runs Python in a container of its own (bubblewrap): no network, no files but the system's programs and libraries, read
 * only, and a small scratch folder; nobody's user, no other processes in sight and none to be started; processor time,
 * address space and file sizes limited by the kernel. Where the machine cannot do that, nothing is run.
 */
export async function runPython(program: Program, limits: Limits, search = BUBBLEWRAP): Promise<Ran> {
  detected ??= search === BUBBLEWRAP ? detect(search) : null;
  const bwrap = await (search === BUBBLEWRAP ? detected : detect(search));
  const filter = noForkFilter(process.arch);
  if (!bwrap || filter === null) {
    const detail = 'Python needs bubblewrap (bwrap) and python3, and a kernel that lets them make a container';
    return { status: 'not-executed', stdout: '', detail };
  }
  return judged(await contained(bwrap, filter, program, limits), limits);
}

async function detect(search: readonly string[]): Promise<string | null> {
  const bwrap = search.find((path) => existsSync(path));
  const filter = noForkFilter(process.arch);
  if (bwrap === undefined || filter === null || !existsSync(PYTHON)) return null;
  const word = randomBytes(8).toString('hex');
  const program: Program = { language: 'python', code: `print("${word}")` };
  const tried = await contained(bwrap, filter, program, { seconds: 5, megabytes: 32, printed: 1000 });
  return tried.code === 0 && tried.stdout.trim() === word ? bwrap : null;
}

function contained(bwrap: string, filter: Buffer, program: Program, limits: Limits): Promise<Ended> {
  const system = ['/usr/bin', '/usr/lib', '/usr/lib64', '/lib', '/lib64'];
  const memory = (limits.megabytes + OWN_MEGABYTES) * MEGABYTE;
  const args = [
    ...['--unshare-all', '--unshare-user', '--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
    ...['--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--seccomp', '3'],
    ...system.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--dev', '/dev', '--ro-bind-data', '4', '/program.py'],
    ...['--size', String(SCRATCH_BYTES), '--tmpfs', '/tmp', '--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--setenv', 'HOME', '/tmp', '--setenv', 'LANG', 'C.UTF-8', '--chdir', '/tmp'],
    ...['--', PYTHON, '-I', '-B', '-c', START, String(Math.ceil(limits.seconds)), String(memory)],
  ];
  return runBounded({
    file: bwrap,
    args,
    stdin: program.stdin ?? '',
    extra: [filter, Buffer.from(program.code)],
    milliseconds: limits.seconds * 3000,
    printed: limits.printed,
  });
}

const KILLED = 128 + 9;
const OUT_OF_TIME = 128 + 24;

function judged({ code, stdout, stderr, cut }: Ended, limits: Limits): Ran {
  if (cut === 'flood') return { status: 'error', stdout, detail: `It prints more than ${limits.printed} characters` };
  if (cut === 'time' || code === KILLED || code === OUT_OF_TIME) {
    return { status: 'timeout', stdout, detail: 'It takes longer than it may' };
  }
  if (code === 0) return { status: 'ok', stdout, detail: '' };
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const detail = detailOf(stderr) || `It exits with ${code}`;
  return { status: last.startsWith('MemoryError') ? 'memory' : 'error', stdout, detail };
}
