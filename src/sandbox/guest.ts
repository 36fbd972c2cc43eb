/**
 * A function of the guest's that writes any value as a tree of arrays, as JSON: `decode` reads it outside (decode.ts).
 * Runs before the program, which may take apart what it finds.
 */
export const GUEST_WRITES = `(() => {
  const { stringify } = JSON, { isArray } = Array, { keys, getPrototypeOf, is } = Object, [Day, Table, Unique] = [Date, Map, Set];
  const encode = (value, depth, seen, left) => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return isFinite(value) && !is(value, -0) ? value : ['number', is(value, -0) ? '-0' : String(value)];
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value === 'symbol') return ['symbol', String(value.description)];
    if (typeof value === 'function') return ['function', String(value.name)];
    if (seen.includes(value)) return ['circular'];
    if (depth > 12 || (left.nodes -= 1) < 0) return ['cut'];
    const inner = (each) => encode(each, depth + 1, [...seen, value], left);
    if (isArray(value)) return ['array', Array.from({ length: Math.min(value.length, 20000) }, (_, at) => inner(value[at]))];
    if (value instanceof Table) return ['map', [...value].map((pair) => pair.map(inner))];
    if (value instanceof Unique) return ['set', [...value].map(inner)];
    if (value instanceof Day) return ['date', value.getTime()];
    if (value instanceof RegExp) return ['regexp', value.source, value.flags];
    if (value instanceof Error) return ['error', String(value.name), String(value.message)];
    if (ArrayBuffer.isView(value) && typeof value.length === 'number') return ['array', Array.from(value, inner)];
    const parent = getPrototypeOf(value);
    const made = parent === null ? null : String(parent.constructor?.name ?? 'Object');
    return ['object', made, keys(value).map((key) => [key, inner(value[key])])];
  };
  return (value) => stringify(encode(value, 0, [], { nodes: 20000 }));
})()`;

/**
 * What a JavaScript program finds in its sandbox beside the language: console, timers in a time of their own that passes
 * at once, `assert`, `module`, an empty `process.env`, and standard input, as a file, a stream or by lines. `print`, `quit`, `input` and
 * `chance`, a number that differs from run to run, are the host's. Gives
 * a function that fires the next timer and says whether there was one.
 */
export const GUEST_WORLD = String.raw`(({ print, quit, input, chance, written }) => {
  const { isArray } = Array, { keys, getPrototypeOf, is } = Object;
  const say = (...parts) => print(written(parts), '\n');
  globalThis.console = { log: say, info: say, debug: say, error() {}, warn() {}, table: say, dir: (value) => say(value), assert(ok, ...why) { if (!ok) throw new Error(why.join(' ') || 'console.assert'); }, time() {}, timeEnd() {}, group() {}, groupEnd() {} };

  const same = (a, b, strict) => {
    if (strict ? is(a, b) : a == b || is(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (strict && getPrototypeOf(a) !== getPrototypeOf(b)) return false;
    if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
    if (a instanceof RegExp || a instanceof Error) return String(a) === String(b);
    if (a instanceof Map) return b instanceof Map && a.size === b.size && [...a].every(([key, each]) => b.has(key) && same(each, b.get(key), strict));
    if (a instanceof Set) return b instanceof Set && a.size === b.size && [...a].every((each) => b.has(each) || [...b].some((other) => same(each, other, strict)));
    if (isArray(a) !== isArray(b)) return false;
    const [left, right] = [keys(a), keys(b)];
    return left.length === right.length && left.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], strict));
  };
  class AssertionError extends Error { get name() { return 'AssertionError'; } }
  const fail = (message, otherwise) => { if (message instanceof Error) throw message; throw new AssertionError(message ?? otherwise ?? 'Failed'); };
  const shown = (value) => { try { return stringify(value) ?? String(value); } catch { return String(value); } };
  const pair = (a, b, sign) => shown(a) + ' ' + sign + ' ' + shown(b);
  const fits = (error, wanted) => {
    if (wanted === undefined || typeof wanted === 'string') return true;
    if (wanted instanceof RegExp) return wanted.test(String(error));
    if (typeof wanted === 'function') return wanted.prototype !== undefined && error instanceof wanted ? true : Error.isPrototypeOf(wanted) ? false : wanted(error) === true;
    return keys(wanted).every((key) => wanted[key] instanceof RegExp ? wanted[key].test(error[key]) : same(error[key], wanted[key], true));
  };
  const assert = (value, message) => value || fail(message, 'Not truthy: ' + shown(value));
  Object.assign(assert, {
    ok: assert, AssertionError, fail: (message) => fail(message),
    equal: (a, b, m) => a == b || is(a, b) || fail(m, pair(a, b, '!=')), notEqual: (a, b, m) => a != b || fail(m, pair(a, b, '==')),
    strictEqual: (a, b, m) => is(a, b) || fail(m, pair(a, b, '!==')), notStrictEqual: (a, b, m) => !is(a, b) || fail(m, pair(a, b, '===')),
    deepEqual: (a, b, m) => same(a, b, false) || fail(m, pair(a, b, 'is not like')), notDeepEqual: (a, b, m) => !same(a, b, false) || fail(m, pair(a, b, 'is like')),
    deepStrictEqual: (a, b, m) => same(a, b, true) || fail(m, pair(a, b, 'is not')), notDeepStrictEqual: (a, b, m) => !same(a, b, true) || fail(m, pair(a, b, 'is')),
    match: (text, pattern, m) => pattern.test(text) || fail(m, text + ' does not match ' + pattern), doesNotMatch: (text, pattern, m) => !pattern.test(text) || fail(m, text + ' matches ' + pattern),
    throws(work, wanted, m) { try { work(); } catch (error) { return fits(error, wanted) || fail(m, 'Another error: ' + error); } fail(m ?? (typeof wanted === 'string' ? wanted : undefined), 'Nothing was thrown'); },
    async rejects(work, wanted, m) { try { await (typeof work === 'function' ? work() : work); } catch (error) { return fits(error, wanted) || fail(m, 'Another error: ' + error); } fail(m, 'Nothing was rejected'); },
    doesNotThrow(work) { work(); },
  });
  assert.strict = assert;

  const timers = new Map();
  let [skew, serial] = [0, 0];
  const set = (work, after, every, rest) => { timers.set(++serial, { work, at: skew + Math.max(1, Number(after) || 0), every, rest }); return serial; };
  globalThis.setTimeout = (work, after, ...rest) => set(work, after, null, rest);
  globalThis.setImmediate = (work, ...rest) => set(work, 0, null, rest);
  globalThis.setInterval = (work, after, ...rest) => set(work, after, Math.max(1, Number(after) || 0), rest);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (id) => void timers.delete(id);
  globalThis.queueMicrotask ??= (work) => void Promise.resolve().then(work);
  let state = chance;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const now = Date.now;
  Date.now = () => now() + skew;
  globalThis.performance = { now: () => Date.now() };

  const files = { readFileSync(path) { if (path === 0 || path === '/dev/stdin') return input; throw new Error('There is no file system here'); } };
  const source = (chunks) => {
    const heard = { data: [], line: [], end: [], close: [] };
    const start = () => setTimeout(() => { for (const each of chunks) for (const hear of [...heard.data, ...heard.line]) hear(each); for (const hear of [...heard.end, ...heard.close]) hear(); }, 0);
    let begun = false;
    return {
      on(event, hear) { heard[event]?.push(hear); if (!begun) { begun = true; start(); } return this; },
      once(event, hear) { return this.on(event, hear); },
      setEncoding() { return this; }, resume() { return this; }, close() { return this; }, setPrompt() {}, prompt() {},
      async *[Symbol.asyncIterator]() { yield* chunks; },
    };
  };
  const lines = () => source(input === '' ? [] : input.replace(/\r?\n$/, '').split(/\r?\n/));
  const modules = { assert, 'assert/strict': assert, fs: files, readline: { createInterface: lines } };
  globalThis.require = (name) => {
    const found = modules[String(name).replace(/^node:/, '')];
    if (found === undefined) throw new Error("Cannot find module '" + name + "'");
    return found;
  };
  globalThis.module = { exports: {} };
  globalThis.exports = globalThis.module.exports;
  globalThis.process = { argv: ['node', 'program.js'], env: {}, exit: (code) => quit(Number(code ?? 0)), stdin: source(input === '' ? [] : [input]), stdout: { write: (text) => print(written([String(text)]), '') }, nextTick: (work, ...rest) => queueMicrotask(() => work(...rest)), hrtime: { bigint: () => BigInt(Date.now()) * 1000000n } };
  globalThis.structuredClone ??= (value) => JSON.parse(stringify(value));

  const tick = () => {
    let [first, due] = [0, null];
    for (const [id, timer] of timers) if (due === null || timer.at < due.at) [first, due] = [id, timer];
    if (due === null) return false;
    skew = due.at;
    if (due.every === null) timers.delete(first); else due.at += due.every;
    due.work(...due.rest);
    return true;
  };
  return tick;
})`;

/** The source of a module that a program may import, by its name; null for all others. */
export function guestModule(name: string): string | null {
  const bare = name.replace(/^node:/, '');
  const names = MODULES[bare];
  if (names === undefined) return null;
  return `const it = require(${JSON.stringify(bare)}); export default it; export const { ${names} } = it;`;
}

const ASSERTIONS =
  'ok, equal, notEqual, strictEqual, notStrictEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, match, throws, rejects, fail, strict, AssertionError';
const MODULES: Partial<Record<string, string>> = {
  assert: ASSERTIONS,
  'assert/strict': ASSERTIONS,
  fs: 'readFileSync',
  readline: 'createInterface',
};
