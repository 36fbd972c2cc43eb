const HIDDEN = ['json', 'header', 'extraBody'];
const EACH = ['set', 'skillsDir'];

/** The command as a reader of run.json and the card may type it: flags that may hold secrets are left out. */
export function commandLine(seeds: readonly string[], flags: Record<string, unknown>): string {
  const words = Object.entries(flags)
    .filter(([name, value]) => !HIDDEN.includes(name) && value !== undefined && value !== false)
    .flatMap(([name, value]) => flagWords(name, value));
  return ['agentinstruct generate', ...seeds.map((seed) => quote(withoutLogins(seed))), ...words].join(' ');
}

/** A text with the logins, queries and fragments of its URLs taken out. */
export function withoutLogins(text: string): string {
  return text.replaceAll(/\b(https?:\/\/)(?:[^\s,/?#]*@)?([^\s,?#]*)(?:[?#][^\s,]*)?/gi, '$1$2');
}

function flagWords(name: string, value: unknown): string[] {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === true) return [flag];
  const word = (each: unknown) => quote(withoutLogins(String(each)));
  if (Array.isArray(value) && EACH.includes(name)) return value.filter(isOpen).flatMap((each) => [flag, word(each)]);
  if (Array.isArray(value)) return [flag, word(value.join(','))];
  if (typeof value !== 'object' || value === null) return [flag, word(value)];
  return [flag, word(Object.entries(value).map(([key, part]) => `${key}=${part}`))];
}

/** Whether a --set may be shown: not one of headers or of the body. */
function isOpen(set: unknown): boolean {
  return !/^\s*(headers|extraBody)\b/.test(String(set));
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
