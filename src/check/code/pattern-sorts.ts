import { z } from 'zod';
import { evaluateExpression } from '../../sandbox/evaluate.ts';
import type { Check } from '../check.ts';
import { fencedBlocks } from './fenced.ts';
import { CODE_SETS } from './fields.ts';

const Strings = z.object(CODE_SETS.strings.shape);

/** The strings of an item of regular expressions are all different, and no string both fits and does not. */
export const stringsSound: Check = {
  id: 'strings-sound',
  at: 'item',
  check({ item, question }) {
    const { data } = Strings.safeParse(item.instruction);
    if (data === undefined) return null;
    const all = [...data.accepts, ...data.rejects];
    const twice = all.find((text, at) => all.indexOf(text) !== at);
    if (twice !== undefined) return { reason: 'string-twice', detail: `Given twice: ${JSON.stringify(twice)}` };
    const shown = (list: string[]) => list.some((text) => text !== '' && question.includes(text));
    return shown(data.accepts) && shown(data.rejects)
      ? null
      : { reason: 'no-examples', detail: 'The task shows no string that fits, or none that does not' };
  },
};

/** The expression that a response gives fits all strings that it should, as wholes, and none of the others. */
export const patternSorts: Check = {
  id: 'pattern-sorts',
  at: 'response',
  async check({ item, response }) {
    const { data } = Strings.safeParse(item.instruction);
    const found = patternIn(response ?? '');
    if (data === undefined || found === null) return null;
    const { source, flags } = found;
    const all = [...data.accepts, ...data.rejects];
    const sorted = await evaluateExpression(
      `((fits) => ${JSON.stringify(all)}.map((text) => fits.test(text)))(new RegExp(${JSON.stringify(`^(?:${source})$`)}, ${JSON.stringify(flags)}))`,
    );
    if ('fault' in sorted) return { reason: 'pattern-fails', detail: sorted.fault };
    const fits = Array.isArray(sorted.value) ? sorted.value : [];
    const wrong = all.find((_, at) => fits[at] !== at < data.accepts.length);
    if (wrong === undefined) return null;
    const should = data.accepts.includes(wrong) ? 'does not fit' : 'fits';
    return { reason: 'pattern-wrong', detail: `It ${should} ${JSON.stringify(wrong)}` };
  },
};

/** A literal where a statement may hold one: an expression that only has slashes in it is left alone. */
const LITERAL =
  /(?:^|\s=\s+|\breturn\s+|\b(?:test|match|matchAll|replace|search|exec|split)\(\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/m;
const RAW = /^\s*\br("""|'''|["'])([\s\S]*?)\1/;
const QUOTED =
  /(?:^(?:(?:const|let|var)\s+)?\w+\s+=\s+|\b(?:RegExp|compile|fullmatch|match)\(\s*)(["'])((?:[^\\\n]|\\.)*?)\1(?:\s*,\s*["']([a-z]+)["'])?/m;

const STATEMENT = /^(?:import|const|let|var|return)\s|^\w+\s+=\s|\bre\.\w+\(|\bRegExp\(/;
/** An expression put together from parts, which only running it would join. */
const PIECED = /["'`]\s*\+|\+\s*r?["'`]|\br?f["']/;

/** A raw string of Python's, with those that stand right behind it and belong to it. */
function rawIn(code: string): string | null {
  if (PIECED.test(code) && STATEMENT.test(code.replaceAll(/\s*\n\s*/g, ' '))) return null;
  const parts: string[] = [];
  let rest = code.slice(Math.max(0, code.search(/\br["']/)));
  for (let found = RAW.exec(rest); found; found = RAW.exec(rest)) {
    parts.push(found[2] ?? '');
    rest = rest.slice(found[0].length).replace(/^\s*#.*/, '');
  }
  return parts.length > 0 ? parts.join('') : null;
}

/** The expression of an answer's first block: a literal /.../, a string given to a call, or the bare block. In JavaScript's spelling. */
export function patternIn(response: string): { source: string; flags: string } | null {
  const code = fencedBlocks(response)[0]?.code.trim();
  if (code === undefined || code === '' || code.length > 4000) return null;
  const [literal, raw, quoted] = [LITERAL.exec(code), rawIn(code), PIECED.test(code) ? null : QUOTED.exec(code)];
  const bare = code.includes('\n') || STATEMENT.test(code) ? null : code;
  const source = literal?.[1] ?? raw ?? quoted?.[2]?.replaceAll(/\\([\\"'])/g, '$1') ?? bare;
  if (source === null || source === undefined) return null;
  const named = [...code.matchAll(/\bre\.(IGNORECASE|VERBOSE|[IMSX])\b/g)].map(([, name = '']) =>
    name.replace('VERBOSE', 'X').charAt(0),
  );
  const inline = /^\(\?([imsx]+)\)/.exec(source)?.[1] ?? '';
  const given = `${literal?.[2] ?? (raw === null ? (quoted?.[3] ?? '') : '')}${named.join('').toLowerCase()}${inline}`;
  const flags = [...new Set(given)].filter((flag) => 'imsuv'.includes(flag)).join('');
  const own = source.slice(inline === '' ? 0 : inline.length + 3);
  const anchors = (given.includes('x') ? compact(own) : own).replace(/^\\A/, '^').replace(/\\[Zz]$/, '$');
  return { source: anchors.replaceAll('(?P<', '(?<').replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>'), flags };
}

/** A verbose expression without its blanks and remarks. */
function compact(source: string): string {
  return source.replaceAll(/(\\[\s\S]|\[(?:[^\]\\]|\\.)*\])|#.*$|\s+/gm, (_, kept?: string) => kept ?? '');
}
