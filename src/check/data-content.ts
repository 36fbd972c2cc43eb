import { z } from 'zod';
import { isGrid, readGrid } from '../text/grid.ts';
import { readFigures } from './figures/read-figures.ts';

const KINDS = [
  'table',
  'json-records',
  'key-values',
  'triples',
  'time-series',
  'event-log',
  'chart-specification',
] as const;

/** Data in a real notation, with what a reader must know of them. */
export const DataContent = z
  .strictObject({
    kind: z.enum(KINDS).describe('What the data are'),
    about: z
      .string()
      .min(1)
      .max(800)
      .describe(
        'One to three sentences: whose data, of what, when, in which units; that they are invented if they are',
      ),
    data: z.string().min(40).max(12_000).describe('The data alone, whole, line breaks included, without a code fence'),
  })
  .superRefine(({ kind, data }, context) => {
    const problem = dataProblem(kind, data);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['data'], message: problem });
  });

/** What keeps a text from being data of its kind, in a few words; null where it can be read as such. */
export function dataProblem(kind: (typeof KINDS)[number], data: string): string | null {
  const lines = data.split('\n').filter((line) => line.trim() !== '');
  const figures = readFigures(data).length;
  if (kind === 'table')
    return isGrid(data, 3, 3) ? null : 'it cannot be read as a table of three rows and three columns';
  if (kind === 'json-records') return readGrid(data) && isJson(data) ? null : 'it is no list of JSON objects';
  if (kind === 'key-values') {
    const paired = lines.filter((line) => /[:=|\t]/.test(line)).length;
    return lines.length >= 8 && paired >= 0.6 * lines.length ? null : 'it holds no eight lines of name and value';
  }
  if (kind === 'triples') return lines.length >= 8 ? null : 'it holds fewer than eight statements';
  if (kind === 'event-log') return lines.length >= 8 && figures >= 8 ? null : 'it holds fewer than eight dated entries';
  return figures >= 8 ? null : 'it holds fewer than eight values';
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return readGrid(text) !== null && /^\s*\{/.test(text);
  }
}
