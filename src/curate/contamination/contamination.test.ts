import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../../test/scratch.ts';
import { draw } from '../../text/draw.ts';
import { type BenchmarkItem, benchmarkItems } from './benchmark-items.ts';
import { Contamination } from './contamination.ts';

const LAMP =
  'A keeper fills the lamp of a lighthouse with forty litres of whale oil each Monday and burns six litres every night; on which weekday does the lamp first run dry?';
const QUESTION = 'Which weather at Cape Aldern brings the most ships into the old harbour?';
const OPTIONS = ['Dense fog', 'Strong northern gales', 'Calm summer nights', 'Heavy snow'];
const STEMS = ['copper', 'granite', 'amber', 'tin'].map(
  (thing) => `Which of the following statements about ${thing} is true?`,
);
const CHINESE = '灯塔的看守人每个星期一给灯加四十升油，每天晚上烧掉六升，请问灯在哪一天第一次熄灭？';

async function benchmark(items: readonly object[] = []): Promise<Contamination> {
  const dir = scratch();
  mkdirSync(join(dir, 'harbour'));
  const lines = [
    { question: LAMP, answer: '6' },
    { question: QUESTION, choices: { text: OPTIONS, label: ['A', 'B', 'C', 'D'] } },
  ];
  const stems = STEMS.map((question) => ({ question, options: ['It is old', 'It is soft', 'It rusts', 'It sinks'] }));
  const all = [...lines, ...stems, { question: CHINESE }, ...items];
  writeFileSync(join(dir, 'harbour', 'test.jsonl'), all.map((line) => JSON.stringify(line)).join('\n'));
  writeFileSync(join(dir, 'harbour', 'README.md'), LAMP);
  return Contamination.of(benchmarkItems([dir]));
}

const edited = (text: string, at: number) => text.split(' ').with(at, 'zebra').join(' ');

describe('what of a text stands in a benchmark', () => {
  test('a long item is found exactly, in other case and marks, and with a word changed in its middle', async () => {
    const known = await benchmark();
    expect(known.find(`Think first. ${LAMP.toUpperCase()} Go on.`)).toMatchObject({
      ...{ benchmark: 'harbour', place: 'harbour/test.jsonl#1', rule: '13-gram' },
      matched: expect.stringMatching(/^a keeper fills the lamp of a lighthouse/),
    });
    for (let at = 0; at < 30; at++) expect(known.find(edited(LAMP, at)), String(at)).not.toBeNull();
    const both = edited(edited(LAMP, 9), 20);
    expect(known.find(both)).toMatchObject({ rule: '8-gram-cover', share: expect.closeTo(0.9, 1) });
    expect(known.find(LAMP.split(' ').slice(0, 12).join(' '))).toBeNull();
  });

  test('a short item is found with its options under any labels, and with a word changed', async () => {
    const known = await benchmark();
    const shown = (question: string) =>
      `${question}\n${OPTIONS.map((text, at) => `(${'abcd'[at]}) ${text}`).join('\n')}`;
    expect(known.find(shown(QUESTION))).toMatchObject({ place: 'harbour/test.jsonl#2', rule: 'short-item' });
    expect(known.find(shown(edited(QUESTION, 5)))).not.toBeNull();
    expect(known.find(QUESTION)).not.toBeNull();
    expect(known.find('Which weather at Cape Horn brings the most rain into the old town?')).toBeNull();
    expect(known.find(OPTIONS.join(', '))).toBeNull();
  });

  test('a short item is found wherever it stands, and however far from it the text has some of its words', async () => {
    const known = await benchmark();
    const far = 'The pilot tells of buoys, tides and rocks in a long list. '.repeat(40);
    const passage = `Nobody knows which weather at Cape Aldern is worst. ${far}`;
    for (const text of [`${passage}\n${QUESTION}`, `${QUESTION}\n${passage}`, `${QUESTION}\n${passage}\n${QUESTION}`])
      expect(known.find(text)).toMatchObject({ rule: 'short-item', matched: QUESTION.toLowerCase() });
    for (let gap = 0; gap < 120; gap++) {
      const near = `which weather at Cape Aldern ${'buoy '.repeat(gap)} which weather at Cape ${QUESTION}`;
      expect(known.find(near), String(gap)).not.toBeNull();
    }
    expect(known.find(`${passage} the most ships ${far} into the old harbour`)).toBeNull();
  });

  test('stock stems are nobody’s; the item behind one is found by what is its own', async () => {
    const known = await benchmark();
    expect(known.find('Which of the following statements about basalt is true?')).toBeNull();
    expect(known.find('Which of the following statements about tin is true?\nA. It is new\nB. It melts')).toBeNull();
    const whole = `${STEMS[2]} It is old. It is soft. It rusts. It sinks.`;
    expect(known.find(whole)).toBeNull();
    const own = {
      question: 'Which of the following statements about amber is true?',
      options: ['Bees made it in Tertiary forests', 'It floats on the Baltic'],
    };
    const more = await benchmark([own]);
    expect(more.find([own.question, ...own.options].join('\n1) '))).toMatchObject({ place: 'harbour/test.jsonl#8' });
  });

  test('options of a few numbers behind a long question are everybody’s', async () => {
    const numbers = { question: `A crew of eleven whalers shares ${LAMP}`, options: ['\\frac{1}{10}', '1', '5', '10'] };
    const known = await benchmark([numbers]);
    expect(known.find('It is \\frac{1}{10}, and 1 + \\tfrac{1}{5} + \\frac{1}{10} is more, by 5 or 10.')).toBeNull();
    expect(known.find(numbers.question)).toMatchObject({ rule: '13-gram' });
    const words = {
      ...numbers,
      options: ['Two whalers from Nantucket', 'A pilot’s wife', 'Nobody in that winter'],
    };
    expect((await benchmark([words])).find(words.options.join('\n'))).toMatchObject({ rule: 'short-item' });
  });

  test('an item of figures is found where they stand together, not in a table that has them somewhere', async () => {
    const sum = '((8 * 3 - 3 * 5) + (3 * 9 + 6 + 3)) =';
    const known = await benchmark([{ question: sum, options: ['48'] }]);
    expect(known.find(`Work it out: ${sum}`)).toMatchObject({ rule: 'short-item' });
    expect(known.find(`Work it out: ${sum.replace('9', '7')}`)).toMatchObject({ rule: 'short-item' });
    const row = '| 8 | 3.2 | 3.3 | 3.5 | 3.5 | 3 | 9 | 3.5 | 69 | 33594 | 2273 | 6.3 | 3 |';
    expect(known.find(Array.from({ length: 4 }, () => row).join('\n'))).toBeNull();
  });

  test('Chinese is compared by characters', async () => {
    const known = await benchmark();
    expect(known.find(`问题：${CHINESE.slice(3)}`)).toMatchObject({ place: 'harbour/test.jsonl#7' });
    expect(known.find('灯塔的看守人每个星期一给花园浇水。')).toBeNull();
  });

  test('Thai is found by 70 % of an item, and not by two words of it', async () => {
    const thai = 'ข้อใดต่อไปนี้เป็นเมืองหลวงของประเทศไทยและมีประชากรมากที่สุดในภูมิภาคเอเชียตะวันออกเฉียงใต้';
    const known = await benchmark([{ question: thai }]);
    expect(known.find(`คำถาม: ${thai.slice(6)}`)).toMatchObject({
      place: 'harbour/test.jsonl#8',
      rule: '8-gram-cover',
    });
    expect(known.find('ฉันเดินทางไปเอเชียตะวันออกเฉียงใต้เมื่อปีที่แล้ว')).toBeNull();
  });

  test('a path that is not there or holds no item, and a file that is broken, are told', async () => {
    const dir = scratch();
    const read = (path: string) => Contamination.of(benchmarkItems([path]));
    writeFileSync(join(dir, 'README.md'), LAMP);
    await expect(read(dir)).rejects.toMatchObject({ code: 'E_CURATE', message: /there is no item in it/ });
    writeFileSync(join(dir, 'a.json'), '{"question": ');
    await expect(read(join(dir, 'none'))).rejects.toMatchObject({ code: 'E_CURATE', message: /no such file/ });
    await expect(read(dir)).rejects.toMatchObject({ code: 'E_CURATE' });
  });
});

const SHARED = join(import.meta.dirname, '../../../../shared/benchmarks');
/** Files of judges, prompts and annotations, that hold no questions; items that are stock, or punctuation, from end to end. */
const NO_QUESTIONS =
  /few_shot|cot-prompts|judge|domain_|format_list|summarization|val_prompts|boolean_expr|multistep_arith|word_sorting|dyck/;

describe.skipIf(!existsSync(SHARED))('samples of real benchmarks', () => {
  test('every item is found, exact and lightly edited, and nothing is found in what is clean', async () => {
    const items: BenchmarkItem[] = [];
    async function* all() {
      for await (const item of benchmarkItems([SHARED])) {
        items.push(item);
        yield item;
      }
    }
    const known = await Contamination.of(all());
    const draws = draw('planted');
    const show = ({ texts }: BenchmarkItem, edit: (text: string) => string) =>
      `Here is a question.\n\n${texts
        .slice(0, 7)
        .map((text, at) => `${at > 0 ? `${'ABCDEF'[at - 1]}) ` : ''}${edit(text)}`)
        .join('\n')}\n\nExplain.`;
    const planted = items.filter(({ place }) => !NO_QUESTIONS.test(place));
    const oneWord = (text: string) => {
      const words = text.split(' ');
      return words.length > 12 ? words.with(draws.index(words.length), 'zebra').join(' ') : text;
    };
    expect(planted.length).toBeGreaterThan(4000);
    const edits = { exact: (text: string) => text, loud: (text: string) => text.toUpperCase(), edited: oneWord };
    for (const [name, edit] of Object.entries(edits)) {
      const missed = planted.filter((item) => known.find(show(item, edit)) === null);
      // With a word changed, a few that are stock but for that word look like any other.
      expect(missed.length, name).toBeLessThanOrEqual(edit === oneWord ? planted.length / 500 : 0);
    }
    for (const text of CLEAN) expect(known.find(text), text).toBeNull();
  }, 60_000);
});

const CLEAN = [
  'Which of the following is true?',
  'Which of the following statements is correct?',
  'You are a helpful assistant.',
  "Let's think step by step. Answer with the letter of the right option.",
  'Read the passage and answer the question. Answer: (A), (B), (C) or (D).',
  'What is the capital of Burkina Faso, and how many people live there?',
  'According to the passage, which of the following can be inferred about the author?',
];
