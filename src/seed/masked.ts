/** Around the number of a piece that is kept; private-use characters. */
const [OPEN, CLOSE] = ['\ue010', '\ue011'];
const RESERVED = /[\ue000-\ue002\ue010\ue011]/g;

/** Pieces of a text (code, formulas) that stand as they are while the marks around them are read. */
export class Masked {
  readonly #kept: string[] = [];

  /** A text without the characters that stand for kept pieces. */
  static cleared(text: string): string {
    return text.replaceAll(RESERVED, '');
  }

  /** Keeps a piece and gives what stands for it. */
  keep(piece: string): string {
    return OPEN + String(this.#kept.push(piece) - 1) + CLOSE;
  }

  /** Keeps a piece as code in a line. */
  code(piece: string): string {
    const said = piece.replaceAll(/\s+/g, ' ').trim();
    return said === '' ? '' : this.keep(said.includes('`') ? said : `\`${said}\``);
  }

  /** The text with its pieces, also those inside other pieces. */
  restore(text: string): string {
    let restored = text;
    for (let depth = 0; depth < 3 && restored.includes(OPEN); depth++) {
      restored = restored.replaceAll(/\ue010(\d+)\ue011/g, (_, at: string) => this.#kept[Number(at)] ?? '');
    }
    return restored;
  }
}
