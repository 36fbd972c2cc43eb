import { splitSentences } from '../text/sentences.ts';
import type { Check, Finding, Subject } from './check.ts';
import { leavesOf } from './outline/outline.ts';
import { jsonOf, readOutlined } from './outline/read-outlined.ts';

/**
 * What is to be taken over word for word stands so in the document: the quotes of an item's outline, and the answers of
 * items of the `types` named. At `item` the agent's own extraction and key are held against it, at `response` what the
 * response gives, line by line. White space, the form of quotation marks and closing marks are set aside.
 */
export function spansOccur(at: Check['at'], types: readonly string[]): Check {
  return {
    id: 'spans-occur',
    at,
    check(subject) {
      const verbatim = types.includes(subject.item.type);
      const text = even(subject.content || subject.material);
      return at === 'item' ? ofItem(subject, verbatim, text) : ofResponse(subject, verbatim, text);
    },
  };
}

function ofItem({ item }: Subject, verbatim: boolean, text: string): Finding | null {
  const outlined = readOutlined(item);
  const quoted = outlined && typeof outlined.tree !== 'string' ? quotesIn(outlined.reference, outlined.tree) : [];
  const { answer, evidence } = item.instruction;
  const spans = [...quoted, ...(verbatim ? textsOf(answer) : []), ...textsOf(evidence)];
  const missing = spans.find((span) => !stands(text, span));
  return missing === undefined ? null : { reason: 'key-not-in-text', detail: `Not in the document: "${missing}"` };
}

function ofResponse({ item, response }: Subject, verbatim: boolean, text: string): Finding | null {
  const outlined = readOutlined(item);
  if (outlined && typeof outlined.tree !== 'string') {
    const missing = quotesIn(jsonOf(response ?? ''), outlined.tree).find((span) => !stands(text, span));
    return missing === undefined ? null : { reason: 'span-not-found', detail: `Not in the document: "${missing}"` };
  }
  if (!verbatim) return null;
  const lines = spanLines(response ?? '');
  if (lines.length === 0) return { reason: 'no-spans', detail: 'The response gives nothing that could be looked up' };
  const missing = lines.find((line) => !readings(line).some((spans) => spans.every((span) => stands(text, span))));
  return missing === undefined ? null : { reason: 'span-not-found', detail: `Not in the document: "${missing}"` };
}

function quotesIn(value: unknown, tree: Parameters<typeof leavesOf>[1]): string[] {
  const quotes = leavesOf(value, tree).filter(({ field }) => field.type === 'quote');
  return quotes.flatMap((each) => (typeof each.value === 'string' ? [each.value] : []));
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

/** Whether a span stands in an evened text, not within a word. */
function stands(text: string, span: string): boolean {
  const sought = even(span)
    .replace(/^["'(]+/, '')
    .replace(/["').,;:!?…]+$/, '');
  if (sought === '' || sought.length > 4000) return false;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + sought.length] ?? ' '];
    const cut = (inner: string, outer: string) =>
      /[\p{L}\p{N}]/u.test(inner) && /[\p{L}\p{N}]/u.test(outer) && !DENSE.test(inner);
    if (!cut(sought[0] ?? '', before) && !cut(sought.at(-1) ?? '', after)) return true;
  }
  return false;
}

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/;

/** Text on one line, without the marks of block quotes, with one kind of quotation marks, hyphens and spaces. */
function even(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/^[ \t]*>[ \t]?/gm, '')
    .replaceAll(/["“”„«»「」『』]/g, '"')
    .replaceAll(/['’‘‚]/g, "'")
    .replaceAll(/[‐‑]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The lines of a response that give something: no headings, rules, fences, or lines that lead in what follows. */
function spanLines(response: string): string[] {
  const json = jsonOf(response);
  if (Array.isArray(json)) return json.map(String);
  const lines = response.split('\n');
  const isRule = (line = '') => /^[\s|:-]+$/.test(line) && line.includes('-');
  return lines
    .filter((line, at) => !isRule(line) && !(line.includes('|') && isRule(lines[at + 1])))
    .map((line) => line.replace(/^\s*(?:[-*•+–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+/, '').trim())
    .filter((line) => line !== '' && !/^(?:#|```|[-*_]{3,}$)/.test(line) && !/:\**$/.test(line));
}

/** The ways in which a line may name spans: as a whole, behind or before a label, in marks, by commas, by sentences. */
function readings(line: string): string[][] {
  const bare = line.replaceAll(/\*\*|__|`/g, '').trim();
  const cells = bare.startsWith('|')
    ? bare
        .split('|')
        .map((cell) => cell.trim())
        .filter(Boolean)
    : [];
  const colon = bare.indexOf(': ');
  const note = bare.search(/ (?:[–—-]|\() ?/);
  const marked = [...bare.matchAll(/["“„«「]([^"“”„«»「」]{2,600})["”“»」]/g)].map((match) => match[1] ?? '');
  const found = [
    [bare],
    ...cells.map((cell) => [cell]),
    ...(colon > 0 ? [[bare.slice(colon + 2)]] : []),
    ...(note > 0 ? [[bare.slice(0, note)]] : []),
    marked,
    bare.split(/[,;、，；]\s*/).filter(Boolean),
    splitSentences(bare).map(({ text }) => text),
  ];
  return found.filter((spans) => spans.length > 0);
}
