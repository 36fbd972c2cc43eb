import fc from 'fast-check';
import { markdownHeadings } from '../src/seed/headings.ts';
import type { Document } from '../src/seed/reader.ts';

/** A part of a document: its text, and the stretches of it that must stay whole. */
export interface Part {
  text: string;
  whole: string[];
}

const WORDS = {
  en: 'the clock strikes every hour but nobody has ever wound it since the flood of Vienna'.split(' '),
  de: 'die Uhr schlägt jede Stunde obwohl niemand den Schlüssel zum Turm gefunden hat Wärterin'.split(' '),
  ar: 'كانت الساعة في البرج تدق كل يوم ولم يعرف أحد من صنعها قبل الطوفان'.split(' '),
  hi: 'घड़ी हर घंटे बजती है लेकिन किसी को नहीं पता कि चाबी किसके पास है'.split(' '),
  ru: 'часы на башне били каждый час но никто не знал у кого ключ'.split(' '),
  zh: [...'钟楼上的大钟每个小时都会敲响可是没有人知道钥匙在谁手里'],
  ja: [...'塔の時計は毎時間鳴るが鍵を持っている人を誰も知らない'],
  th: [...'นาฬิกาบนหอคอยตีทุกชั่วโมงแต่ไม่มีใครรู้ว่ากุญแจอยู่กับใคร'],
};
type Language = keyof typeof WORDS;
const ENDS: Record<Language, string> = {
  ...{ en: '.', de: '!', ar: '؟', hi: '।', ru: '?', zh: '。', ja: '！', th: '' },
};
const SPACED = (language: Language) => !['zh', 'ja', 'th'].includes(language);

/** A sentence of so many words, told from all others by the numbers in it. */
function sentence(language: Language, words: number, seed: number): string {
  const list = WORDS[language];
  const said = Array.from({ length: words }, (_, at) => list[(seed * 7 + at * (1 + (seed % 5))) % list.length] ?? '');
  const text = said.join(SPACED(language) ? ' ' : '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${seed}${ENDS[language]}`.replace(
    ' ',
    SPACED(language) ? ' ' : '',
  );
}

const numbered = fc.nat(1_000_000);
const sentences = (language: Language, most: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 3, max: 14 }), numbered), { minLength: 1, maxLength: most })
    .map((drawn) => drawn.map(([words, seed]) => sentence(language, words, seed)));

/** Paragraphs, one of them in a hundred longer than any chunk may be. */
const paragraph = fc
  .constantFrom<Language>('en', 'de', 'ar', 'hi', 'ru', 'zh', 'ja')
  .chain((language) =>
    sentences(language, 30).map((whole): Part => ({ text: whole.join(SPACED(language) ? ' ' : ''), whole })),
  );
const verse = sentences('en', 40).map((whole): Part => {
  const lines = whole.map((each) => each.replace(' ', '\n'));
  return { text: lines.join('\n'), whole: lines };
});
const dialogue = sentences('en', 30).map((said): Part => {
  const whole = said.map((each, at) => `${at % 2 === 0 ? 'ANNA' : 'BERT'}: “${each}”`);
  return { text: whole.join('\n'), whole };
});
const list = fc.tuple(sentences('en', 40), fc.constantFrom('- ', '* ', '1. ', '(a) ')).map(([said, mark]): Part => {
  const whole = said.map((each, at) => `${mark}${each}${at % 3 === 0 ? ` ${each}\n  - ${each}` : ''}`);
  return { text: whole.join('\n'), whole };
});
const loose = sentences('de', 20).map((said): Part => {
  const whole = said.map((each, at) => `${at + 1}. ${each}`);
  return { text: whole.join('\n\n'), whole };
});
const fence = fc
  .tuple(fc.constantFrom('```', '~~~~'), fc.integer({ min: 1, max: 8 }), numbered)
  .map(([mark, lines, seed]): Part => {
    const text = `${mark}js\n${Array.from({ length: lines }, (_, at) => `call(${seed}, ${at});\n`).join('\n')}${mark}`;
    return { text, whole: [text] };
  });
const equation = fc
  .tuple(fc.constantFrom('$$ $$', '\\[ \\]', '\\begin{align*} \\end{align*}'), fc.integer({ min: 1, max: 6 }), numbered)
  .map(([marks, lines, seed]): Part => {
    const [open = '', close = ''] = marks.split(' ');
    const text = `${open}\n${Array.from({ length: lines }, (_, at) => `x_${at} = ${seed}. Y\n`).join('\n')}${close}`;
    return { text, whole: [text] };
  });
const heading = fc.tuple(fc.integer({ min: 1, max: 4 }), numbered).map(([level, seed]): Part => {
  const text = `${'#'.repeat(level)} Section ${seed}`;
  return { text, whole: [text] };
});
const leader = numbered.map((seed): Part => ({ text: `These are the ones of ${seed}:`, whole: [] }));
const unpunctuated = fc
  .tuple(fc.constantFrom<Language>('th', 'en', 'hi'), fc.integer({ min: 5, max: 400 }), numbered)
  .map(([language, words, seed]): Part => ({ text: sentence(language, words, seed).slice(0, -1), whole: [] }));
const unbroken = fc.nat(900).map((length): Part => ({ text: 'x'.repeat(length), whole: [] }));

/** Parts of documents of every kind that people write. */
export const part: fc.Arbitrary<Part> = fc.oneof(
  ...[paragraph, paragraph, verse, dialogue, list, loose, fence, equation, heading, leader, unpunctuated, unbroken],
);

/** A Markdown table, with or without outer bars. */
export const table: fc.Arbitrary<Part> = fc
  .tuple(fc.boolean(), fc.integer({ min: 2, max: 4 }), fc.array(numbered, { minLength: 1, maxLength: 60 }))
  .map(([bars, columns, rows]) => {
    const line = (cells: string[]) => (bars ? `| ${cells.join(' | ')} |` : cells.join(' | '));
    const cells = (value: string) => Array.from({ length: columns }, (_, at) => `${value} ${at}`);
    const body = rows.map((row) => line(cells(`cell ${row}`)));
    return { text: [line(cells('Column')), line(cells('---').map(() => '---')), ...body].join('\n'), whole: body };
  });

/** A document of these parts, and where in it their whole stretches lie. */
export function documentOf(parts: readonly Part[]): { document: Document; whole: [number, number][] } {
  let text = '';
  const whole: [number, number][] = [];
  for (const each of parts) {
    let from = text.length;
    text += each.text;
    for (const stretch of each.whole) {
      const start = text.indexOf(stretch, from);
      if (start === -1) throw new Error(`"${stretch}" is not in "${each.text}"`);
      from = start + stretch.length;
      whole.push([start, from]);
    }
    text += '\n\n';
  }
  const facts = { source: 'a.md', kind: 'text', title: 'A', license: null, language: null } as const;
  return { document: { ...facts, text, sections: markdownHeadings(text) }, whole };
}
