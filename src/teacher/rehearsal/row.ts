import type { Message } from '../../data.ts';
import { readQuestion } from './questions.ts';

/** A row as a student sees it, taken apart. */
export interface Row {
  passage: string;
  question: string;
  choices: string[];
  /** The marks before the choices, without punctuation; empty where they have none. */
  labels: string[];
}

const CHOICE = /^\s*(?:\(?([A-Za-z]|\d{1,2})[.)]|[-*•])\s+(\S.*)$/;

/** Fewer characters than this are no passage. */
const LEAST = 40;

/**
 * Takes a row's messages apart: the question, the choices right after it, and the passage that is left; a system message
 * is looked into only where the user's hold no passage.
 */
export function readRow(messages: readonly Message[]): Row {
  const asked = messages.filter(({ role }) => role === 'user');
  const row = takeApart(asked);
  return row.passage.trim().length >= LEAST ? row : takeApart(messages.filter(({ role }) => role !== 'assistant'));
}

function takeApart(asked: readonly Message[]): Row {
  const lines = asked
    .map(({ content }) => content)
    .join('\n\n')
    .split('\n');
  const at = questionAt(lines);
  const question = lines[at] ?? '';
  const found = choicesAfter(lines, at);
  const rest = (skip: number) =>
    [...lines.slice(0, at), ...lines.slice(at + 1 + skip)].join('\n').replaceAll(/^"""$|^```\w*$/gm, '');
  const passage = rest(found.skip);
  if (passage.trim().length >= LEAST) return { passage, question, choices: found.choices, labels: found.labels };
  return { passage: rest(0), question, choices: [], labels: [] };
}

/** The line with a question of the rehearsal's own; else the last that asks something; else the last of all. */
function questionAt(lines: string[]): number {
  const own = lines.findLastIndex((line) => readQuestion(line) !== null);
  if (own >= 0) return own;
  const outer = lines.findLastIndex((line) => /^\s*(?:\*\*)?(?:question|task|q)\b.*:/i.test(line) && line.length < 800);
  if (outer >= 0) return outer;
  const asking = lines.findLastIndex((line) => /[?？؟]["”»)]*\s*$/.test(line) && line.length < 500);
  return asking >= 0 ? asking : lines.findLastIndex((line) => line.trim() !== '');
}

function choicesAfter(lines: string[], at: number): { choices: string[]; labels: string[]; skip: number } {
  const choices: string[] = [];
  const labels: string[] = [];
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const match = CHOICE.exec(line);
    if (!match && line.trim() !== '') break;
    if (!match && choices.length > 0) break;
    if (!match) continue;
    choices.push((match[2] ?? '').trim());
    if (match[1] !== undefined) labels.push(match[1]);
  }
  if (choices.length < 2 || (labels.length > 0 && labels.length < choices.length))
    return { choices: [], labels: [], skip: 0 };
  return { choices, labels, skip: next - at - 1 };
}
