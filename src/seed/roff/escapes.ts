/** Special characters of groff (groff_char(7)) that manual pages use, by their names. */
const CHARACTERS = new Map(
  `em — en – hy - bu • co © rg ® tm ™ aq ' dq " lq “ rq ” oq ‘ cq ’ Bq „ bq ‚ Fo « Fc » ga \` ha ^ ti ~ rs \\ mu × di ÷ +- ±
  <= ≤ >= ≥ != ≠ == ≡ ~= ≈ -> → <- ← ua ↑ da ↓ <> ↔ de ° ss ß ae æ AE Æ oe œ OE Œ o/ ø O/ Ø oa å oA Å 'a á 'e é 'i í 'o ó 'u ú
  'A Á 'E É 'I Í 'O Ó 'U Ú \`a à \`e è \`i ì \`o ò \`u ù ^a â ^e ê ^i î ^o ô ^u û :a ä :e ë :i ï :o ö :u ü :A Ä :O Ö :U Ü ~n ñ ~N Ñ ~a ã
  ~o õ ,c ç ,C Ç .i ı /l ł /L Ł vs š vS Š vz ž vZ Ž 12 ½ 14 ¼ 34 ¾ S1 ¹ S2 ² S3 ³ Po £ Eu € Ye ¥ ct ¢ sc § ps ¶ dg † dd ‡ *a α *b β
  *g γ *d δ *p π *m μ *W Ω if ∞ sr √ sum ∑ ul _ or | ba | br │ sl / at @ sh # Do $ lC { rC } lB [ rB ] la ⟨ ra ⟩ pl + mi − eq = pc ·`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, i) => {
      const last = pairs.at(-1);
      if (i % 2 === 0) pairs.push([word, '']);
      else if (last) last[1] = word;
      return pairs;
    }, []),
);

const STRINGS = new Map([
  ...(['lq', 'rq', 'aq'] as const).map((name): [string, string] => [name, CHARACTERS.get(name) ?? '']),
  ...Object.entries({ Aq: "'", R: '®', Tm: '™', 'C+': 'C++', '--': '–', 'L"': '“', 'R"': '”', "L'": '‘', "R'": '’' }),
  ...Object.entries({ Lq: '“', Rq: '”', Am: '&', Ba: '|', Lt: '<', Gt: '>', Ge: '≥', Le: '≤', Ne: '≠', Pm: '±' }),
]);

const SIMPLE = new Map(
  Object.entries({
    ...{
      '-': '-',
      e: '\\',
      '\\': '\\',
      ' ': ' ',
      '~': ' ',
      '0': ' ',
      '|': '',
      '^': '',
      '&': '',
      ')': '',
      '/': '',
      ',': '',
    },
    ...{
      ':': '',
      '%': '',
      c: '',
      '{': '',
      '}': '',
      d: '',
      u: '',
      r: '',
      "'": '´',
      '`': '`',
      '.': '.',
      t: ' ',
      E: '\\',
      p: '',
    },
  }),
);

const ESCAPE =
  /\\(?:f(?:\[([^\]\n]{0,20})\]|\((..)|(.))|\*(?:\[([^\]\n]{1,40})\]|\((..)|(.))|\[([^\]\n]{1,40})\]|\((..)|s(?:[-+]?\(..|[-+]?\[[^\]\n]{0,9}\]|[-+]?\d{1,2}|[-+])|[nkmMgVYF](?:\[[^\]\n]{0,40}\]|\(..|[-+]?.)|[hvwoblLDXZNCA]'[^'\n]{0,200}'|(.))/g;

/** Marks around bold and slanted words, as Markdown has them. */
const FONTS = new Map([
  ['B', '**'],
  ['I', '_'],
  ['BI', '**'],
  ['CB', '**'],
  ['CW', ''],
]);

/** A line of roff without its escapes: characters as they are, bold and slanted words marked. */
export function unescaped(line: string, defined: ReadonlyMap<string, string> = new Map()): string {
  let font = '';
  let said = '';
  let run = '';
  const close = (next: string) => {
    said += marked(run, FONTS.get(font) ?? '');
    run = '';
    font = next;
  };
  let from = 0;
  const visible = line.replace(/(?<!\\)\\["#].*$/, '');
  for (const found of visible.matchAll(ESCAPE)) {
    run += visible.slice(from, found.index);
    from = found.index + found[0].length;
    const [, fontA, fontB, fontC, stringA, stringB, stringC, charA, charB, simple] = found;
    const name = fontA ?? fontB ?? fontC;
    const string = stringA ?? stringB ?? stringC;
    if (name !== undefined) close(name);
    else if (string !== undefined) run += defined.get(string) ?? STRINGS.get(string) ?? '';
    else if (simple !== undefined) run += SIMPLE.get(simple) ?? simple;
    else run += character(charA ?? charB);
  }
  run += visible.slice(from);
  close('');
  return said;
}

function character(name: string | undefined): string {
  const code = /^u([\dA-F]{4,6})$/.exec(name ?? '')?.[1];
  return code === undefined
    ? (CHARACTERS.get(name ?? '') ?? '')
    : String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
}

/** Words between marks, white space outside. */
export function marked(said: string, mark: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(said) ?? [];
  return mark === '' || words === '' || words.includes(mark) ? said : `${before}${mark}${words}${mark}${after}`;
}

/** The arguments of a macro: words, or words in double quotes. */
export function argumentsOf(text: string): string[] {
  const found = text.replace(/(?<!\\)\\["#].*$/, '').matchAll(/"((?:[^"]|"")*)"?|((?:\\ |[^\s"])(?:\\ |\S)*)/g);
  return [...found].map(([, quoted, word]) => quoted?.replaceAll('""', '"') ?? word ?? '');
}
