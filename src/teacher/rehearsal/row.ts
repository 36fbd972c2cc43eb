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

const CHOICE = /^\s*(?:(?:\*\*|[([])?([A-Za-z]|\d{1,2})(?:\*\*(?=\s)|[.)\]:])|[-*•])\s+(\S.*)$/;

/** Choices in the line of the question: "A: one; B: two", "(a) one; (b) two". */
const INLINE = /\s(?:A:|\(a\))\s/;

/** A line that only holds the material, or leads to it. */
const FRAME = /^(?:"""|```\w*|---|<\/?\w+>|#+ \w+|\*\*\w+\*\*|\w+:)$/;

/**
 * Takes a row's messages apart: the question, the choices right after it, and the passage that is left. What the
 * assistant has said is no part of it.
 */
export function readRow(messages: readonly Message[]): Row {
  const lines = messages
    .filter(({ role }) => role !== 'assistant')
    .flatMap(({ content }) => [...content.split('\n'), ''])
    .map((line) => line.replace(/^> ?/, ''));
  const at = questionAt(lines);
  const [question = '', ...inline] = (lines[at] ?? '').split(INLINE);
  const found = inline.length > 0 ? choicesWithin(lines[at] ?? '') : choicesAfter(lines, at);
  const repeated = (line: string) => question.length > 30 && line.includes(question.trim());
  const passage = lines
    .filter((line, place) => (place < at || place > at + found.skip) && !repeated(line) && !FRAME.test(line.trim()))
    .join('\n');
  return { passage, question, choices: found.choices, labels: found.labels };
}

/** The line with a question of the rehearsal's own; else the last that asks something; else the last of all. */
function questionAt(lines: string[]): number {
  const own = lines.findLastIndex((line) => readQuestion(line.split(INLINE)[0] ?? '') !== null);
  if (own >= 0) return own;
  const outer = lines.findLastIndex(
    (line) => /^\s*(?:\*\*)?(?:question|task|to do|q)\b.*:/i.test(line) && line.length < 800,
  );
  if (outer >= 0) return outer;
  const asking = lines.findLastIndex((line) => /[?？؟]["”»)]*\s*$/.test(line) && line.length < 500);
  return asking >= 0 ? asking : lines.findLastIndex((line) => line.trim() !== '');
}

interface Choices {
  choices: string[];
  labels: string[];
  /** Lines that they take after the question's. */
  skip: number;
}

function choicesWithin(line: string): Choices {
  const listed = line
    .slice(line.search(INLINE))
    .trim()
    .split(/;\s+(?=[A-Z]:|\([a-z]\))/);
  const parts = listed.map((each) => /^\(?([A-Za-z])[:)]\s+([\s\S]*)$/.exec(each.trim()));
  return { choices: parts.map((part) => part?.[2] ?? ''), labels: parts.map((part) => part?.[1] ?? ''), skip: 0 };
}

function choicesAfter(lines: string[], at: number): Choices {
  const listed = /^Choose from: (.*)$/.exec(lines[at + 1] ?? '')?.[1];
  if (listed !== undefined) return { choices: listed.split(' / '), labels: [], skip: 1 };
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
