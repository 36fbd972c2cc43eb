import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { plainMarkdown } from '../markdown.ts';
import { fenced } from '../markdown-writer.ts';
import { type Cell, type Notebook, readNotebook } from '../notebook/cells.ts';
import { codeDocument } from '../notebook/code-document.ts';
import { outputMath, outputText } from '../notebook/outputs.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';

/** In the first bytes of a notebook: its cells come before its version. */
const CELLS =
  /^\s*\{(?=[\s\S]*?"(?:cells|worksheets)"\s*:)(?=[\s\S]*?"(?:cell_type|nbformat)"\s*:\s*(?:"(?:markdown|code|raw|heading)"|[345]\b))/;

/**
 * Jupyter notebooks (format versions 3 and 4) as one text: explanations, code with its language, and what it put out
 * where that is short text; pictures and pages of HTML are left out. One with hardly a word between its code is code.
 */
export const reader: Reader = {
  id: 'notebook',
  extensions: ['.ipynb'],
  claims: (head) => CELLS.test(new TextDecoder().decode(head)),
  async read(file, { reject }) {
    const notebook = readNotebook(await decodeText(await file.bytes()));
    if (notebook.damaged > 0) reject({ source: file.source, reason: `damaged cells left out: ${notebook.damaged}` });
    const document = isCode(notebook) ? codeDocument(notebook, file.source) : textDocument(notebook, file.source);
    if (document.text === '') throw new Unreadable('a notebook without text and code');
    return [document];
  },
};

/** Words for each line of code, below which a notebook is a program. */
const FEWEST_WORDS = 1;

function isCode({ cells }: Notebook): boolean {
  const words = cells.reduce(
    (sum, { kind, text }) => (kind === 'code' ? sum : sum + (text.match(/\p{L}{2,}/gu)?.length ?? 0)),
    0,
  );
  const lines = cells.reduce((sum, { kind, text }) => (kind === 'code' ? sum + text.split('\n').length : sum), 0);
  return lines > 0 && words < lines * FEWEST_WORDS;
}

function textDocument(notebook: Notebook, source: string): Document {
  const blocks = notebook.cells.flatMap((cell) => blocksOf(cell, notebook.language));
  const text = cleanText(blocks.filter((block) => block.trim() !== '').join('\n\n'));
  const sections = markdownHeadings(text);
  return {
    source,
    kind: 'text',
    text,
    title: notebook.title ?? sections[0]?.title ?? titleOfFile(source),
    license: notebook.license,
    language: null,
    sections,
  };
}

function blocksOf({ kind, text, level, outputs }: Cell, language: string): string[] {
  if (kind === 'heading') return [`${'#'.repeat(Math.min(6, Math.max(1, level)))} ${text.trim()}`];
  if (kind === 'markdown') return [plainMarkdown(text).trim()];
  const put = outputText(outputs);
  const code = text.replace(/^\n+/, '').trimEnd();
  const blocks = code === '' ? [] : [fenced(code, magicLanguage(code) ?? language)];
  return [...blocks, ...(put === '' ? [] : [fenced(put, 'output')]), ...outputMath(outputs)];
}

/** The language that a cell magic names (`%%bash`). */
function magicLanguage(code: string): string | undefined {
  return /^%%(bash|sh|javascript|html|sql|ruby|perl|R|latex|cython)\b/.exec(code)?.[1]?.toLowerCase();
}
