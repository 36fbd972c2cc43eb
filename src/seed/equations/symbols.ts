/** Functions that LaTeX sets upright by commands of their own. */
export const FUNCTIONS = new Set(
  (
    'arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr ' +
    'sec sin sinh sup tan tanh'
  ).split(' '),
);

/** What carries limits below and above it as scripts. */
export const LIMITS = new Set([
  ...['lim', 'liminf', 'limsup', 'max', 'min', 'sup', 'inf', 'det', 'gcd', 'Pr', 'arg max', 'arg min'],
  ...['∑', '∏', '∐', '∫', '∬', '∭', '∮', '⋃', '⋂', '⋁', '⋀', '⨁', '⨂', '⨄'],
]);

/** Fences in LaTeX, and which way they face; bars face none. */
export const FENCES = new Map(
  [
    ['(', '(', 'o'],
    [')', ')', 'c'],
    ['[', '[', 'o'],
    [']', ']', 'c'],
    ['{', '\\{', 'o'],
    ['}', '\\}', 'c'],
    ['⟨', '\\langle ', 'o'],
    ['⟩', '\\rangle ', 'c'],
    ['〈', '\\langle ', 'o'],
    ['〉', '\\rangle ', 'c'],
    ['⌊', '\\lfloor ', 'o'],
    ['⌋', '\\rfloor ', 'c'],
    ['⌈', '\\lceil ', 'o'],
    ['⌉', '\\rceil ', 'c'],
    ['|', '|', ''],
    ['∣', '\\mid ', ''],
    ['‖', '\\|', ''],
    ['∥', '\\parallel ', ''],
  ].map(([mark = '', latex = '', side]) => [mark, { latex, opens: side === 'o', closes: side === 'c' }]),
);

/** Commands that put a mark over or under one letter, and over or under more. */
export const ACCENTS = {
  over: accents(
    '→ vec overrightarrow|⃗ vec overrightarrow|⇀ vec overrightarrow|← overleftarrow overleftarrow|↔ overleftrightarrow overleftrightarrow|' +
      '^ hat widehat|ˆ hat widehat|̂ hat widehat|~ tilde widetilde|˜ tilde widetilde|̃ tilde widetilde|∼ tilde widetilde|' +
      '¯ bar overline|‾ bar overline|̅ bar overline|̄ bar overline|ˉ bar overline|_ bar overline|― bar overline|- bar overline|' +
      '˙ dot dot|̇ dot dot|. dot dot|¨ ddot ddot|̈ ddot ddot|⃛ dddot dddot|´ acute acute|` grave grave|˘ breve breve|ˇ check check|̌ check check|' +
      '⏞ overbrace overbrace|︷ overbrace overbrace',
  ),
  under: accents(
    '_ underline underline|¯ underline underline|̲ underline underline|‾ underline underline|⏟ underbrace underbrace|︸ underbrace underbrace',
  ),
};

function accents(list: string): Map<string, { narrow: string; wide: string }> {
  const marks = list.split('|').map((entry): [string, { narrow: string; wide: string }] => {
    const [mark = '', narrow = '', wide = ''] = entry.split(' ');
    return [mark, { narrow, wide }];
  });
  return new Map(marks);
}

const LETTERS = new Map([
  ['°', '^{\\circ}'],
  ['º', '^{\\circ}'],
  ['ℓ', '\\ell'],
  ['Å', '\\text{Å}'],
  ['Å', '\\text{Å}'],
  ['ϵ', '\\epsilon'],
  ['ε', '\\varepsilon'],
  ['ϕ', '\\phi'],
  ['φ', '\\varphi'],
  ['ϑ', '\\vartheta'],
  ['⋯', '\\cdots'],
  ['…', '\\ldots'],
  ['%', '\\%'],
  ['#', '\\#'],
  ['&', '\\&'],
  ['_', '\\_'],
  ['$', '\\$'],
  ['∆', '\\Delta'],
  ['Δ', '\\Delta'],
  ['µ', '\\mu'],
]);

const PLANES: readonly [first: number, last: number, command: string, base: string][] = [
  [0x1d400, 0x1d433, 'mathbf', 'letters'],
  [0x1d434, 0x1d467, '', 'letters'],
  [0x1d468, 0x1d49b, 'boldsymbol', 'letters'],
  [0x1d538, 0x1d56b, 'mathbb', 'letters'],
  [0x1d7ce, 0x1d7d7, 'mathbf', 'digits'],
  [0x1d7d8, 0x1d7e1, 'mathbb', 'digits'],
];

/** LaTeX of a character that the library has none for, or one that reads otherwise; undefined for all else. */
export function letterTex(text: string): string | undefined {
  const known = LETTERS.get(text);
  const code = text.codePointAt(0) ?? 0;
  if (known !== undefined || text.length !== 2 || code < 0x1d400) return known;
  const plane = PLANES.find(([first, last]) => code >= first && code <= last);
  if (!plane) return undefined;
  const [first, , command, base] = plane;
  const at = code - first;
  const letter = base === 'digits' ? String(at) : String.fromCharCode(at < 26 ? 65 + at : 71 + at);
  return command === '' ? letter : `\\${command}{${letter}}`;
}

/** Words as they stand in `\text{...}`. */
export function escapedText(text: string): string {
  return text
    .replaceAll('\\', '\0')
    .replaceAll(/[{}%#&_$]/g, '\\$&')
    .replaceAll('^', '\\^{}')
    .replaceAll('~', '\\~{}')
    .replaceAll('\0', '\\textbackslash{}');
}
