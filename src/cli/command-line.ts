import { withoutLogins } from '../text/without-logins.ts';

const HIDDEN = ['json', 'header', 'extraBody', 'wait'];
const EACH = ['set', 'skillsDir', 'reuse', 'benchmarks'];
const SECRET = /headers|extra-?body|key|token|secret|password|auth/i;
/** A number of tokens, which is no secret. */
const COUNT = /\b\w*tokens\w*["']?\s*[=:]\s*[\d.]+(?![\w-])/gi;

/** The command as a reader of run.json and the card may type it: flags that may hold secrets are left out. */
export function commandLine(seeds: readonly string[], flags: Record<string, unknown>): string {
  const words = Object.entries(flags)
    .filter(([name, value]) => !HIDDEN.includes(name) && value !== undefined && value !== false)
    .flatMap(([name, value]) => flagWords(name, value));
  return ['agentinstruct generate', ...seeds.map((seed) => quote(withoutLogins(seed))), ...words].join(' ');
}

function flagWords(name: string, value: unknown): string[] {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === true) return [flag];
  const word = (each: unknown) => quote(withoutLogins(String(each)));
  if (Array.isArray(value) && EACH.includes(name)) {
    const shown = name === 'set' ? value.filter(isOpen) : value;
    return shown.flatMap((each) => [flag, setWord(each)]);
  }
  if (Array.isArray(value)) return [flag, word(value.join(','))];
  if (typeof value !== 'object' || value === null) return [flag, word(value)];
  if (name === 'teacher')
    return Object.entries(value).flatMap(([role, of]) => [
      flag,
      quote((role === 'default' ? '' : `${role}=`) + withoutLogins(String(of))),
    ]);
  return [flag, word(Object.entries(value).map(([key, part]) => `${key}=${part}`))];
}

/** A --set, whose value is a whole one. */
function setWord(set: unknown): string {
  const [, name = '', value = ''] = /^([\w.]+=)?(.*)$/s.exec(String(set)) ?? [];
  return quote(name + withoutLogins(value));
}

/** Whether a --set may be shown: nothing in its path or value speaks of headers, of the body, or of a secret. */
function isOpen(set: unknown): boolean {
  return !SECRET.test(String(set).replaceAll(COUNT, ''));
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
