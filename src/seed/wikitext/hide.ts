/** Around the number of something that is taken out of a text while its marks are read; private-use characters. */
const [OPEN, CLOSE] = ['\ue010', '\ue011'];
const RESERVED = /[\ue000-\ue002\ue010\ue011]/g;

/** What stands in a text as it is: code, a formula, plain words. */
export interface Kept {
  kind: 'math' | 'code' | 'plain';
  text: string;
  language: string;
}

const LEFT_OUT = new Set(
  (
    'ref references gallery timeline imagemap templatestyles score graph maplink mapframe inputbox categorytree hiero ' +
    'includeonly script style section indicator'
  ).split(' '),
);
const KEPT = new Map<string, Kept['kind']>([
  ...['math', 'chem', 'ce'].map((name) => [name, 'math'] as const),
  ...['syntaxhighlight', 'source', 'pre'].map((name) => [name, 'code'] as const),
  ['nowiki', 'plain'] as const,
]);
const TAG = /<!--|<([a-zA-Z]+)\b([^<>]{0,2000}?)(\/?)>/g;

/** A wikitext without comments, notes and galleries; what stands in it as it is, is taken out and put back by `Hidden`. */
export class Hidden {
  readonly text: string;
  readonly #kept: Kept[] = [];

  constructor(source: string) {
    this.text = this.#without(source.replaceAll(RESERVED, ''));
  }

  /** Puts back what stands in a piece of text; formulas between dollar signs, code as it is. */
  restore(piece: string): string {
    return piece.replaceAll(/\ue010(\d+)\ue011/g, (_, at: string) => {
      const kept = this.#kept[Number(at)];
      return kept?.kind === 'math' ? `$${kept.text}$` : (kept?.text ?? '');
    });
  }

  /** What a piece is, where it is nothing but something that was taken out. */
  only(piece: string): Kept | undefined {
    const at = /^[\s:]*\ue010(\d+)\ue011\s*[.,;]?\s*$/.exec(piece)?.[1];
    return at === undefined ? undefined : this.#kept[Number(at)];
  }

  #without(source: string): string {
    let text = '';
    let from = 0;
    /** Ends that stand nowhere below. */
    const endless = new Set<string>();
    TAG.lastIndex = 0;
    for (let tag = TAG.exec(source); tag; tag = TAG.exec(source)) {
      const name = tag[1]?.toLowerCase() ?? '';
      if (name !== '' && !LEFT_OUT.has(name) && !KEPT.has(name)) continue;
      const end = tag[3] === '/' ? { index: TAG.lastIndex, length: 0 } : endOf(source, name, TAG.lastIndex, endless);
      if (!end) continue;
      text += source.slice(from, tag.index) + this.#keep(name, tag[2] ?? '', source.slice(TAG.lastIndex, end.index));
      from = end.index + end.length;
      TAG.lastIndex = from;
    }
    return text + source.slice(from);
  }

  #keep(name: string, attributes: string, body: string): string {
    const kind = KEPT.get(name);
    if (kind === undefined || body === '') return '';
    const language = /lang\s*=\s*["']?([\w+#-]+)/.exec(attributes)?.[1] ?? '';
    const text = kind === 'math' ? body.replaceAll(/\s+/g, ' ').trim() : body;
    return OPEN + String(this.#kept.push({ kind, text, language }) - 1) + CLOSE;
  }
}

function endOf(
  source: string,
  name: string,
  from: number,
  endless: Set<string>,
): { index: number; length: number } | undefined {
  if (endless.has(name)) return undefined;
  const pattern = name === '' ? /-->/g : new RegExp(`</${name}\\s{0,9}>`, 'gi');
  pattern.lastIndex = from;
  const end = pattern.exec(source);
  if (end) return { index: end.index, length: end[0].length };
  endless.add(name);
  return undefined;
}
