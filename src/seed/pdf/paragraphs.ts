import { codeAt } from './code.ts';
import { RAISED } from './lines.ts';
import { type Line, median } from './run.ts';
import { gridAt } from './tables.ts';

/** What stands together on a page: a paragraph, heading or list as lines, or the rows of a table. */
export interface Block {
  page: number;
  region: number;
  /** Lines as they stood; those that were broken for their width alone are joined later. */
  lines: BlockLine[];
  rows?: string[][];
  /** Whether its lines are code. */
  code?: true;
  size: number;
  bold: boolean;
  /** Whether its last line reaches the right edge, so that the next column or page may go on with it. */
  full: boolean;
  /** Whether its first line is set in. */
  indented: boolean;
}

/** A line, and whether the next one begins on a line of its own too. */
export interface BlockLine {
  text: string;
  breaks: boolean;
}

const BULLET = /^[•▪●○■◦‣·◆➢✓]\s*|^[–—*-]\s+/;
const NUMBERED =
  /^(?:(?:sec\.|section|art\.|article|chapter|no\.|§)\s*\d+|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivxl]{1,4}\)|\[\d{1,3}\])(?:\s|\.\s)/i;
/** Lines of a page; one of more has no tables that anybody reads. */
const MOST_LINES = 1500;
/** Scripts that break lines between any two letters, each as wide as it is high. */
const DENSE = /^[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;
/** Characters of leading dots that are looked at. */
const LONGEST_LEADER = 200;
const LEADS = /(?:\s?[.·_…]){4,}\s*(?:\d+|[ivxlc]+)?$/i;

/** The lines of a page as blocks, in their order; a typewriter's letters are code unless all of the document is in them. */
export function blocksOf(page: number, lines: readonly Line[], typed: boolean): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const region = lines[i]?.region ?? 0;
    let end = i;
    while (lines[end]?.region === region) end++;
    blocks.push(...regionBlocks(page, lines.slice(i, end), typed));
    i = end;
  }
  return blocks;
}

function regionBlocks(page: number, lines: readonly Line[], typed: boolean): Block[] {
  const blocks: Block[] = [];
  const step = stepOf(lines);
  let open: Line[] = [];
  const close = () => {
    if (open.length > 0) blocks.push(...paragraphs(page, open, lines));
    open = [];
  };
  for (let i = 0; i < lines.length; ) {
    const line = lines[i];
    if (!line) break;
    const code = typed ? undefined : codeAt(page, lines, i);
    const grid = code || lines.length > MOST_LINES ? undefined : gridAt(lines, i);
    if (code || grid) {
      close();
      blocks.push(code?.block ?? tableBlock(page, line, grid?.rows ?? [], grid?.plain ?? false));
      i += code?.lines ?? grid?.lines ?? 1;
      continue;
    }
    const last = open.at(-1);
    if (last && parts(last, line, step)) close();
    open.push(line);
    i++;
  }
  close();
  return blocks;
}

function tableBlock(page: number, { region, size }: Line, rows: string[][], plain: boolean): Block {
  const block = { page, region, size, bold: false, full: false, indented: false };
  if (plain) return { ...block, lines: [], rows };
  return {
    ...block,
    lines: rows.map((row) => ({ text: row.filter((cell) => cell !== '').join('   '), breaks: true })),
  };
}

/** From a line to the next as most lines stand; of few lines, no more than is usual. */
function stepOf(lines: readonly Line[]): number {
  const steps = lines.slice(1).flatMap((line, i) => {
    const before = lines[i];
    return before && Math.abs(before.size - line.size) < 0.1 * line.size ? [line.y - before.y] : [];
  });
  const size = median(lines.map((line) => line.size));
  return steps.length < 8 ? Math.min(median(steps) || size, 1.3 * size) : median(steps);
}

/** Whether a gap, or another size or weight of the letters, parts two lines. */
function parts(last: Line, line: Line, step: number): boolean {
  const size = Math.max(last.size, line.size);
  const gap = line.y - last.y;
  if (gap > 1.35 * Math.max(step, 1.1 * size) || (gap > 1.9 * size && gap > 1.15 * step)) return true;
  const resized = Math.min(Math.abs(last.size - line.size), Math.abs(last.largest - line.largest)) > 0.09 * size;
  return resized || last.bold !== line.bold;
}

/** Lines that no gap parts, as paragraphs: told by indents, marks of lists, and lines that end before they need to. */
function paragraphs(page: number, group: readonly Line[], region: readonly Line[]): Block[] {
  const edges = edgesOf(group, region);
  const { right } = edges;
  const left = Math.min(...group.map(({ x0 }) => x0));
  const blocks: { lines: Line[]; breaks: boolean[] }[] = [];
  for (const line of group) {
    const block = blocks.at(-1);
    const last = block?.lines.at(-1);
    const how = block && last ? between(block.lines, last, line, edges) : 'new';
    if (how === 'new' || !block) blocks.push({ lines: [line], breaks: [] });
    else {
      block.breaks.push(how === 'line');
      block.lines.push(line);
    }
  }
  return blocks.map(({ lines, breaks }) => {
    const [first] = lines;
    const last = lines.at(-1);
    const size = first?.size ?? 0;
    return {
      ...{ page, region: first?.region ?? 0, size, bold: lines.every(({ bold }) => bold) },
      lines: lines.map(({ text }, i) => ({ text, breaks: breaks[i] ?? false })),
      full: (last?.x1 ?? 0) > right - 2 * size,
      indented:
        lines.length > 1 ? (first?.x0 ?? 0) > (lines[1]?.x0 ?? 0) + 0.7 * size : (first?.x0 ?? 0) > left + 0.7 * size,
    };
  });
}

/** The edges between which lines run. */
interface Edges {
  left: number;
  right: number;
}

/**
 * Where full lines begin and end: in a group of which half the lines end together, and that is not much narrower than
 * the region, there; else where the region's lines of that size do. A few that stand out are passed over.
 */
function edgesOf(group: readonly Line[], region: readonly Line[]): Edges {
  const size = group[0]?.size ?? 0;
  const ends = region
    .flatMap((line) => (Math.abs(line.size - size) < 0.1 * size ? [line.x1] : []))
    .sort((a, b) => a - b);
  const left = Math.min(...region.map(({ x0 }) => x0));
  const right = ends[Math.ceil((ends.length - 1) * (ends.length < 20 ? 1 : 0.95))] ?? 0;
  const own = Math.max(...group.map(({ x1 }) => x1));
  const together = group.filter(({ x1 }) => x1 > own - 1.5 * size).length;
  const wide = own - left > 0.6 * (right - left);
  return { left, right: wide && group.length > 3 && together >= group.length / 2 ? own : right };
}

function isCentred({ x0, x1, size }: Line, { left, right }: Edges): boolean {
  const [before, after] = [x0 - left, right - x1];
  return Math.min(before, after) > 1.5 * size && Math.abs(before - after) < 2 * size;
}

/** What a line is to the one before it: it goes on with it, stands below it, or begins something new. */
function between(lines: readonly Line[], last: Line, line: Line, edges: Edges): 'on' | 'line' | 'new' {
  const [first, second] = lines;
  const { right } = edges;
  const size = line.size;
  if (LEADS.test(last.text.slice(-LONGEST_LEADER))) return 'line';
  if (line.text.startsWith(RAISED[0])) return 'new';
  if (BULLET.test(line.text)) return BULLET.test(first?.text ?? '') ? 'line' : 'new';
  if (line.bold && last.bold && !/\.$/.test(last.text) && line.x1 < right - size) return 'on';
  const word = DENSE.test(line.text) ? size : (/^\S+/.exec(line.text)?.[0].length ?? 0) * 0.5 * size;
  const short = last.x1 + word + 0.6 * size < right;
  const ended = /[.!?:;…。！？—]["'”’»)\]]*[\ue000\d\ue001]*$|\b(?:and|or|und|oder|et|ou|y|o)$/.test(last.text);
  const centred = isCentred(line, edges);
  if (short && isCentred(last, edges) !== centred) return 'new';
  if (short && centred && !ended) return 'line';
  const indent = (line.x0 - (second ?? first ?? last).x0) / size;
  if (NUMBERED.test(line.text) && (ended || Math.abs(indent) > 0.7)) {
    return lines.length === 1 && short && NUMBERED.test(last.text) ? 'line' : 'new';
  }
  if (indent < -6 || (indent > 6 && short)) return 'new';
  const item = BULLET.test(first?.text ?? '') || NUMBERED.test(first?.text ?? '');
  const moved = second === undefined ? indent > 0.7 && !item : Math.abs(indent) > 0.7;
  if ((ended || short) && moved && !/^\p{Ll}/u.test(line.text)) return 'new';
  if (short && ended) return 'new';
  return short && last.x1 < right - 0.3 * (right - last.x0) ? 'line' : 'on';
}
