import { readingOrder } from './rtl.ts';
import { type Line, median, type Piece, type Run } from './run.ts';

/** Gaps, in sizes of the letters: from here a space, and from here another piece of the line. */
const SPACE = 0.12;
const WIDE = 0.55;
/** How far letters reach above and below the baseline. */
const ASCENT = 0.75;
const DESCENT = 0.2;
/** Runs of a line; one of more is none that anybody reads. */
const MOST_PARTS = 1000;
const NUMBER = /^[-–−]?\d{1,3}(?:[,–-]\s?\d{1,3})*$/;

/** Runs of one region as lines from top to bottom; what is raised or lowered a little goes with the line that it is next to. */
export function linesOf(runs: readonly Run[], region: number, turned: boolean): Line[] {
  return clustered(runs)
    .map((members) => ({ ...lineOf(members), region, turned }))
    .sort((a, b) => a.y - b.y);
}

interface Open {
  members: Run[];
  top: number;
  bottom: number;
  size: number;
}

function clustered(runs: readonly Run[]): Run[][] {
  const open: Open[] = [];
  const done: Run[][] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const [top, bottom] = [run.y - ASCENT * run.size, run.y + DESCENT * run.size];
    while (open.length > 8) done.push(open.shift()?.members ?? []);
    const best = overlapped(open, run, top, bottom);
    if (!best) open.push({ members: [run], top, bottom, size: run.size });
    else {
      const initial = run.text.trim().length < 2 && run.size > 1.8 * best.size;
      best.members.push(run);
      if (run.size > best.size && !initial) Object.assign(best, { top, bottom, size: run.size });
    }
  }
  return [...done, ...open.map(({ members }) => members)];
}

/** The line that letters overlap most in height; for much larger ones, as initials, the first. Small ones may be raised far. */
function overlapped(lines: readonly Open[], { text, size }: Run, top: number, bottom: number): Open | undefined {
  let best: Open | undefined;
  let most = 0;
  for (const line of lines) {
    const share =
      (Math.min(bottom, line.bottom) - Math.max(top, line.top)) / Math.min(bottom - top, line.bottom - line.top);
    const ratio = Math.min(size / line.size, line.size / size);
    if (share <= (ratio < 0.75 ? 0.35 : 0.5) || share <= most) continue;
    [best, most] = [line, share];
    if (text.trim().length < 2 && size > 1.8 * line.size) return line;
  }
  return best;
}

function lineOf(members: Run[]): Omit<Line, 'region' | 'turned'> {
  const runs = withRoom(members).sort((a, b) => a.x0 - b.x0);
  const size = usual(runs, (run) => run.size);
  const y = usual(
    runs.filter((run) => run.size > size * 0.85),
    (run) => run.y,
  );
  const pieces: Run[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const last = pieces.at(-1);
    if (last && run.x0 - end < WIDE * size) last.push(run);
    else pieces.push([run]);
    end = Math.max(end, run.x1);
  }
  const said: Piece[] = pieces.map((piece) => ({
    text: joined(readingOrder(piece), size, y),
    x0: piece[0]?.x0 ?? 0,
    x1: Math.max(...piece.map(({ x1 }) => x1)),
  }));
  const chars = (of: Run[]) => of.reduce((sum, { text }) => sum + text.trim().length, 0);
  const most = (of: (run: Run) => boolean) => chars(runs.filter(of)) > 0.8 * chars(runs);
  const [bold, mono] = [most((run) => run.bold), most((run) => run.mono)];
  const text = joined(readingOrder(runs), size, y);
  const largest = Math.max(...runs.map((run) => run.size));
  return { text, pieces: said, x0: runs[0]?.x0 ?? 0, x1: end, y, size, largest, bold, mono };
}

/** Cuts runs where a raised or lowered one stands in a gap of theirs, which looks like a space to who reads them alone. */
function withRoom(runs: readonly Run[]): Run[] {
  if (runs.length > MOST_PARTS) return [...runs];
  const small = runs.filter((run) => run.text.length <= 4);
  return runs.flatMap((run) => {
    const inner = small.filter(({ size, x0, x1 }) => size < 0.85 * run.size && x0 > run.x0 && x1 < run.x1 + 0.1 * size);
    return inner.length === 0 || inner.length > 20 ? [run] : cut(run, inner);
  });
}

function cut(run: Run, inner: readonly Run[]): Run[] {
  const parts: Run[] = [];
  let rest = run;
  for (const { x0, x1 } of [...inner].sort((a, b) => a.x0 - b.x0)) {
    const at = spaceAt(rest.text, (x0 - rest.x0) / (rest.x1 - rest.x0));
    if (at === undefined) continue;
    const text = rest.text.slice(at + 1);
    const space = /^[\p{L}\d(]/u.test(text) ? 0.2 * run.size : 0;
    parts.push({ ...rest, text: rest.text.slice(0, at), x1: x0 });
    rest = { ...rest, text, x0: x1 + space, x1: Math.max(rest.x1, x1 + space) };
  }
  return [...parts, rest];
}

/** The space that is nearest to a place in a text, given as a share of its length on the page. */
function spaceAt(text: string, share: number): number | undefined {
  const ends: number[] = [0];
  for (const letter of text) {
    const width = /[mwMW@%]/.test(letter)
      ? 0.85
      : /[iljtfr.,:;'’()! ]/.test(letter)
        ? 0.3
        : /\p{Lu}/u.test(letter)
          ? 0.68
          : 0.5;
    for (let i = 0; i < letter.length; i++) ends.push((ends.at(-1) ?? 0) + width / letter.length);
  }
  const about = share * (ends.at(-1) ?? 0);
  let best: number | undefined;
  for (const { index } of text.matchAll(/ /g)) {
    if (Math.abs((ends[index] ?? 0) - about) < Math.abs((ends[best ?? 0] ?? 0) - about)) best = index;
  }
  return best !== undefined && Math.abs((ends[best] ?? 0) - about) < 2.5 ? best : undefined;
}

/** The value that most of the text has, large letters counting for more than small ones. */
function usual(runs: readonly Run[], of: (run: Run) => number): number {
  const counts = new Map<number, number>();
  for (const run of runs) {
    const value = Math.round(of(run) * 10) / 10;
    counts.set(value, (counts.get(value) ?? 0) + run.text.trim().length * run.size);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [median(runs.map(of)), 0])[0];
}

/** Stand around numbers that are raised, until it is known which of them are marks of notes. */
export const RAISED = ['\ue000', '\ue001'] as const;

/** Runs as text, with a space where there is a gap. */
function joined(runs: readonly Run[], size: number, y: number): string {
  let text = '';
  for (const [i, run] of runs.entries()) {
    const before = runs[i - 1];
    const gap = before === undefined ? 0 : Math.max(run.x0 - before.x1, before.x0 - run.x1);
    const close = run.text.trim().replaceAll(/(?<=\d) (?=\d)/g, '');
    const raised = run.size < size * 0.85 && y - run.y > size * 0.12 && NUMBER.test(close);
    const said = raised ? RAISED[0] + close + RAISED[1] + (/\s$/.test(run.text) ? ' ' : '') : run.text;
    text += gap > SPACE * size ? ` ${said}` : said;
  }
  return text.replaceAll(/\s+/g, ' ').trim();
}
