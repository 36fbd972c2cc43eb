import type { Section } from './reader.ts';

/** Headings of Markdown text in ATX form (`# ...`), outside fenced code. */
export function markdownHeadings(text: string): Section[] {
  const sections: Section[] = [];
  let fence = '';
  for (const { line, start } of linesOf(text)) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === '' ? mark : mark.startsWith(fence) ? '' : fence;
    if (fence !== '') continue;
    const [, hashes, said = ''] = /^(#{1,6})\s+(\S.*)$/.exec(line) ?? [];
    const title = said.trimEnd().replace(/(?<!#)#+$/, '');
    if (hashes && title) sections.push({ start, level: hashes.length, title: plainTitle(title) });
  }
  return sections;
}

const PARTS =
  /^(?:chapter|part|book|act|article|kapitel|teil|buch|artikel|chapitre|partie|livre|acte|cap[íi]tulo|parte|libro|capitolo|rozdział|глава|часть|книга|hoofdstuk)\s+(?:[ivxlcdm]+|\d+|[a-zа-я]+)\b/iu;
const LOWER_PARTS = /^(?:section|scene|abschnitt|szene|sc[èe]ne|escena|sección|§|параграф)\s*(?:[ivxlcdm]+|\d+)\b/iu;
const CJK_PARTS = /^第[一二三四五六七八九十百千零〇\d]+[章回卷部節节編编篇]/;
const ROMAN = /^[IVXLC]+\.?$/;
const LONGEST = 80;
/** Of a heading that only stands at the margin. */
const MOST_WORDS = 8;

/** Whether the body of a plain text is indented, so that what stands at the margin is a heading (as in RFCs). */
export function isIndented(text: string): boolean {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.filter((line) => line.startsWith('   ')).length > lines.length / 2;
}

/**
 * Headings of plain text: lines that stand alone between blank lines and read like one (chapter words, section
 * numbers, Roman numerals, capitals; with `indented`, any short line at the margin).
 */
export function plainHeadings(text: string, indented = isIndented(text)): Section[] {
  const sections: Section[] = [];
  const lines = [...linesOf(text)];
  for (const [i, { line, start }] of lines.entries()) {
    if (line === '' || lines[i - 1]?.line || lines[i + 1]?.line) continue;
    const level = plainLevel(line, indented);
    if (level > 0) sections.push({ start, level, title: plainTitle(line) });
  }
  if (sections.some(({ title }) => isPart(title))) return sections;
  return sections.map((section) => (ROMAN.test(section.title) ? { ...section, level: 1 } : section));
}

function isPart(said: string): boolean {
  return PARTS.test(said) || CJK_PARTS.test(said);
}

/** The level of a line that stands alone, 0 if it is no heading. */
function plainLevel(line: string, indented: boolean): number {
  const said = line.trim();
  if (said.length > LONGEST || /^(?:the end|end|ende|fin|fine)\W*$/i.test(said) || /\.{4}/.test(said)) return 0;
  if (indented && line !== said) return 0;
  if (isPart(said)) return /[,;:]$/.test(said) ? 0 : 1;
  if (LOWER_PARTS.test(said)) return /[,;:]$/.test(said) ? 0 : 2;
  if (ROMAN.test(said)) return 2;
  const number = /^(\d+(?:\.\d+)*)\.?\s+\p{L}/u.exec(said)?.[1];
  if (number !== undefined && line === said && !/[.,;:]$/.test(said)) return number.split('.').length;
  if (/[.,;:!?]$/.test(said) || /copyright|©|\bedition\b|\d{4}$/i.test(said)) return 0;
  if (/\p{Lu}{3}/u.test(said) && !/\p{Ll}/u.test(said) && !/[=<>{}|*/\\@]/.test(said)) return 1;
  const brief = said.split(' ').length <= MOST_WORDS;
  return indented && brief && line === said && /^\p{Lu}[\p{L}\d' ,&()-]+$/u.test(said) ? 1 : 0;
}

/** The first line that can serve as the title of a plain text: among its first blocks, alone, no sentence. */
export function plainTitleOf(text: string): string | null {
  const blocks = text
    .slice(0, 5000)
    .trim()
    .split(/\n\s*\n/)
    .slice(0, 10);
  const alone = blocks.find((block) => {
    const said = block.trim();
    return !said.includes('\n') && said.length <= 100 && /\p{L}{2}/u.test(said) && !/[.,;:!?*]$/.test(said);
  });
  return alone === undefined ? null : plainTitle(alone);
}

/** A heading as a title: one line, without Markdown marks. */
export function plainTitle(heading: string): string {
  return heading
    .replaceAll(/[*_`]+(?=\S)|(?<=\S)[*_`]+/g, (mark) => (mark.includes('_') && mark.length === 1 ? mark : ''))
    .replaceAll(/^_|_$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The lines of a text, without their line breaks, and where each begins. */
export function* linesOf(text: string): Generator<{ line: string; start: number }> {
  let start = 0;
  while (start <= text.length) {
    const at = text.indexOf('\n', start);
    const end = at === -1 ? text.length : at;
    yield { line: text.slice(start, end), start };
    start = end + 1;
  }
}
