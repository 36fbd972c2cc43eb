import { words } from '../../text/compare.ts';
import { plain } from '../forms/form.ts';
import { isRecord, leavesOf, type Node, type OutlineField } from './outline.ts';

/** A place where two extractions differ; null stands for nothing there. */
export interface Difference {
  place: string;
  first: unknown;
  second: unknown;
}

/** Where two values of one outline differ beyond wording; lists are compared in any order. */
export function differences(first: unknown, second: unknown, node: Node, place = ''): Difference[] {
  if (node.list) return ofLists(listOf(first), listOf(second), { ...node, list: false }, place);
  if (node.leaf) return agree(first, second, node.leaf) ? [] : [{ place, first, second }];
  if (!isRecord(first) || !isRecord(second)) return isEmpty(first) && isEmpty(second) ? [] : [{ place, first, second }];
  return [...node.parts].flatMap(([name, part]) =>
    differences(first[name], second[name], part, place === '' ? name : `${place}.${name}`),
  );
}

/** Pairs each entry with the one that differs least from it; entries without a partner are differences. */
function ofLists(first: unknown[], second: unknown[], node: Node, place: string): Difference[] {
  const left = new Set(second.keys());
  const found = first.slice(0, MOST).flatMap((entry, at) => {
    let best: { index: number; differing: Difference[] } | null = null;
    for (const index of left) {
      const differing = differences(entry, second[index], node, `${place}[${at}]`);
      if (best === null || differing.length < best.differing.length) best = { index, differing };
      if (differing.length === 0) break;
    }
    const size = Math.max(1, leavesOf(entry, node).length);
    if (best === null || best.differing.length > size / 2)
      return [{ place: `${place}[${at}]`, first: entry, second: null }];
    left.delete(best.index);
    return best.differing;
  });
  return [...found, ...[...left].map((index) => ({ place: `${place}[${index}]`, first: null, second: second[index] }))];
}

const MOST = 200;

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isEmpty);
}

/** Whether two values of a field say the same. What is in one's own words may differ in them. */
function agree(first: unknown, second: unknown, { type }: OutlineField): boolean {
  if (isEmpty(first) || isEmpty(second)) return isEmpty(first) && isEmpty(second);
  if (typeof first === 'number' && typeof second === 'number')
    return Math.abs(first - second) <= 1e-9 * Math.abs(first);
  const [a, b] = [plain(String(first)), plain(String(second))];
  if (a === b) return String(first).startsWith('-') === String(second).startsWith('-');
  const [short = '', long = ''] = a.length < b.length ? [a, b] : [b, a];
  if (type === 'quote') return ` ${long} `.includes(` ${short} `);
  if (type !== 'text') return false;
  return widened(short, long) || (a.split(' ').length > 4 && shared(a, b) >= 0.5);
}

const NEGATION = /(?<!\p{L})(?:not|no|never|without|nicht|kein\p{L}*|nie|ohne|pas|sans|sin|ni|non|senza|не)(?!\p{L})/u;

/** Whether one text of two words or more is another with a word or two more that deny nothing and count nothing. */
function widened(short: string, long: string): boolean {
  const [size, more] = [short.split(' ').length, long.split(' ').length];
  if (!` ${long} `.includes(` ${short} `) || more - size > 2) return false;
  const rest = ` ${long} `.replace(` ${short} `, ' ').trim();
  return !NEGATION.test(rest) && !/\d/.test(rest) && (size > 1 || /^(?:the|an?|der|die|das|le|la|el|il)$/.test(rest));
}

/** The share of the shorter text's words that the other has. */
function shared(a: string, b: string): number {
  const [x, y] = [new Set(words(a)), new Set(words(b))];
  const common = [...x].filter((word) => y.has(word)).length;
  return common / Math.max(1, Math.min(x.size, y.size));
}
