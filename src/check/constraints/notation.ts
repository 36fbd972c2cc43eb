import { parse } from 'yaml';
import { z } from 'zod';
import { type Constraint, constraint, type Spec } from './constraint.ts';
import { linesIn, unfenced } from './measure.ts';

const Names = z.strictObject({
  names: z
    .array(z.string().regex(/^[\p{L}_][\p{L}\p{N}_ -]{0,30}$/u))
    .min(1)
    .max(8),
});
type Names = z.infer<typeof Names>;

const SETS = [
  ['answer', 'reason', 'limits'],
  ['summary', 'details', 'open_questions'],
  ['claim', 'evidence', 'confidence', 'source'],
  ['what', 'why', 'how'],
  ['topic', 'points', 'caveats', 'next_steps'],
  ['short', 'long'],
];

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

type Part = Pick<Spec<Names>, 'id' | 'says' | 'breach'> & Partial<Spec<Names>>;

/** A constraint on the named parts of an answer in some notation. */
export function noted(part: Part): Constraint {
  return constraint<Names>({
    family: 'structure',
    shape: Names,
    settles: ['layout', 'notation', 'opening', 'ending', 'marks', 'sentences'],
    for: ['answer'],
    writes: ({ names }) => names,
    make: (draw) => ({ names: draw.pick(SETS) ?? [] }),
    ...part,
  });
}

function missing(value: unknown, names: readonly string[]): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no object with named fields';
  const lost = names.find((name) => !Object.hasOwn(value, name));
  return lost === undefined ? null : `there is no field "${lost}"`;
}

function read(reader: (text: string) => unknown, response: string): unknown {
  try {
    return reader(unfenced(response));
  } catch {
    return undefined;
  }
}

const cells = (row: string) =>
  row
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

/** Answers in a notation that programs read. */
export const NOTATION: readonly Constraint[] = [
  noted({
    id: 'json-fields',
    weight: 1.5,
    says: ({ names }) => [
      `Reply with one JSON object and nothing else; its fields are ${quoted(names)}.`,
      `Give the whole answer as JSON with the fields ${quoted(names)}.`,
    ],
    breach: (response, { names }) => missing(read(JSON.parse, response), names),
  }),
  noted({
    id: 'yaml-fields',
    says: ({ names }) => [
      `Reply in YAML alone, with the top-level keys ${quoted(names)}.`,
      `The answer is a YAML mapping whose keys include ${quoted(names)}, without any text around it.`,
    ],
    breach: (response, { names }) =>
      missing(
        read((text) => parse(text, { maxAliasCount: 0 }), response),
        names,
      ),
  }),
  noted({
    id: 'table-columns',
    settles: ['layout', 'notation'],
    weight: 1.5,
    says: ({ names }) => [
      `Answer with a Markdown table whose columns are ${quoted(names)}, in that order.`,
      `Set the answer out as a table with the columns ${quoted(names)}.`,
    ],
    breach(response, { names }) {
      const rows = linesIn(response).filter((line) => line.includes('|'));
      const rule = rows.findIndex((line) => /^[|:\s-]*-[|:\s-]*$/.test(line));
      if (rule < 1 || rows.length < rule + 2) return 'there is no table with a head and rows';
      const head = cells(rows[rule - 1] ?? '').map((cell) => cell.replaceAll(/[*_`]/g, '').toLowerCase());
      return head.join('|') === names.map((name) => name.toLowerCase()).join('|')
        ? null
        : `the columns are ${quoted(head)}`;
    },
  }),
];
