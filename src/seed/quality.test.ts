import { describe, expect, it } from 'vitest';
import { draw } from '../text/draw.ts';
import { QUALITY_RULES, refusalOf } from './quality.ts';

const random = draw('quality');
const VOCABULARY =
  'the river of that town and its market have with old bridges to be seen stones in winter people walk slowly where boats lie under trees'.split(
    ' ',
  );

/** A paragraph of English words in random order. */
function said(words: number, ...path: string[]): string {
  const own = random.at(...path);
  return Array.from({ length: words }, () => own.pick(VOCABULARY) ?? '').join(' ');
}

/** Ten paragraphs that differ. */
const PROSE = Array.from({ length: 10 }, (_, at) => `${said(25, `${at}`)} number ${at}.`).join('\n\n');
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const base64 = (at: number) =>
  Buffer.from(said(9, 'base', `${at}`))
    .toString('base64')
    .replaceAll(/[+/=]/g, 'x');

const REFUSED: [rule: string, found: RegExp, text: string][] = [
  ['too-short', /2 words/, 'Page two'],
  ['garbled', /unreadable characters/, PROSE.replaceAll('e', '\ufffd')],
  ['garbled', /unreadable characters/, PROSE.replaceAll('e', '\uf0b7')],
  ['placeholder', /lorem ipsum/, 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.'],
  [
    'repeated-lines',
    /repetitive lines \(\d\d%\)/,
    lines(20, (at) => `This line stands here again and again${at % 4}.`),
  ],
  ['repeated-words', /one phrase again and again/, 'cheap flights '.repeat(40) + said(60, 'spam')],
  ['repeated-words', /repetitive phrases/, `${said(30, 'a')}. ${`${said(12, 'b')} ${said(12, 'c')}. `.repeat(4)}`],
  ['symbols', /more signs than words/, lines(12, (at) => `#tag${at} #other${at} ... # more`)],
  ['few-letters', /mostly numbers/, `the values of ${lines(80, (at) => `${at * 37} ${at * 91}`)}`],
  ['word-length', /no words of a language/, lines(60, base64)],
  ['word-length', /no words of a language/, [...said(60, 'letters').replaceAll(' ', '')].join(' ')],
  ['cut-off', /cut off/, lines(8, (at) => `${said(12, 'teaser', `${at}`)} ...`)],
  ['no-sentences', /no sentences/, lines(30, (at) => `Keyword${at} Product${at} Colour${at} Price${at} shipping`)],
  ['no-material', /contents/, lines(12, (at) => `Chapter ${at + 1} The Rivers ........ ${at * 7 + 3}`)],
  ['no-material', /links/, lines(8, (at) => `- https://example.org/page/${at}`)],
  [
    'no-material',
    /references/,
    lines(6, (at) => `[${at}] Smith, J., "On rivers", Journal of Rivers, vol. ${at}, 199${at}, pp. 1-${at}0.`),
  ],
  [
    'no-material',
    /licence/,
    'Permission is hereby granted, free of charge, to any person. The software is provided "as is", without warranty of any kind. In no event shall the copyright holders be liable.',
  ],
];

describe('refusalOf', () => {
  it.each(REFUSED)('%s: %s', (rule, found, text) => {
    expect(refusalOf(text, 'text', 'en')).toEqual({ rule, found: expect.stringMatching(found) });
  });

  it('has a case of every rule', () => {
    expect(new Set(REFUSED.map(([rule]) => rule))).toEqual(new Set(QUALITY_RULES));
  });

  it.each(['code', 'table', 'api', 'html'] as const)('passes %s, whatever it is', (kind) => {
    for (const [, , text] of REFUSED) expect(refusalOf(text, kind, null)).toBeNull();
  });

  it.each([
    ['prose', PROSE, 'en'],
    ['a short poem', '脸上金霞细，眉间翠钿深。\n倚枕覆鸳衾，隔帘莺百啭，感君心。', 'zh'],
    [
      'Chinese, whose words are characters',
      '河流穿过老城，每个星期六两岸都有集市，人们来买菜、聊天、喝茶。'.repeat(2) + '冬天人少，桥上落满了雪。',
      'zh',
    ],
    ['Thai', 'แม่น้ำไหลผ่านเมืองเก่า และทุกวันเสาร์มีตลาดอยู่สองฝั่ง ผู้คนมาซื้อผักและคุยกัน', 'th'],
    ['a list of requirements', lines(12, (at) => `- The verifier SHALL check ${said(14, 'must', `${at}`)}.`), 'en'],
    ['code between fences', `The loop is this:\n\n\`\`\`\n${lines(20, () => 'x += 1;')}\n\`\`\`\n\n${PROSE}`, 'en'],
    ['a table', `The figures:\n\n| a | b |\n| --- | --- |\n${lines(30, () => '| 1 | 2 |')}`, 'en'],
    ['a table that ends in small numbers', lines(9, (at) => `| Tool ${at} | Yes | ${Math.floor(at / 4)} |`), 'en'],
    [
      'a poem with a refrain',
      lines(24, (at) => (at % 6 === 5 ? 'And the river runs on' : said(7, 'verse', `${at}`))),
      'en',
    ],
    [
      'a list of changes, whatever years and numbers are in it',
      lines(
        9,
        (at) => `* Fixed a leak in the parser of keys ([CVE-2019-${1500 + at}]), Sep-19-2022: ${said(9, `${at}`)}.`,
      ),
      'en',
    ],
    [
      'a text that ends with its licence',
      `${PROSE}\n\nPermission is hereby granted, free of charge. The software is provided "as is", without warranty. In no event shall the authors be liable.`,
      'en',
    ],
    [
      'names of substances with their numbers',
      lines(40, (at) => `(${at + 1}) Clorazepate${at} acid .... ${2000 + at * 7}`),
      'en',
    ],
    ['a text about dummy text', `${PROSE}\nPrinters fill pages with lorem ipsum.`, 'en'],
    [
      'an interface in Markdown',
      lines(12, (at) => `* \`value${at}\` {number|undefined} ${said(9, 'value', `${at}`)}.`),
      'en',
    ],
  ])('keeps %s', (_, text, language) => expect(refusalOf(text, 'text', language)).toBeNull());

  it.each([
    'a '.repeat(200_000),
    'ab'.repeat(200_000),
    '| '.repeat(100_000),
    '- \n'.repeat(50_000),
    '<a'.repeat(50_000),
  ])('comes to an end on long and odd text', (text) => expect(refusalOf(text, 'text', null)).not.toBeUndefined());
});
