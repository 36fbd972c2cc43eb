import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

const javascript = (code: string, stdin = '') =>
  run({ language: 'javascript', code, stdin }, { seconds: 0.2, megabytes: 16, printed: 2000 });

describe('programs', () => {
  test.each([
    [
      'prints as Node does',
      'console.log([1, "a"], { b: [2] }, new Map([[1, 2]]), "x", -0, 3n);',
      "[ 1, 'a' ] { b: [ 2 ] } Map(1) { 1 => 2 } x -0 3n\n",
    ],
    [
      'prints classes by name',
      'class Point { x = 1 }\nconsole.log(new Point(), () => 1, /a/g)',
      'Point { x: 1 } [Function (anonymous)] /a/g\n',
    ],
    ['reads its input', 'console.log(require("fs").readFileSync(0, "utf8").trim().length)', '5\n'],
    [
      'reads its input by lines',
      'const rl = require("readline").createInterface({ input: process.stdin }); let n = 0;\nrl.on("line", (l) => { n += l.length; }).on("close", () => console.log(n));',
      '5\n',
    ],
    [
      'awaits its lines',
      'import readline from "node:readline";\nfor await (const line of readline.createInterface({ input: process.stdin })) console.log(line)',
      'hello\n',
    ],
    [
      'reads its input as a stream',
      'let all = ""; process.stdin.setEncoding("utf8"); process.stdin.on("data", (c) => { all += c; }); process.stdin.on("end", () => console.log(all.length))',
      '6\n',
    ],
    [
      'is a module where it imports',
      'import assert from "node:assert";\nassert.deepEqual({ a: [1] }, { a: [1] });\nconsole.log("same")',
      'same\n',
    ],
    [
      'waits for promises and timers, in their order',
      'setTimeout(() => console.log("b"), 9e6); await new Promise((r) => setTimeout(r, 5e6)); console.log("a")',
      'a\nb\n',
    ],
    [
      'clears intervals',
      'let n = 0; const id = setInterval(() => { n += 1; if (n === 3) { clearInterval(id); console.log(n); } }, 100)',
      '3\n',
    ],
    ['may end early', 'console.log(1); process.exit(0); console.log(2)', '1\n'],
  ])('%s', async (_, code, stdout) => {
    expect(await javascript(code, 'hello\n')).toMatchObject({ status: 'ok', stdout, detail: '' });
  });

  test('the value of the last statement comes out as plain data', async () => {
    const code = '({ list: [1, undefined, 2n], own: JSON.parse(\'{"__proto__": {"bad": 1}}\'), call() {} })';
    const { value } = await javascript(code);
    expect(value).toMatchObject({ list: [1, undefined, 2n], call: undefined });
    expect(({} as Record<string, unknown>).bad).toBeUndefined();
    expect(Object.keys((value as { own: object }).own)).toEqual(['__proto__']);
  });

  test('TypeScript loses its types, enums are compiled', async () => {
    const code = 'enum E { A = 3 }\nconst of = <T,>(x: T): T => x;\nconsole.log(of<number>(E.A))';
    expect(await run({ language: 'typescript', code })).toMatchObject({ status: 'ok', stdout: '3\n' });
    expect(await run({ language: 'typescript', code: 'const x: number = ;' })).toMatchObject({ status: 'error' });
  });

  test.each([
    ['a thrown error', 'throw new TypeError("no")', 'TypeError: no'],
    ['a failed assertion', 'require("assert").deepStrictEqual([1], [2])', 'AssertionError'],
    ['a missing rejection', 'await require("assert").rejects(async () => 1)', 'Nothing was rejected'],
    ['an unmet promise', '(async () => { throw new Error("late") })()', 'Error: late'],
    ['a syntax error', 'const = 1', 'SyntaxError'],
    ['an exit code', 'process.exit(3)', 'exits with 3'],
    ['a promise that nobody keeps', 'await new Promise(() => {})', 'never comes to an end'],
  ])('%s is an error', async (_, code, detail) => {
    const ran = await javascript(code);
    expect(ran.status).toBe('error');
    expect(ran.detail).toContain(detail);
  });
});

describe('hostile programs', () => {
  test.each([
    ['an infinite loop', 'for (;;);', 'timeout'],
    ['one that swallows what stops it', 'while (true) { try { for (;;); } catch {} }', 'timeout'],
    ['a regular expression that blows up', '/(a+)+$/.test("a".repeat(40) + "b")', 'timeout'],
    ['endless awaiting', '(async () => { for (;;) await 1; })()', 'timeout'],
    ['endless timers', 'setInterval(() => {}, 1)', 'timeout'],
    ['arrays without end', 'const a = []; for (;;) a.push(new Array(1000).fill())', 'memory'],
    ['buffers without end', 'const a = []; for (;;) a.push(new Uint8Array(1e6))', 'memory'],
    ['deep recursion', 'const f = () => f() + 1; f()', 'error'],
    ['much output', 'for (;;) console.log("x".repeat(100))', 'error'],
    ['a worker', 'new Worker("x")', 'error'],
    ['worker threads', 'require("node:worker_threads")', 'error'],
    ['a child process', 'import { execSync } from "node:child_process"', 'error'],
    ['a file', 'require("fs").readFileSync("/etc/hostname", "utf8")', 'error'],
    ['the network', 'await fetch("http://127.0.0.1:1")', 'error'],
    ['a socket', 'require("net").connect(80)', 'error'],
    ['a built-in binding', 'process.binding("fs")', 'error'],
    ['the global of its host', 'console.log.constructor("return process")().mainModule.require("fs")', 'error'],
  ])('%s comes to nothing', async (_, code, status) => {
    expect((await javascript(code)).status).toBe(status);
    expect(await javascript('1 + 1')).toMatchObject({ status: 'ok', value: 2 });
  });

  test('promises without end come to the end of steps or of memory', async () => {
    const code = 'const again = () => Promise.resolve().then(again); again()';
    expect(['timeout', 'memory']).toContain((await javascript(code)).status);
  });

  test('the environment is empty', async () => {
    expect(await javascript('Object.keys(process.env)')).toMatchObject({ status: 'ok', value: [] });
  });

  test.each([
    ['JSON', 'JSON.stringify = () => "[1,"; JSON.parse = null; console.log({ a: 1 })'],
    ['arrays', 'Array.prototype.map = () => { throw 1 }; Array.from = null; console.log([1])'],
    ['objects', 'Object.prototype.toJSON = () => { throw 1 }; Object.prototype.then = () => {}; console.log({})'],
    ['toString', 'throw { get name() { throw 1 }, get message() { for (;;); } }'],
    ['proxies', 'new Proxy({}, { ownKeys() { for (;;); }, get() { for (;;); } })'],
  ])('breaking %s in the guest breaks nothing in the host', async (_, code) => {
    expect(['ok', 'error', 'timeout', 'memory']).toContain((await javascript(code)).status);
    expect(JSON.stringify([{ a: 1 }])).toBe('[{"a":1}]');
    expect(await javascript('[1].map(String)')).toMatchObject({ value: ['1'] });
  });

  test('chance differs between runs that begin together', async () => {
    const drawn = await Promise.all(Array.from({ length: 6 }, () => javascript('Math.random()')));
    expect(new Set(drawn.map(({ value }) => value)).size).toBe(6);
  });

  test('nothing passes from one run to the next', async () => {
    await javascript('globalThis.left = 1; Object.prototype.left = 1');
    const seen = await Promise.all(Array.from({ length: 8 }, () => javascript('[typeof left, ({}).left]')));
    for (const { value } of seen) expect(value).toEqual(['undefined', undefined]);
  });
});
