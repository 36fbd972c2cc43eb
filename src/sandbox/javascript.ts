import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { codeOf, messageOf } from '../errors.ts';
import { decode } from './decode.ts';
import { GUEST_WORLD, GUEST_WRITES, guestModule } from './guest.ts';
import { type Host, openHost } from './host.ts';
import { detailOf, type Limits, type Program, type Ran } from './program.ts';

const PAGE = 65_536;
/** Pages that the interpreter starts with. */
const LEAST_PAGES = 256;
/** Deeper stacks overflow the host's before QuickJS sees it. */
const STACK = 256 * 1024;
const JOBS_A_STEP = 100;

const MEGABYTE = 2 ** 20;

/** The part of the platform's WebAssembly that is used here; Node's types leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => object;
};

const wasm = createRequire(createRequire(import.meta.url).resolve('quickjs-emscripten')).resolve(
  '@jitl/quickjs-wasmfile-release-sync/wasm',
);
const wasmModule = new WebAssembly.Module(readFileSync(wasm));

/**
 * What is asked about: a program to run, one expression of which nothing but the value is wanted, the same at every time,
 * or code that is only parsed.
 */
export type Source = Program | { expression: string } | { syntax: string };

/** The instance of the last expression, kept while all goes well with it: expressions come by the thousand. */
let kept: QuickJSWASMModule | null = null;

/**
 * Runs JavaScript in an interpreter of its own, compiled to WebAssembly, with a memory that cannot grow past the limit
 * and nothing of the host in it but what guest.ts names. Meant for a worker thread, which can be ended from outside. Work
 * is counted in instructions, so that a run ends alike on fast and slow machines.
 */
export async function runJavaScript(source: Source, limits: Limits): Promise<Ran> {
  if ('syntax' in source) {
    const stripped = withoutTypes(source.syntax);
    return {
      status: 'fault' in stripped ? 'error' : 'ok',
      stdout: '',
      detail: 'fault' in stripped ? stripped.fault : '',
    };
  }
  const instance = ('expression' in source && kept) || (await newInstance(limits));
  kept = null;
  const host = openHost(limits);
  try {
    const runtime = instance.newRuntime();
    runtime.setMemoryLimit(limits.megabytes * MEGABYTE);
    runtime.setMaxStackSize(STACK);
    runtime.setModuleLoader((name) => guestModule(name) ?? { error: new Error(`Cannot find module '${name}'`) });
    runtime.setInterruptHandler(host.step);
    if (!('expression' in source)) return runProgram(runtime, host, source);
    const ran = runExpression(runtime, host, source.expression);
    if (ran.status === 'ok') kept = instance;
    return ran;
  } catch (error) {
    // The interpreter gave up as a whole, for want of memory.
    return { status: 'memory', stdout: host.printed(), detail: detailOf(messageOf(error)) };
  }
}

function newInstance({ megabytes }: Limits): Promise<QuickJSWASMModule> {
  const maximum = LEAST_PAGES + Math.ceil((megabytes * MEGABYTE) / PAGE);
  const wasmMemory = new WebAssembly.Memory({ initial: LEAST_PAGES, maximum });
  return newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmModule, wasmMemory }));
}

/** Expressions find neither clock nor chance. What they hold is freed when they end well, so that the instance can be kept. */
function runExpression(runtime: QuickJSRuntime, host: Host, expression: string): Ran {
  const context = runtime.newContext();
  const written = context.unwrapResult(context.evalCode(GUEST_WRITES));
  context.unwrapResult(context.evalCode('delete globalThis.Date; delete Math.random;')).dispose();
  const result = context.evalCode(`(${expression}\n)`, 'expression.js');
  if (result.error) return failed(context, host, result.error);
  const ran = ended(context, host, written, result.value);
  if (ran.status === 'ok') for (const held of [result.value, written, context, runtime]) held.dispose();
  return ran;
}

/** The instance is dropped as it is: freeing what an interrupted program holds is beyond QuickJS. */
function runProgram(runtime: QuickJSRuntime, host: Host, program: Program): Ran {
  const context = runtime.newContext();
  const written = context.unwrapResult(context.evalCode(GUEST_WRITES));
  const tick = furnish(context, host, written, program.stdin ?? '');
  const stripped = program.language === 'typescript' ? withoutTypes(program.code) : { code: program.code };
  if ('fault' in stripped) return { status: 'error', stdout: '', detail: stripped.fault };

  const result = evaluate(context, stripped.code);
  if (result.error) return failed(context, host, result.error);
  const late = settle(runtime, context, host, tick);
  if (late) return failed(context, host, late);
  if (host.cause() !== null) return failed(context, host, null);
  const state = context.getPromiseState(result.value);
  if (state.type === 'rejected') return failed(context, host, state.error);
  if (state.type === 'pending') return { status: 'error', stdout: host.printed(), detail: 'It never comes to an end' };
  return ended(context, host, written, state.value);
}

function ended(context: QuickJSContext, host: Host, written: QuickJSHandle, value: QuickJSHandle): Ran {
  const shown = context.callFunction(written, context.undefined, value);
  if (shown.error) return failed(context, host, shown.error);
  const tree: unknown = JSON.parse(context.getString(shown.value));
  shown.value.dispose();
  return { status: 'ok', stdout: host.printed(), value: decode(tree, false), detail: '' };
}

/** Puts into a context what programs find there; gives the function that fires the next timer. */
function furnish(context: QuickJSContext, host: Host, written: QuickJSHandle, stdin: string): QuickJSHandle {
  const print = context.newFunction('print', (parts, end) =>
    host.print(JSON.parse(context.getString(parts)), context.getString(end)),
  );
  const quit = context.newFunction('quit', (code) => host.quit(context.getNumber(code)));
  const given = context.newObject();
  context.setProp(given, 'print', print);
  context.setProp(given, 'quit', quit);
  context.setProp(given, 'input', context.newString(stdin));
  context.setProp(given, 'chance', context.newNumber(randomInt(2 ** 31)));
  context.setProp(given, 'written', written);
  const world = context.unwrapResult(context.evalCode(GUEST_WORLD, 'guest.js'));
  return context.unwrapResult(context.callFunction(world, context.undefined, given));
}

/** Evaluates code as a script, or as a module where that is what it parses as: with imports, exports, awaiting at the top. */
function evaluate(context: QuickJSContext, code: string): ReturnType<QuickJSContext['evalCode']> {
  const compiled = context.evalCode(code, 'program.js', { type: 'global', compileOnly: true });
  if (!compiled.error) return context.evalCode(code, 'program.js', { type: 'global' });
  return context.evalCode(code, 'program.js', { type: 'module' });
}

/**
 * Runs what was put off, promises and timers, until nothing is left or the host has seen enough; gives what was thrown
 * on the way. So many promises, and each timer, count as a step: the interpreter itself does not count them.
 */
function settle(
  runtime: QuickJSRuntime,
  context: QuickJSContext,
  host: Host,
  tick: QuickJSHandle,
): QuickJSHandle | null {
  while (!host.step()) {
    const jobs = runtime.executePendingJobs(JOBS_A_STEP);
    if (jobs.error) return jobs.error;
    if (runtime.hasPendingJob()) continue;
    const more = context.callFunction(tick, context.undefined);
    if (more.error) return more.error;
    if (context.dump(more.value) !== true) return null;
  }
  return null;
}

function failed(context: QuickJSContext, host: Host, error: QuickJSHandle | null): Ran {
  const stdout = host.printed();
  const cause = host.cause();
  if (cause === 'steps') return { status: 'timeout', stdout, detail: 'It takes more steps than it may' };
  if (cause === 'flood') return { status: 'error', stdout, detail: 'It prints more than it may' };
  if (cause === 'quit') {
    const code = host.exitCode();
    return { status: code === 0 ? 'ok' : 'error', stdout, detail: code === 0 ? '' : `It exits with ${code}` };
  }
  const read = (name: string) => (error === null ? '' : context.getString(context.getProp(error, name)).slice(0, 1000));
  const isObject = error !== null && context.typeof(error) === 'object';
  const detail = isObject ? `${read('name')}: ${read('message')}` : error === null ? '' : context.getString(error);
  // An error without a name is one for which there was no room.
  const full = detail === ': ' || /^InternalError: out of memory/.test(detail);
  return { status: full ? 'memory' : 'error', stdout, detail: full ? 'out of memory' : detailOf(detail) };
}

/** TypeScript as the JavaScript that it means. What needs more than erasing (an enum) is compiled where Node can. */
function withoutTypes(code: string): { code: string } | { fault: string } {
  try {
    return { code: stripTypeScriptTypes(code) };
  } catch (error) {
    if (codeOf(error) !== 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return { fault: detailOf(messageOf(error)) };
  }
  try {
    return { code: stripTypeScriptTypes(code, { mode: 'transform' }) };
  } catch (error) {
    return { fault: detailOf(messageOf(error)) };
  }
}
