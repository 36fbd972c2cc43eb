import { z } from 'zod';
import { annotationRuns } from './annotations.ts';
import type { Fonts } from './fonts.ts';
import type { PdfPage } from './open.ts';
import { isRightToLeft, readable } from './rtl.ts';
import type { Run } from './run.ts';
import { TooMuch, watched } from './watched.ts';

const TextItem = z.object({
  str: z.string(),
  dir: z.string(),
  transform: z.array(z.number()).length(6),
  width: z.number(),
  height: z.number(),
  fontName: z.string(),
});
const Styles = z.record(z.string(), z.object({ vertical: z.boolean().optional(), fontFamily: z.string().optional() }));
type TextItem = z.infer<typeof TextItem>;

/** The most runs of a page that are taken; no page that people read has more. */
const MOST_RUNS = 20_000;

/** The runs of a page, by the way they run: text that is turned is told from the rest, each as if it ran level. */
export interface PageRuns {
  height: number;
  runs: Run[][];
  /** Comments on the page, which are not part of its text. */
  comments: number;
}

/** Reads a page's text with the values of its form fields. Throws `TooMuch` for a page beyond all bounds. */
export async function pageRuns(page: PdfPage, fonts: Fonts): Promise<PageRuns> {
  const { items, vertical, mono } = await textItems(page);
  await fonts.learn(page, items);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const turned: Run[][] = [[], [], [], []];
  for (const item of items) {
    const rtl = item.dir === 'rtl';
    const said = cleaned(rtl ? readable(item.str, fonts.clusters) : item.str);
    const at = combined(transform, item.transform);
    const quarter = vertical.has(item.fontName) ? 1 : quarterOf(at);
    if (said.trim() === '' || quarter === undefined) continue;
    const length = vertical.has(item.fontName) ? item.height : item.width;
    const { x, y } = levelled(at[4] ?? 0, at[5] ?? 0, quarter, width, height);
    const size = Math.hypot(at[2] ?? 0, at[3] ?? 0);
    if (!(size > 0.5 && Number.isFinite(x + y + length))) continue;
    turned[quarter]?.push({
      ...{ text: said, x0: x, x1: x + length, y, size },
      ...{ bold: fonts.isBold(item.fontName), mono: mono.has(item.fontName) || fonts.isMono(item.fontName) },
      ...{ rtl: rtl && isRightToLeft([{ text: said }]) },
    });
  }
  const written = await annotationRuns(page);
  turned[0]?.push(...written.runs);
  const groups = turned.filter((group) => group.length > 0).map(withoutDoubles);
  groups.sort((a, b) => letters(b) - letters(a));
  return { height, runs: groups, comments: written.comments };
}

interface PageItems {
  items: TextItem[];
  /** Fonts that are set from top to bottom, and those of a typewriter. */
  vertical: Set<string>;
  mono: Set<string>;
}

async function textItems(page: PdfPage): Promise<PageItems> {
  const items: TextItem[] = [];
  const [vertical, mono] = [new Set<string>(), new Set<string>()];
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const { done, value } = await watched(reader.read());
    if (done) return { items, vertical, mono };
    for (const raw of value.items) {
      const item = TextItem.safeParse(raw);
      if (item.success && item.data.str !== '') items.push(item.data);
    }
    const styles = Styles.safeParse(value.styles);
    for (const [name, style] of Object.entries(styles.data ?? {})) {
      if (style.vertical) vertical.add(name);
      if (style.fontFamily === 'monospace') mono.add(name);
    }
    if (items.length > MOST_RUNS) {
      await reader.cancel(new TooMuch());
      throw new TooMuch();
    }
  }
}

function combined(a: number[], b: number[]): number[] {
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 1, a4 = 0, a5 = 0] = a;
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 1, b4 = 0, b5 = 0] = b;
  return [
    a0 * b0 + a2 * b1,
    a1 * b0 + a3 * b1,
    a0 * b2 + a2 * b3,
    a1 * b2 + a3 * b3,
    a0 * b4 + a2 * b5 + a4,
    a1 * b4 + a3 * b5 + a5,
  ];
}

/** By how many quarters of a turn (clockwise) text is turned; undefined for slanted text, which is watermarks. */
function quarterOf([a = 0, b = 0]: number[]): number | undefined {
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  const whole = Math.round(quarters);
  return Math.abs(quarters - whole) < 0.1 ? (whole + 4) % 4 : undefined;
}

/** A place as it is when the page is turned so that the text runs level. */
function levelled(x: number, y: number, quarter: number, width: number, height: number): { x: number; y: number } {
  if (quarter === 1) return { x: y, y: width - x };
  if (quarter === 2) return { x: width - x, y: height - y };
  return quarter === 3 ? { x: height - y, y: x } : { x, y };
}

/** Marks of lists in symbol fonts, which have no code of their own, and letters that a font writes as one. */
function cleaned(text: string): string {
  return text
    .replaceAll(/[\uf0b7\uf0a7\uf076\uf06e\uf0d8\uf0a8\uf071]/g, '•')
    .replaceAll(/[\ue000-\uf8ff\ufffd]/g, '')
    .replaceAll(/[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]+/g, (letter) => letter.normalize('NFKC'));
}

/** Without text that is set a second time on the same place, for want of a bold font or for a shadow. */
function withoutDoubles(runs: Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const same = seen.get(run.text);
    if (same === undefined) seen.set(run.text, [run]);
    else {
      const near = Math.max(0.12 * run.size, 0.5);
      if (same.slice(-20).some(({ x0, y }) => Math.abs(x0 - run.x0) < near && Math.abs(y - run.y) < near)) return false;
      same.push(run);
    }
    return true;
  });
}

function letters(runs: Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}
