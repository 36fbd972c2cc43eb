import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BLOCKS = new Set([
  'Para',
  'Plain',
  'Header',
  'CodeBlock',
  'LineBlock',
  'BlockQuote',
  'BulletList',
  'OrderedList',
]);

/**
 * The text of pandoc's document tree, a block a line, then the notes: what `-t plain` prints, without its drawings of tables,
 * which tear the lines of neighbouring cells apart. Equations are left out; the title stands first where it is a paragraph
 * of the document (`title`).
 */
export async function pandocText(path: string, format: string, { title }: { title: boolean }): Promise<string> {
  const { stdout } = await run('pandoc', ['-f', format, '-t', 'json', path], { maxBuffer: 2 ** 28 });
  const tree: unknown = JSON.parse(stdout);
  if (!isRecord(tree)) return '';
  const out: string[] = [];
  const notes: unknown[] = [];
  if (title && isRecord(tree.meta)) walk(tree.meta.title, out, notes);
  out.push('\n');
  walk(tree.blocks, out, notes);
  walk(notes, out, []);
  return out.join('');
}

function walk(node: unknown, out: string[], notes: unknown[]): void {
  if (Array.isArray(node)) for (const inner of node) walk(inner, out, notes);
  if (!isRecord(node)) return;
  const { t: type, c: content } = node;
  if (type === 'Str') out.push(String(content));
  else if (type === 'Space' || type === 'SoftBreak') out.push(' ');
  else if (type === 'LineBreak') out.push('\n');
  else if (type === 'Note') notes.push(content);
  else if (type === 'Code' || type === 'CodeBlock') out.push(Array.isArray(content) ? `${content[1]}\n` : '');
  else if (type !== 'Math' && type !== 'RawInline' && type !== 'RawBlock' && type !== 'Image') {
    walk(content, out, notes);
    if (typeof type === 'string' && BLOCKS.has(type)) out.push('\n');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
