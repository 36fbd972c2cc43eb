import { type Finding, inOrder, type Kind } from './finding.ts';

/** Keys and tokens by the beginnings that their makers give them, so that they can be found. */
const PREFIXED: readonly (readonly [Kind, string])[] = [
  ['api-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}'],
  ['token', 'gh[pousr]_[A-Za-z0-9]{36,255}'],
  ['token', 'github_pat_[A-Za-z0-9_]{60,255}'],
  ['token', 'gl(?:pat|ptt|dt|rt|cbt|soat)-[\\w-]{20,255}'],
  ['token', 'xox[abeoprs]-[\\w-]{10,255}'],
  ['token', 'xapp-\\d-[\\w-]{20,255}'],
  ['api-key', 'AIza[\\w-]{35}'],
  ['token', 'ya29\\.[\\w-]{20,500}'],
  ['api-key', 'GOCSPX-[\\w-]{20,60}'],
  ['api-key', 'sk-ant-[\\w-]{20,255}'],
  ['api-key', 'sk-(?:proj|svcacct|admin|or-v1|lf)-[\\w-]{20,255}'],
  ['api-key', 'sk-[A-Za-z0-9]{32,64}'],
  ['api-key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}'],
  ['api-key', 'whsec_[A-Za-z0-9]{24,255}'],
  ['token', 'hf_[A-Za-z0-9]{30,60}'],
  ['token', 'npm_[A-Za-z0-9]{36}'],
  ['token', 'pypi-AgE[\\w-]{50,255}'],
  ['api-key', 'SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}'],
  ['api-key', 'gsk_[A-Za-z0-9]{40,60}'],
  ['api-key', 'r8_[A-Za-z0-9]{30,50}'],
  ['api-key', 'pplx-[A-Za-z0-9]{40,60}'],
  ['api-key', 'xai-[A-Za-z0-9]{60,100}'],
  ['token', 'do[opr]_v1_[0-9a-f]{64}'],
  ['token', 'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'],
  ['token', 'dapi[0-9a-f]{32}'],
  ['token', 'hv[sb]\\.[\\w-]{24,255}'],
  ['token', 'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}'],
  ['api-key', 'lin_api_[A-Za-z0-9]{32,60}'],
  ['api-key', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'],
  ['api-key', 'NRAK-[A-Z0-9]{27}'],
  ['token', 'dp\\.(?:pt|st|ct)\\.[\\w-]{40,60}'],
  ['token', '\\d{8,10}:AA[\\w-]{33}'],
  ['token', 'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{10,1000}'],
];

/** A run of characters that keys and tokens are made of, long enough to be one. */
const RUN = /(?<![\w.:-])[\w.:-]{20,}/g;
const KEY = new RegExp(`(?<![\\w-])(?:${PREFIXED.map(([, pattern]) => `(${pattern})`).join('|')})(?![\\w-])`, 'g');
const BLOCK = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const LONGEST_BLOCK = 20_000;
const HOOK = /https:\/\/hooks\.slack\.com\/services\/(T\w{6,14}\/B\w{6,14}\/\w{16,40})/g;
/** A password in an address: `scheme://name:password@host`. */
const ADDRESS = /:\/\/[^\s:/@'"<>]{0,100}:([^\s:/@'"<>]{3,200})@([\w.[-]{1,100})/g;
/** Words in the names of secrets, how such a name ends with each of them, and which names with `key` are of secrets. */
const STEMS = [
  ['pass', 'pass(?:word|wd|phrase|wort)?'],
  ['pwd', 'pwd'],
  ['secret', 'secrets?'],
  ['token', 'tokens?'],
  ['credential', 'credentials?'],
  ['key', 'key'],
] as const;
const OF_SECRETS = /(?:api|access|auth|account|private|secret|encryption|signing|storage)[_.-]?$/i;
/** What sets a name to a value, quoted or not. */
const SET = `["'\\]]{0,2}\\s{0,4}(?::=|=>|[:=])\\s{0,4}(["'\`]?)([^\\s"'\`,;<>()[\\]{}]{8,200})(["'\`]?)`;
const SETTINGS = STEMS.map(([stem, name]) => ({ stem, pattern: new RegExp(`^(${name})${SET}`, 'i') }));
const HEADER =
  /\b(?:authorization|proxy-authorization|x-api-key)["']?\s{0,2}[:=]\s{0,2}["']?(?:(?:bearer|basic|token)\s{1,3})?([\w+/=.~-]{16,1000})/gi;

/**
 * Secrets in a text: private keys, keys and tokens of well-known providers by their beginnings, JSON web tokens, passwords in
 * addresses, and values of high entropy that are named as a secret. What is evidently an example (`EXAMPLE`, `changeme`,
 * `$TOKEN`, `<password>`) is none. The time is linear in the length of the text, whatever it holds.
 */
export function secretsIn(text: string): Finding[] {
  return inOrder([...blocks(text), ...keys(text), ...hooks(text), ...passwords(text), ...named(text)]);
}

function* blocks(text: string): Generator<Finding> {
  for (const { index, 0: opening } of text.matchAll(BLOCK)) {
    const from = index + opening.length;
    const next = text.indexOf('-----BEGIN', from);
    const rest = text.slice(from, Math.min(from + LONGEST_BLOCK, next < 0 ? text.length : next));
    const close = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/.exec(rest);
    const end =
      from +
      (close ? close.index + close[0].length : (/^(?:\\[nr]|[\s\w+/=:,.*-])*/.exec(rest)?.[0].trimEnd().length ?? 0));
    if (/[\w+/]{40}/.test(text.slice(from, end))) yield { start: index, end, kind: 'private-key' };
  }
}

function* keys(text: string): Generator<Finding> {
  for (const { index, 0: run } of text.matchAll(RUN)) {
    for (const match of run.matchAll(KEY)) {
      const kind = PREFIXED[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'token';
      const start = index + match.index;
      if (!isExample(match[0]) && entropy(match[0]) > 2.5) yield { start, end: start + match[0].length, kind };
    }
  }
}

function* hooks(text: string): Generator<Finding> {
  for (const { index, 0: whole, 1: path = '' } of text.matchAll(HOOK)) {
    const start = index + whole.length - path.length;
    if (!isExample(path) && entropy(path) > 3) yield { start, end: start + path.length, kind: 'token' };
  }
}

function* passwords(text: string): Generator<Finding> {
  for (const { index, 0: whole, 1: password = '', 2: host = '' } of text.matchAll(ADDRESS)) {
    const end = index + whole.length - host.length - 1;
    if (
      !isExample(password) &&
      !/^(?:[\w.]+\.)?example\b|^localhost\b|^host\b/i.test(host) &&
      !/^\d{1,5}$/.test(password)
    )
      yield { start: end - password.length, end, kind: 'password' };
  }
}

function* named(text: string): Generator<Finding> {
  const lower = text.toLowerCase();
  for (const { stem, pattern } of lower.length === text.length ? SETTINGS : []) {
    for (let at = lower.indexOf(stem); at >= 0; at = lower.indexOf(stem, at + 1)) {
      if (!beginsName(text, at) && stem !== 'key') continue;
      if (stem === 'key' && !OF_SECRETS.test(text.slice(Math.max(0, at - 12), at))) continue;
      const [whole = '', name = '', quote, value = '', close = ''] = pattern.exec(text.slice(at, at + 300)) ?? [];
      const isSecret = quote === close && isSecretValue(value, quote !== '');
      if (!isSecret || (!isPassword(name) && /^[a-z_-]+\d{0,4}$/i.test(value))) continue;
      const end = at + whole.length - close.length;
      yield {
        start: end - value.length,
        end,
        kind: isPassword(name) ? 'password' : stem === 'key' ? 'api-key' : 'token',
      };
    }
  }
  for (const { index, 0: whole, 1: value = '' } of text.matchAll(HEADER)) {
    const end = index + whole.length;
    if (isSecretValue(value, true)) yield { start: end - value.length, end, kind: 'token' };
  }
}

/** Whether a word begins there, or a part of a name in camel case. */
function beginsName(text: string, at: number): boolean {
  return at === 0 || /^[^a-zA-Z0-9]|^[a-z0-9][A-Z]/.test(text.slice(at - 1, at + 1));
}

function isPassword(name: string): boolean {
  return /^pass|^pwd/i.test(name);
}

/** Bits a character of which a value that nobody would think of has at least: words and names have fewer, or no digit. */
const LEAST_ENTROPY = 3;

function isSecretValue(value: string, quoted: boolean): boolean {
  if (
    isExample(value) ||
    /%[\da-f]{2}/i.test(value) ||
    !/\d/.test(value) ||
    !/[a-z]/i.test(value) ||
    entropy(value) < LEAST_ENTROPY
  )
    return false;
  // A path, an address, a version, a call, an access to something that holds it.
  if (/^(?:[a-z]+:|\.{0,2}\/|[\w$]+(?:\.[\w$]+)+$|v?\d+\.\d+|\d{4}-\d\d-\d\d)/i.test(value)) return false;
  return quoted || (value.length >= 16 && /^[\w+/=.~:&%-]+$/.test(value) && !isName(value));
}

/** A name of a variable: letters, and digits that stand together. */
function isName(value: string): boolean {
  return /^[a-z_$][\w$]*$/i.test(value) && (value.match(/[a-z_]\d/gi)?.length ?? 0) < 3;
}

function isExample(value: string): boolean {
  if (
    /example|sample|dummy|placeholder|changeme|change_me|your[_-]?|redacted|xxxx|\*{3}|\.{3}|foobar|12345678/i.test(
      value,
    )
  )
    return true;
  if (/^[$%{<[]|[}>\]]$|\$\{|\{\{|%s|^\W+$/.test(value)) return true;
  return /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|null|none|true|false|test|admin|root|guest)\d{0,4}$/i.test(
    value,
  );
}

/** Shannon's entropy, in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
