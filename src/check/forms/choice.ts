import { exact, holds } from './form.ts';
import { denies, retracts, statements, unmarked } from './stated.ts';

/** The choices that a student saw, and the marks before them. */
export interface Choices {
  texts: readonly string[];
  labels: readonly string[];
}

/**
 * The index of the one choice that an answer states, by label, by its very words, or by both; null where it states none
 * beyond doubt: several, a label and words that differ, a statement that what follows could take back.
 */
export function chosen(answer: string, choices: Choices): number | null {
  const stated = statements(answer).map(({ text, rest }) => ({ index: choiceIn(text, choices), rest }));
  const opening = unmarked(answer).split('\n')[0] ?? '';
  const [first] = stated;
  if (stated.length === 1 && first?.index === null && first.rest === '') {
    const rest = unmarked(answer).slice(opening.length).trim();
    stated.splice(0, 1, { index: rest === '' ? null : choiceIn(opening, choices), rest });
  }
  const indices = new Set(stated.map(({ index }) => index));
  const index = [...indices][0] ?? null;
  if (indices.size !== 1 || index === null) return null;
  return mayChange(stated.at(-1)?.rest ?? '', index, choices) ? null : index;
}

/** The choice that one line gives: "C", "(c)", "Option C", "C) Paris", "Paris", "C. Paris is named in line 3." */
function choiceIn(line: string, choices: Choices): number | null {
  const { texts, labels } = choices;
  const byText = texts.flatMap((text, index) => (exact(text) === exact(line) ? [index] : []));
  const match =
    /^(?:(?:option|choice|answer|antwort|选项?|選項?|選擇)\s*)?([([]?)(\p{L}|\d{1,2})([)\].:,;。]*)(?:\s*[–—-]\s+|\s+|$)/iu.exec(
      line.normalize('NFKC'),
    );
  const byLabel = match ? labelled(match, line.normalize('NFKC').slice(match[0].length).trim(), choices) : null;
  if (byLabel === 'doubtful' || byText.length > 1) return null;
  const [index] = byText;
  if (byLabel !== null && index !== undefined && byLabel !== index) return null;
  return byLabel ?? index ?? null;

  function labelled([, , label = '', close = '']: RegExpExecArray, remark: string, all: Choices) {
    const exactly = labels.indexOf(label);
    const at = exactly >= 0 ? exactly : labels.findIndex((each) => each.toLowerCase() === label.toLowerCase());
    if (at < 0) return null;
    if (remark === '' || exact(remark) === exact(texts[at] ?? '')) return at;
    return close === '' || texts.some((text) => exact(text) === exact(remark)) || mayChange(remark, at, all)
      ? 'doubtful'
      : at;
  }
}

/** Whether a text names another choice, or takes back or softens what was stated. */
function mayChange(text: string, index: number, { texts, labels }: Choices): boolean {
  if (text === '') return false;
  const others = texts.filter((_, at) => at !== index);
  const marks = labels.filter((_, at) => at !== index).map(rivalMark);
  return (
    retracts(text) || denies(text) || others.some((each) => holds(text, each)) || marks.some((mark) => mark.test(text))
  );
}

/** A label standing alone. "A" and "a" are also an article: those count only as a mark or before a verb. */
function rivalMark(label: string): RegExp {
  const article = label.toLowerCase() === 'a' ? `(?!\\s+(?!(?:is|and|or|would|seems|works)\\b)\\p{Ll})` : '';
  return new RegExp(`(?<![\\p{L}\\d'’])${label}(?![\\p{L}\\d'’])${article}`, 'u');
}
