import { LINE_BREAK } from '../markdown-writer.ts';
import { Unreadable } from '../reader.ts';
import type { Reviewed } from '../tell-reviewed.ts';
import { decodeBytesAs } from './charsets.ts';
import { RtfMath } from './math.ts';
import { type Look, RtfParagraphs } from './paragraphs.ts';
import { RtfSettings } from './settings.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What an RTF file says. */
export interface RtfText extends Reviewed {
  markdown: string;
  title: string;
}

/** Where words of a group go. */
type Destination = 'body' | 'nowhere' | 'fonts' | 'styles' | 'title' | 'mark' | 'note' | 'box' | 'math';

/** What holds in a group; copied when one opens. */
interface State extends Look {
  to: Destination;
  /** Where words went before they went nowhere. */
  home: Destination;
  /** Words of a destination that gathers them: a note, the mark of an item, the title, the name of a font. */
  into: { text: string };
  encoding: string;
  /** How many characters stand in for one of Unicode, and are passed over. */
  fallback: number;
  hidden: boolean;
  deleted: boolean;
}

const DEEPEST = 500;
/** Destinations by the control words that open them; all that begin with `\*` and are not here lead nowhere. */
const DESTINATIONS = new Map<string, Destination>([
  ...(
    'colortbl pict object header headerl headerr headerf footer footerl footerr footerf nonshppict shprslt xe tc tcn rxe ' +
    'fldinst nonesttables mmathPict ftnsep ftnsepc aftnsep aftnsepc upr sp info listtable'
  )
    .split(' ')
    .map((name): [string, Destination] => [name, 'nowhere']),
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['title', 'title'],
  ['listtext', 'mark'],
  ['pntext', 'mark'],
  ['footnote', 'note'],
  ['shptxt', 'box'],
  ['moMath', 'math'],
  ['moMathPara', 'math'],
]);
/** Groups that begin with `\*` and still lead on. */
const THROUGH = new Set(['shpinst', 'mmath']);
/** Groups inside of one that leads nowhere whose words are read all the same. */
const BACK = new Set(['result', 'ud']);
const CHARACTERS = new Map([
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['tab', '\t'],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['line', LINE_BREAK],
]);

/**
 * The Markdown of an RTF file (specification 1.9.1), whose bytes are given as characters of Latin-1. Throws `Unreadable` for
 * groups inside each other beyond 500.
 */
export function rtfText(source: string): RtfText {
  const interpreter = new Interpreter();
  for (const token of tokensOf(source)) interpreter.take(token);
  return interpreter.finish();
}

class Interpreter {
  readonly #paragraphs = new RtfParagraphs();
  readonly #settings = new RtfSettings();
  readonly #stack: State[] = [];
  #state: State = {
    ...{ to: 'body', home: 'body', into: { text: '' }, encoding: 'windows-1252', fallback: 1 },
    ...{ hidden: false, deleted: false, bold: false, italic: false },
  };
  /** Bytes of text that are not decoded yet. */
  #bytes = '';
  #skip = 0;
  /** Whether a group has just opened, and whether it began with an asterisk. */
  #opening: 'no' | 'plain' | 'starred' = 'no';
  #math: RtfMath | undefined;
  #title = '';
  #comments = 0;
  #deleted = false;

  take(token: Token): void {
    if (token.type === 'text') {
      this.#opening = 'no';
      const skipped = Math.min(this.#skip, token.bytes.length);
      this.#skip -= skipped;
      this.#bytes += token.bytes.slice(skipped);
      return;
    }
    this.#flush();
    if (token.type === 'word') this.#word(token.name, token.value);
    else if (token.type === 'open') this.#open();
    else this.#close();
  }

  finish(): RtfText {
    this.#flush();
    while (this.#stack.length > 0) this.#close();
    const markdown = this.#paragraphs.finish();
    return { markdown, title: this.#title.trim(), comments: this.#comments, deleted: this.#deleted };
  }

  #open(): void {
    if (this.#stack.length >= DEEPEST) throw new Unreadable('nested too deeply');
    this.#stack.push(this.#state);
    this.#state = { ...this.#state };
    [this.#skip, this.#opening] = [0, 'plain'];
    if (this.#state.to === 'math') this.#math?.open();
    if (this.#state.to === 'fonts' || this.#state.to === 'styles') this.#state.into = { text: '' };
  }

  #close(): void {
    const { to, into } = this.#state;
    const outer = this.#stack.pop();
    if (!outer) return;
    [this.#skip, this.#opening] = [0, 'no'];
    const ends = outer.to !== to;
    this.#state = outer;
    if (to === 'fonts') this.#settings.endFont(into.text);
    else if (to === 'styles') this.#settings.endStyle();
    else if (to === 'math' && !this.#math?.close()) this.#say(this.#math?.latex() ?? '');
    else if (!ends) return;
    else if (to === 'title') this.#title = into.text;
    else if (to === 'mark') this.#settings.paragraph.mark = into.text;
    else if (to === 'note') this.#paragraphs.note(into.text, outer);
    else if (to === 'box') this.#paragraphs.below(into.text);
  }

  #flush(): void {
    if (this.#bytes === '') return;
    const text = decodeBytesAs(this.#bytes, this.#state.encoding);
    this.#bytes = '';
    this.#say(text);
  }

  #say(text: string): void {
    const { to, hidden, deleted, into } = this.#state;
    if (to === 'nowhere' || hidden || text === '') return;
    if (deleted) this.#deleted = true;
    else if (to === 'body') this.#paragraphs.say(text, this.#state);
    else if (to === 'math') this.#math?.say(text);
    else into.text += text;
  }

  #word(name: string, value: number | undefined): void {
    if (this.#opening !== 'no' && name === '*') {
      this.#opening = 'starred';
      return;
    }
    if (this.#opening !== 'no') this.#enter(name, this.#opening === 'starred');
    this.#opening = 'no';
    const character = CHARACTERS.get(name);
    if (character !== undefined) this.#say(character);
    else if (name === 'u') this.#unicode(value ?? 0);
    else if (this.#state.to === 'math') this.#math?.word(name, value);
    else if (this.#look(name, value)) return;
    else if (this.#state.to === 'body') this.#structure(name, value);
    else if (name === 'par' || name === 'sect') this.#say(this.#state.to === 'box' ? '\n\n' : ' ');
    else this.#settings.word(this.#state.to, name, value);
  }

  /** Begins the destination that a group's first control word names. */
  #enter(name: string, starred: boolean): void {
    const state = this.#state;
    if (name === 'annotation') this.#comments++;
    if (state.to === 'nowhere') {
      if (BACK.has(name)) state.to = state.home;
      if (name === 'title') [state.to, state.into] = ['title', { text: '' }];
      return;
    }
    const to = DESTINATIONS.get(name) ?? (starred && !THROUGH.has(name) ? 'nowhere' : undefined);
    if (to === undefined || (state.to === 'math' && to !== 'nowhere')) return;
    if (to === 'math') this.#math = new RtfMath(name);
    [state.home, state.to, state.into] = [state.to, to, { text: '' }];
  }

  #unicode(value: number): void {
    const unit = value < 0 ? value + 0x10000 : value;
    // Fonts of signs lie in a private area of Unicode.
    const isSign = unit >= 0xf020 && unit <= 0xf0ff;
    this.#say(isSign ? decodeBytesAs(String.fromCharCode(unit - 0xf000), 'symbol') : String.fromCharCode(unit));
    this.#skip = this.#state.fallback;
  }

  /** How words look and are written; false for other control words. */
  #look(name: string, value: number | undefined): boolean {
    const [state, on] = [this.#state, value !== 0];
    if (name === 'b') state.bold = on;
    else if (name === 'i') state.italic = on;
    else if (name === 'v') state.hidden = on;
    else if (name === 'deleted') state.deleted = on;
    else if (name === 'uc') state.fallback = Math.max(0, value ?? 1);
    else if (name === 'f' && state.to !== 'fonts') state.encoding = this.#settings.encodingOf(value);
    else if (/^(?:ansi|mac|pc|pca|ansicpg)$/.test(name)) state.encoding = this.#settings.page(name, value);
    else if (name !== 'plain') return false;
    else
      Object.assign(state, {
        bold: false,
        italic: false,
        hidden: false,
        encoding: this.#settings.encodingOf(undefined),
      });
    return true;
  }

  /** Paragraphs, cells and rows. */
  #structure(name: string, value: number | undefined): void {
    const { paragraph } = this.#settings;
    if (name === 'par' || name === 'sect') {
      this.#paragraphs.end(this.#settings.kind());
      paragraph.mark = '';
    } else if (name === 'cell') {
      this.#paragraphs.endCell();
      paragraph.mark = '';
    } else if (name === 'row') this.#paragraphs.endRow();
    else if (name === 'nestcell' || name === 'nestrow') this.#say(' ');
    else this.#settings.word('body', name, value);
  }
}
