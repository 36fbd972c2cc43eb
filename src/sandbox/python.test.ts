import { describe, expect, test } from 'vitest';
import { LIMITS } from './program.ts';
import { runPython } from './python.ts';
import { noForkFilter } from './seccomp.ts';

/** Another place to look for bubblewrap, where it is not installed. */
const search = process.env.BWRAP === undefined ? undefined : [process.env.BWRAP];
const python = (code: string, stdin = '') =>
  runPython({ language: 'python', code, stdin }, { ...LIMITS, seconds: 1, printed: 2000 }, search);
const executed = (await python('pass')).status !== 'not-executed';

test('without a sandbox nothing is run, and the result says so', async () => {
  const ran = await runPython({ language: 'python', code: 'print(1)' }, LIMITS, ['/nonexistent/bwrap']);
  expect(ran).toMatchObject({ status: 'not-executed', stdout: '' });
});

test.each([
  ['x64', 15],
  ['arm64', 13],
])('the filter for %s is whole: every jump stays in it', (processor, rules) => {
  const filter = noForkFilter(processor) ?? Buffer.alloc(0);
  expect(filter.length).toBe(rules * 8);
  for (let at = 0; at < rules; at++) {
    const [yes, no] = [filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3)];
    expect(at + 1 + Math.max(yes, no)).toBeLessThanOrEqual(rules);
  }
  expect(noForkFilter('mips')).toBeNull();
});

describe.skipIf(!executed)('Python in a container', () => {
  test('reads, prints, uses its library and threads', async () => {
    const code =
      'import json, threading\nt = threading.Thread(target=lambda: print(json.dumps(input())))\nt.start()\nt.join()';
    expect(await python(code, 'hi\n')).toEqual({ status: 'ok', stdout: '"hi"\n', detail: '' });
  });

  test('what goes wrong is told', async () => {
    expect(await python('def f(:')).toMatchObject({ status: 'error', detail: expect.stringContaining('SyntaxError') });
    expect(await python('assert 1 == 2, "no"')).toMatchObject({
      detail: expect.stringContaining('AssertionError: no'),
    });
    expect(await python('import sys; sys.exit(3)')).toMatchObject({ status: 'error', detail: 'It exits with 3' });
  });

  test.each([
    [
      'a loop that swallows interrupts',
      'while True:\n  try:\n    while True: pass\n  except BaseException: pass',
      'timeout',
    ],
    [
      'one that ignores signals',
      'import signal\nfor s in range(1, 30):\n  try: signal.signal(s, signal.SIG_IGN)\n  except Exception: pass\nwhile True: pass',
      'timeout',
    ],
    ['sleep', 'import time\nwhile True:\n  try: time.sleep(60)\n  except KeyboardInterrupt: pass', 'timeout'],
    ['memory', 'a = []\nwhile True: a.append("x" * 1000000)', 'memory'],
    ['output', 'while True: print("x" * 100)', 'error'],
    ['deep recursion', 'def f(): return f() + 1\nf()', 'error'],
    ['a fork', 'import os\nwhile True: os.fork()', 'error'],
    ['a program', 'import subprocess\nsubprocess.run(["/usr/bin/id"], check=True)', 'error'],
    ['a file of the host', 'open("/etc/passwd").read()', 'error'],
    ['a file of this project', `open(${JSON.stringify(import.meta.filename)}).read()`, 'error'],
    ['writing', 'open("/usr/x", "w")', 'error'],
    ['filling its scratch folder', 'for i in range(99): open(f"/tmp/{i}", "wb").write(b"x" * 1000000)', 'error'],
    ['the network', 'import socket\nsocket.create_connection(("127.0.0.1", 22), 1)', 'error'],
    ['raising its limits', 'import resource\nresource.setrlimit(resource.RLIMIT_CPU, (99, 99))', 'error'],
  ])('%s comes to nothing', async (_, code, status) => {
    expect((await python(code)).status).toBe(status);
  });

  test('it is nobody, and its environment is its own', async () => {
    const code =
      'import os\nprint(os.getuid(), sorted(os.environ), os.listdir("/proc") if os.path.exists("/proc") else [])';
    expect((await python(code)).stdout).toBe("65534 ['HOME', 'LANG', 'PWD'] []\n");
  });
});
