import type { Draw } from '../../text/draw.ts';
import { readGrid } from '../../text/grid.ts';
import type { Known } from './makers.ts';
import type { Asked } from './part.ts';

/** The kinds of data and the words by which a transform's prompt asks for them. */
const CUES = [
  ['json-records', /as a list of objects/i],
  ['key-values', /a sheet about one thing/i],
  ['triples', /statements of three parts/i],
  ['time-series', /the course of one to three quantities/i],
  ['event-log', /write the log/i],
  ['chart-specification', /specify a chart/i],
] as const;

const COLUMNS = ['count', 'weight', 'share', 'price'];

/** Data of the kind that a prompt asks for, made of the names and numbers of its material; none where it has too few names. */
export function fillData({ passage, task, draw }: Asked): Known[] {
  const listed = (readGrid(task?.material ?? '') ?? []).slice(1).map(([name = '']) => name);
  const named = passage.vocabulary.filter(({ kind, text }) => kind !== 'number' && /^[\p{L}-]{3,}$/u.test(text));
  const words = listed.length > 3 ? listed : named.map(({ text }) => text);
  const names = draw.at('names').sample([...new Set(words)], 6);
  if (names.length < 4) return [];
  const found = passage.vocabulary
    .filter(({ kind }) => kind === 'number')
    .map(({ text }) => text.replaceAll(/[^\d]/g, ''));
  const rows = names.map((name, at) => [name, ...COLUMNS.map((_, column) => valueAt(found, at * 4 + column, draw))]);
  const kind = CUES.find(([, cue]) => cue.test(task?.words ?? ''))?.[0] ?? 'table';
  const broken = draw.at('broken').next() < 0.04;
  const about = 'Figures of an invented office, counted by nobody: one row a thing, amounts in pieces.';
  return [
    {
      kind,
      about,
      data: broken ? 'These data were lost, and nothing is known of them now.' : written(kind, rows, draw),
    },
  ];
}

function valueAt(found: readonly string[], at: number, draw: Draw): string {
  const given = found[at];
  return given !== undefined && given.length < 7 && given !== '' ? given : String(10 + draw.at('value', at).index(990));
}

function written(kind: string, rows: string[][], draw: Draw): string {
  const head = ['name', ...COLUMNS];
  const records = rows.map((row) =>
    Object.fromEntries(row.map((value, at) => [head[at] ?? '', at === 0 ? value : Number(value)])),
  );
  if (kind === 'json-records') return JSON.stringify(records, null, 2);
  if (kind === 'chart-specification') return JSON.stringify({ mark: 'bar', values: records }, null, 2);
  if (kind === 'key-values')
    return rows
      .flatMap(([name, ...values]) => COLUMNS.map((column, at) => `${name} ${column}: ${values[at]}`))
      .join('\n');
  if (kind === 'triples')
    return rows
      .flatMap(([name, ...values]) => COLUMNS.map((column, at) => `${name} | ${column} | ${values[at]}`))
      .join('\n');
  const dated = rows.flatMap(([name, first, second], at) => [
    [`20${10 + at}-01`, name, first],
    [`20${10 + at}-07`, name, second],
  ]);
  if (kind === 'time-series') return ['month,name,value', ...dated.map((row) => row.join(','))].join('\n');
  if (kind === 'event-log') return ['time,source,reading', ...dated.map((row) => row.join(','))].join('\n');
  const marks = draw.at('marks').pick([',', '\t', ';']);
  if (draw.at('markdown').next() < 0.5) return [head, ...rows].map((row) => row.join(marks ?? ',')).join('\n');
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
