const HIDDEN = ['json', 'header', 'extraBody', 'wait'];
const EACH = ['set', 'skillsDir', 'reuse'];

/** The command as a reader of run.json and the card may type it: flags that may hold secrets are left out. */
export function commandLine(seeds: readonly string[], flags: Record<string, unknown>): string {
  const words = Object.entries(flags)
    .filter(([name, value]) => !HIDDEN.includes(name) && value !== undefined && value !== false)
    .flatMap(([name, value]) => flagWords(name, value));
  return ['agentinstruct generate', ...seeds.map((seed) => quote(withoutLogins(seed))), ...words].join(' ');
}

/** A text with the logins, queries and fragments of its URLs taken out. In a list a comma ends a URL only before the next. */
export function withoutLogins(text: string): string {
  return text
    .split(/,(?=https?:\/\/)/i)
    .map((part) => (URL.canParse(part) ? openUrl(part) : openText(part)))
    .join(',');
}

/** A URL as it is written where it holds nothing to take out; a path such as C:/docs#1 has no host and stays. */
function openUrl(text: string): string {
  const url = new URL(text);
  if (url.host === '' || !(url.username || url.password || url.search || url.hash)) return text;
  return Object.assign(url, { username: '', password: '', search: '', hash: '' }).href;
}

function openText(text: string): string {
  return text.replaceAll(/\b(https?:\/\/)(?:[^\s/?#]*@)?([^\s?#]*)(?:[?#]\S*)?/gi, '$1$2');
}

function flagWords(name: string, value: unknown): string[] {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === true) return [flag];
  const word = (each: unknown) => quote(withoutLogins(String(each)));
  if (Array.isArray(value) && EACH.includes(name)) return value.filter(isOpen).flatMap((each) => [flag, setWord(each)]);
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

/** Whether a --set may be shown: not one of headers or of the body. */
function isOpen(set: unknown): boolean {
  return !/^\s*(headers|extraBody)\b/.test(String(set));
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
