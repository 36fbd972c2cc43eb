import type { Message } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import { readGrid } from '../../../text/grid.ts';
import { fillData } from '../data-sheet.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';

/** By which instruct prompts for writing from data are known. */
const OWN = 'set tasks in which data become words';

const TASKS = [
  'Put into words what these data show about',
  'Somebody without time for the figures asks what there is to know about',
  'For the board: two or three sentences, with figures, on',
  'Write what a careful reader would take away on',
];
const QUESTION = /what do the data give as “([^”]{1,200})” for “([^”]{1,200})”\?/g;
const TASK = new RegExp(`(?:${TASKS.join('|')}) “.{1,120}?”\\.`);
const HEADINGS = [
  { heading: 'Subject', holds: 'what the data are about, in a line' },
  { heading: 'Main figure', holds: 'one value with what it belongs to' },
  { heading: 'Remarks', holds: 'one more value, or a word that there is none' },
];

/** Data from the numbers and names of the material, tasks on them, and sentences that read their cells back. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('kind' in fields && 'about' in fields && 'data' in fields && task?.item === null) return fillData(asked);
    if ('unsupported' in fields && /figures only/.test(task?.words ?? '')) return [verdict(task?.item ?? {})];
    if (!task?.words.includes(OWN) || 'suggestions' in fields) return null;
    if (task.suggestion !== null) return [edited(task.item ?? {}, asked)];
    return task.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n');
    const questions = [...said.matchAll(QUESTION)];
    if (questions.length === 0 && !TASK.test(said)) return null;
    const cells = cellsOf(messages);
    if (questions.length > 0)
      return questions.map(([, column = '', row = '']) => inSentence(column, row, cells)).join(' ');
    const sentences = cells.length > 0 ? readBack(cells, draw) : ['The data hold no rows that could be read.'];
    const headings = [...said.matchAll(/^- ([^:\n]{2,80}): /gm)].map((match) => match[1]);
    const shown = HEADINGS.every(({ heading }) => headings.includes(heading));
    return shown
      ? HEADINGS.map(({ heading }, at) => `## ${heading}\n${sentences[at % sentences.length]}`).join('\n\n')
      : sentences.join(' ');
  },
} satisfies Part;

/** A value with the name of its row and its column. */
interface Cell {
  row: string;
  column: string;
  value: string;
}

function cellsIn(text: string): Cell[] {
  const [head, ...body] = readGrid(text) ?? [];
  if (!head) return linesOf(text);
  return body.flatMap((row) =>
    row.slice(1).flatMap((value, at) => {
      const cell = { row: row[0] ?? '', column: head[at + 1] ?? '', value };
      return /\d/.test(value) && value.length < 30 && cell.row && cell.column ? [cell] : [];
    }),
  );
}

/** Data that are no table: each line with a number is a value of its line. */
function linesOf(text: string): Cell[] {
  return text.split('\n').flatMap((line) => {
    const [, before = '', value = ''] =
      /^[\s"-]*([^\d:=|]{2,40}?)\W*[:=|,].*?(\d[\d.,]*\d|\d)/.exec(line.slice(0, 200)) ?? [];
    return value === '' ? [] : [{ row: before.trim(), column: 'value', value }];
  });
}

/** The data among a row's paragraphs: the one that gives most cells. */
function cellsOf(messages: readonly Message[]): Cell[] {
  const text = messages.map(({ content }) => content.replaceAll(/^(?:> ?|```\w*$)/gm, '')).join('\n\n');
  const blocks = [
    ...text.split(/\n{2,}/),
    text.slice(Math.max(0, text.search(/^\s*[[{]/m)), text.search(/[\]}]\s*$/m) + 1),
  ];
  return blocks.map(cellsIn).reduce((best, cells) => (cells.length > best.length ? cells : best), []);
}

function items({ fields, passage, count, draw, task }: Asked): Known[] {
  const about = (task?.material ?? passage.text).split('\n')[0]?.slice(0, 60).replaceAll(/[“”]/g, '') ?? 'them';
  const cells = draw.at('cells').shuffle(cellsIn(dataOf(task?.material ?? '')));
  return cells.slice(0, count).map((cell, at) => {
    const words = `${draw.at('task', at).pick(TASKS) ?? ''} “${draw.at('whole', at).next() < 0.2 ? about : cell.row.replaceAll(/[“”]/g, '')}”.`;
    const points = [`It gives ${cell.value} as ${cell.column} of ${cell.row}.`];
    if ('points' in fields) return { question: words, points, headings: HEADINGS };
    const other = cells[(at + 1) % cells.length] ?? cell;
    const asked = fields.answer?.type === 'array' ? [cell, other] : [cell];
    const question = asked.map(({ column, row }) => `what do the data give as “${column}” for “${row}”?`).join(' And ');
    return { question: `In one sentence: ${question}`, ...keyOf(asked, fields) };
  });
}

/** What stands below the introducing lines. */
function dataOf(material: string): string {
  const at = material.indexOf('\n\n');
  return at < 0 ? material : material.slice(at + 2);
}

function keyOf(asked: readonly Cell[], fields: Asked['fields']): Known {
  const values = asked.map(({ value }) => value);
  if ('unit' in fields) return { answer: Number.parseFloat((values[0] ?? '').replaceAll(/[^\d.]/g, '')), unit: null };
  return { answer: values.length > 1 ? values : values[0], alternatives: [] };
}

function edited(item: Known, { draw }: Asked): Known {
  if (draw.at('idle').next() < 0.05) return {};
  const ask =
    draw.at('edit').pick(['For somebody who is new to the matter:', 'Say where the largest step lies, too.']) ?? '';
  return { question: `${ask} ${String(item.question ?? '')}` };
}

/** The rehearsal cannot reckon: what a program could not trace it does not believe. */
function verdict(item: Known): Known {
  const [first] = Array.isArray(item.figures) ? item.figures : [];
  const figure = typeof first === 'object' && first !== null && 'figure' in first ? String(first.figure) : null;
  return { unsupported: figure === null ? [] : [{ figure, why: 'No cell holds it.' }] };
}

function inSentence(column: string, row: string, cells: readonly Cell[]): string {
  const found = cells.find((cell) => cell.column === column && cell.row === row);
  return found ? `For ${row}, the data give ${found.value} as ${column}.` : `The data give nothing for ${row}.`;
}

/** Three cells in sentences; now and then one of them is misread. */
function readBack(cells: readonly Cell[], draw: Draw): string[] {
  const chosen = draw.at('cells').sample([...cells], 3);
  const slip = draw.at('slip').next() < 0.08;
  return chosen.map(({ row, column, value }, at) => {
    const given = slip && at === 0 ? value.replace(/\d/, (digit) => `${(Number(digit) + 3) % 10}7`) : value;
    return draw.at('wording', at).next() < 0.5
      ? `For ${row}, the ${column} is ${given}.`
      : `The ${column} of ${row} stands at ${given}.`;
  });
}
