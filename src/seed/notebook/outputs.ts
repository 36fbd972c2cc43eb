import type { Output } from './cells.ts';

/** What of the output of a cell is kept: a reader sees what the code does, and tables of numbers do not crowd out the text. */
const MOST_LINES = 25;
const MOST_CHARACTERS = 1500;
const WIDEST = 300;

/** Colours and other escapes of terminals. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[\\d;?]*[ -/]*[@-~]`, 'g');
/** What stands for a result that is no text. */
const NO_TEXT =
  /^(?:<[^<>\n]* at 0x[\da-f]+>|<(?:Figure|IPython|matplotlib)[^\n]*>|\[?<[^\n]*0x[^\n]*>\]?|Figure\(\d+x\d+\))$/;

/** The text that a cell put out, cut where it is long; empty where it put out none. Pictures and pages of HTML are none. */
export function outputText(outputs: readonly Output[]): string {
  const text = outputs
    .map(textOf)
    .filter((part) => part.trim() !== '')
    .join('\n')
    .replaceAll(ESCAPES, '');
  return shortened(text.replaceAll(/\n{3,}/g, '\n\n').trim());
}

function textOf({ output_type: kind, text, data, ename, evalue }: Output): string {
  if (kind === 'pyerr' || kind === 'error') return `${ename ?? 'Error'}: ${evalue ?? ''}`;
  const said = text ?? (data?.['text/latex'] === undefined ? linesOf(data?.['text/plain']) : '');
  return NO_TEXT.test(said.trim()) ? '' : said.replace(/\n$/, '');
}

/** Formulas that a cell put out, as LaTeX with its dollar signs. */
export function outputMath(outputs: readonly Output[]): string[] {
  return outputs.flatMap(({ data, latex }) => {
    const said = (latex ?? linesOf(data?.['text/latex'])).trim();
    return said !== '' && said.length <= MOST_CHARACTERS && /^(?:\$|\\\[|\\begin)/.test(said) ? [said] : [];
  });
}

function linesOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('') : '';
}

function shortened(text: string): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  let size = 0;
  for (const line of lines.slice(0, MOST_LINES)) {
    size += Math.min(line.length, WIDEST) + 1;
    if (size > MOST_CHARACTERS) break;
    kept.push(line.length > WIDEST ? `${line.slice(0, WIDEST)} …` : line);
  }
  return kept.length < lines.length ? [...kept, '…'].join('\n') : kept.join('\n');
}
