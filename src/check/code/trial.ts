import { run } from '../../sandbox/run.ts';
import { shortHash } from '../../text/hash.ts';
import type { Runnable } from './stub.ts';

/** How code fared: `passed`, `failed` with what happened, or nothing was run on this machine. */
export type Tried = { passed: true } | { passed: false; detail: string } | 'not-executed';

const LIMITS = { seconds: 5, megabytes: 128, printed: 20_000 };
const MODULES =
  /^[^\S\n]*(?:import\s[^;\n]*\bfrom\s*["'](?:node:)?assert(?:\/strict)?["']|(?:const|let|var)\s[^;\n]*=\s*require\(["'](?:node:)?assert(?:\/strict)?["']\)(?:\.strict)?)[^\S\n]*;?[^\S\n]*$/gm;
const UNHEARD = /^([^\S\n]*)(\(async\b|assert\.rejects\()/gm;

/**
 * Runs tests right behind code. They pass when the last line of the whole is reached: a program that ends itself before
 * has passed nothing.
 */
export async function tryTests(language: Runnable, code: string, tests: string): Promise<Tried> {
  const word = `passed ${shortHash(code, tests)}`;
  const whole = language === 'python' ? `${code}\n\n${tests}\n\nprint("\\n${word}")\n` : besideTests(code, tests, word);
  const ran = await run({ language, code: whole }, LIMITS);
  if (ran.status === 'not-executed') return 'not-executed';
  const reached = ran.stdout.trimEnd().endsWith(word);
  if (ran.status === 'ok' && reached) return { passed: true };
  const detail = ran.status === 'ok' ? 'It ends before its tests do' : `${ran.status}: ${ran.detail}`;
  return { passed: false, detail };
}

/**
 * `assert` is at hand for tests, in a block of their own where names may be used again. What they begin and do not wait
 * for is waited for: a rejection that nobody hears would pass.
 */
function besideTests(code: string, tests: string, word: string): string {
  const own = tests.replaceAll(MODULES, '');
  const heard = own.replaceAll(UNHEARD, '$1await $2');
  const bare = heard === own ? own : `await null;\n${heard}`;
  return `${code}\n;{ const assert = require('assert');\n${bare}\n}\nconsole.log(${JSON.stringify(word)});\n`;
}

/** Runs a whole program on an input: what it prints must be the output due, blanks at the ends of lines aside. */
export async function tryCase(
  language: Runnable,
  code: string,
  { stdin, stdout }: { stdin: string; stdout: string },
): Promise<Tried> {
  const ran = await run({ language, code, stdin }, LIMITS);
  if (ran.status === 'not-executed') return 'not-executed';
  if (ran.status !== 'ok') return { passed: false, detail: `${ran.status}: ${ran.detail}` };
  const lines = (text: string) => text.trimEnd().replaceAll(/[^\S\n]+$/gm, '');
  if (lines(ran.stdout) === lines(stdout)) return { passed: true };
  return { passed: false, detail: `For ${quoted(stdin)} it prints ${quoted(ran.stdout)} and not ${quoted(stdout)}` };
}

function quoted(text: string): string {
  return JSON.stringify(text.trim().slice(0, 200));
}
