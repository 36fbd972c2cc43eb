import { z } from 'zod';
import type { PdfPage } from './open.ts';
import { type Cluster, clustersOf } from './rtl.ts';
import { TooMuch, watched } from './watched.ts';

const Font = z.object({ name: z.string().optional(), bold: z.boolean().optional(), black: z.boolean().optional() });
const BOLD = /bold|black|heavy|semibd|demi(?!tri)|cmbx|cmb\d|\bB$|-Bd|Fett/i;
const MONO = /mono(?!type)|courier|consol|typewriter|cm(?:sl|it)?tt\d|menlo|inconsolata|letter ?gothic|fixed/i;
const Glyphs = z.array(z.union([z.number(), z.object({ unicode: z.string() })]));
/** A page has fewer; a file that was made to have more is read without. */
const MOST_CLUSTERS = 500;
const Operators = z.object({ argsArray: z.array(z.unknown()) });
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A page draws so much that it cannot be looked at for its fonts; the document has to be opened anew without them. */
export class FontsTooCostly extends Error {}

/** What is known of a document's fonts beyond what comes with the text: which are bold or a typewriter's, and how they spell. */
export class Fonts {
  readonly #styles = new Map<string, { bold: boolean; mono: boolean }>();
  /** Right-to-left letters that one glyph stands for, of the page that was read last. */
  clusters: Cluster[] = [];
  /** False where pages are too costly to be looked at for their fonts: then nothing is known of them. */
  readonly #known: boolean;

  constructor(known: boolean) {
    this.#known = known;
  }

  isBold(name: string): boolean {
    return this.#styles.get(name)?.bold ?? false;
  }

  isMono(name: string): boolean {
    return this.#styles.get(name)?.mono ?? false;
  }

  /**
   * Looks at a page for fonts that are new, and for glyphs of right-to-left scripts that stand for several letters.
   * Only drawing instructions name fonts, so these are made, though nothing is drawn.
   */
  async learn(page: PdfPage, items: readonly { fontName: string; str: string }[]): Promise<void> {
    this.clusters = [];
    const fresh = [...new Set(items.map(({ fontName }) => fontName))].filter((name) => !this.#styles.has(name));
    const rtl = items.some(({ str }) => RTL.test(str));
    if (!this.#known || (fresh.length === 0 && !rtl)) return;
    const operators = await watched(page.getOperatorList({ annotationMode: 0 })).catch((error: unknown) => {
      if (error instanceof TooMuch) throw new FontsTooCostly();
      return undefined;
    });
    for (const name of fresh) this.#styles.set(name, styleOf(page, name));
    if (rtl) this.clusters = clustersIn(operators);
  }
}

function styleOf(page: PdfPage, id: string): { bold: boolean; mono: boolean } {
  const font = page.commonObjs.has(id) ? Font.safeParse(page.commonObjs.get(id)).data : undefined;
  const name = font?.name ?? '';
  return { bold: font?.bold === true || font?.black === true || BOLD.test(name), mono: MONO.test(name) };
}

/** The longest first, each once. */
function clustersIn(operators: unknown): Cluster[] {
  const found = new Map<string, Cluster>();
  for (const args of Operators.safeParse(operators).data?.argsArray ?? []) {
    const glyphs = Glyphs.safeParse(Array.isArray(args) ? args[0] : undefined).data ?? [];
    const said = glyphs.flatMap((glyph) => (typeof glyph === 'number' ? [] : [glyph.unicode]));
    for (const cluster of clustersOf(said)) found.set(Object.values(cluster).join(' '), cluster);
    if (found.size > MOST_CLUSTERS) break;
  }
  return [...found.values()].sort((a, b) => b.letters.length - a.letters.length);
}
