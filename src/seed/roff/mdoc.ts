import { argumentsOf, marked, unescaped } from './escapes.ts';

/** Macros that set words: their marks, and what stands before. */
const STYLES = new Map<string, { mark: string; before?: string; otherwise?: string }>(
  Object.entries({
    ...{
      Fl: { mark: '**', before: '-', otherwise: '-' },
      Ar: { mark: '_', otherwise: 'file ...' },
      Cm: { mark: '**' },
    },
    ...{
      Ic: { mark: '**' },
      Nm: { mark: '**' },
      Sy: { mark: '**' },
      Em: { mark: '_' },
      Li: { mark: '`' },
      Va: { mark: '_' },
    },
    ...{
      Vt: { mark: '_' },
      Fn: { mark: '**' },
      Fa: { mark: '_' },
      Ev: { mark: '`' },
      Pa: { mark: '_' },
      Dv: { mark: '`' },
    },
    ...{
      Er: { mark: '`' },
      Ft: { mark: '_' },
      Cd: { mark: '**' },
      In: { mark: '`' },
      No: { mark: '' },
      An: { mark: '' },
    },
    ...{
      Ql: { mark: '`' },
      Tn: { mark: '' },
      Ad: { mark: '_' },
      Ms: { mark: '**' },
      Lb: { mark: '' },
      Sx: { mark: '' },
    },
  }),
);
const ENCLOSED = new Map(
  Object.entries({
    ...{
      Op: ['[', ']'],
      Dq: ['“', '”'],
      Sq: ['‘', '’'],
      Qq: ['"', '"'],
      Pq: ['(', ')'],
      Bq: ['[', ']'],
      Brq: ['{', '}'],
    },
    ...{ Aq: ['<', '>'], Eq: ['', ''] },
  }),
);
const OPENING = new Map(
  Object.entries({ Oo: '[', Po: '(', Qo: '"', Do: '“', So: '‘', Bo: '[', Bro: '{', Ao: '<', Xo: '' }),
);
const CLOSING = new Map(
  Object.entries({ Oc: ']', Pc: ')', Qc: '"', Dc: '”', Sc: '’', Bc: ']', Brc: '}', Ac: '>', Xc: '' }),
);
const WORDS = new Map(
  Object.entries({
    Ux: 'UNIX',
    Bx: 'BSD',
    Fx: 'FreeBSD',
    Ox: 'OpenBSD',
    Nx: 'NetBSD',
    Dx: 'DragonFly',
    At: 'AT&T UNIX',
  }),
);

/** Whether a macro of mdoc(7) sets words in a line. */
export function isInlineMacro(name: string): boolean {
  return (
    STYLES.has(name) ||
    ENCLOSED.has(name) ||
    OPENING.has(name) ||
    CLOSING.has(name) ||
    WORDS.has(name) ||
    /^(?:Xr|Ns|Ap|Lk|Mt|St|Pf)$/.test(name)
  );
}

/** The words of a line of macros. `page` is the name that `Nm` without words stands for; `tight`: no spaces between words. */
export function inlineText(name: string, text: string, page: string, tight = false): string {
  const said = new Phrase(tight);
  run([name, ...argumentsOf(text)], said, page);
  return said.text + said.end;
}

function run(words: readonly string[], said: Phrase, page: string): void {
  let style: { mark: string; before?: string; otherwise?: string } | undefined;
  let styled = false;
  const ends: string[] = [];
  const leave = (last: string) => {
    if (style && !styled && last !== '') said.add(marked(last, style.mark));
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const known = isInlineMacro(word) && (i === 0 || /^[A-Z]/.test(word));
    if (!known) {
      const plain = unescaped(word);
      const dot = /^[.,:;)\]?!|]$/.test(plain);
      if (dot) said.attach(plain);
      else said.add(marked(`${style?.before ?? ''}${plain}`, style?.mark ?? ''));
      styled ||= !dot;
      continue;
    }
    if (style) leave(style.otherwise ?? '');
    style = STYLES.get(word);
    styled = false;
    if (word === 'Nm' && !isWord(words[i + 1])) said.add(marked(page, '**'));
    else if (word === 'Xr') {
      said.add(`${words[i + 1] ?? ''}${/^\d/.test(words[i + 2] ?? '') ? `(${words[i + 2]})` : ''}`);
      i += /^\d/.test(words[i + 2] ?? '') ? 2 : 1;
    } else if (word === 'Ns') said.glue();
    else if (word === 'Pf') {
      said.add(unescaped(words[++i] ?? ''));
      said.glue();
    } else if (word === 'Ap') {
      said.attach("'");
      said.glue();
    } else put(word, said, ends);
    if (word === 'Nm') style = isWord(words[i + 1]) ? style : undefined;
  }
  leave(style?.otherwise ?? '');
  for (const end of ends.reverse()) said.attach(end);
}

function put(word: string, said: Phrase, ends: string[]): void {
  const [before, after] = ENCLOSED.get(word) ?? [];
  const opening = before ?? OPENING.get(word);
  const closing = CLOSING.get(word);
  if (opening !== undefined) {
    said.add(opening);
    said.glue();
  }
  if (after !== undefined) ends.push(after);
  if (closing !== undefined) said.attach(closing);
  const name = WORDS.get(word);
  if (name !== undefined) said.add(name);
}

function isWord(word: string | undefined): boolean {
  return word !== undefined && !isInlineMacro(word) && !/^[.,:;)\]?!|]$/.test(word);
}

/** Stands where words hang on to those of the line above; a private-use character. */
export const HANGING = '\ue003';

/** Words with spaces between them, but where something is attached. */
class Phrase {
  text = '';
  readonly #tight: boolean;
  #glued: boolean;

  constructor(tight: boolean) {
    this.#tight = tight;
    this.#glued = tight;
  }

  /** What comes after it in the next line. */
  get end(): string {
    return this.#glued ? '' : ' ';
  }

  add(word: string): void {
    if (this.text !== '') this.text += this.#glued ? word : ` ${word}`;
    else this.text = this.#glued ? HANGING + word : word;
    this.#glued = this.#tight || word === '(' || word === '[';
  }

  attach(word: string): void {
    this.text += this.text === '' ? HANGING + word : word;
    this.#glued = this.#tight;
  }

  glue(): void {
    this.#glued = true;
  }
}
