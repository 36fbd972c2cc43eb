import { describe, expect, test } from 'vitest';
import { decideRows, idOf, type Told } from '../../../test/curated.ts';
import { draw } from '../../text/draw.ts';

const random = draw('duplicates');

/** A text of words that no other text has. */
function words(name: string, count: number): string {
  const own = random.at(name);
  return Array.from({ length: count }, () => `w${own.index(1e9).toString(36).replaceAll(/\d/g, 'q')}`).join(' ');
}

/** With one word of every `every` another. */
function changed(text: string, every: number): string {
  return text
    .split(' ')
    .map((word, at) => (at % every === every - 1 ? `other${'x'.repeat(at % 7)}` : word))
    .join(' ');
}

const PASSAGE = words('passage', 150);
const QUESTION = words('question', 30);
const row = (name: string, more: Partial<Told> = {}): Told => ({
  ...{ name, question: QUESTION, answer: words(`answer ${name}`, 40), passage: PASSAGE, seed: `seed of ${name}` },
  ...more,
});
const decide = async (...rows: Told[]) => {
  const { out } = await decideRows(rows, [{ step: 'duplicates' }]);
  return out.map(({ name, reason, detail }) => `${name} ${reason}: ${detail}`);
};
const isSame = (name: string, of: string, how = '') => `${name} duplicate: It asks what row ${idOf(of)} asks${how}`;

describe('rows that ask what an earlier one asks', () => {
  test('are told across contents where material and instruction both match, also nearly', async () => {
    const near = { passage: changed(PASSAGE, 75), question: changed(QUESTION, 30) };
    expect(await decide(row('a'), row('b'), row('c', near))).toEqual([
      isSame('b', 'a'),
      expect.stringMatching(
        new RegExp(`^c duplicate: It asks what row ${idOf('a')} asks, nearly \\(\\d\\d% alike\\)$`),
      ),
    ]);
  });

  test('are not: another question on the same passage, the same question on another passage, either nearly', async () => {
    const other = words('other question', 30);
    const rows = [
      row('a'),
      row('b', { question: other, seed: 'seed of a' }),
      row('c', { question: other, passage: words('other', 150) }),
    ];
    expect(
      await decide(...rows, row('d', { question: changed(QUESTION, 8) }), row('e', { passage: changed(PASSAGE, 8) })),
    ).toEqual([]);
  });

  test('are not where a number in the material differs, such as in reports of two months', async () => {
    const report = (name: string, ships: number) => row(name, { passage: `${PASSAGE} ${ships} ships` });
    expect(await decide(report('a', 412), report('b', 377), report('c', 412))).toEqual([isSame('c', 'a')]);
  });

  test('of one seed have the same material to the letter: a word may turn an answer round', async () => {
    const flipped = PASSAGE.replace(/^\w+/, 'never');
    const seed = 'one';
    expect(await decide(row('a', { seed }), row('b', { seed, passage: flipped }))).toEqual([]);
    expect(await decide(row('a', { seed }), row('b', { seed }))).toEqual([isSame('b', 'a')]);
    expect(await decide(row('a', { seed }), row('b', { passage: flipped }))).toEqual([isSame('b', 'a')]);
  });

  test('are compared without evidence from the passage, and by their numbers', async () => {
    const evidence = PASSAGE.split(' ').slice(0, 60).join(' ');
    const asked = (name: string, question: string) => row(name, { question, instruction: { evidence: [evidence] } });
    expect(await decide(asked('a', words('q1', 12)), asked('b', words('q2', 12)))).toEqual([]);
    const counted = (name: string, count: number) =>
      row(name, { question: `${QUESTION} with ${count} crates`, passage: PASSAGE });
    expect(await decide(counted('a', 114), counted('b', 115), counted('c', 114))).toEqual([isSame('c', 'a')]);
  });

  test('are not where signs of arithmetic differ; marks of lists are none', async () => {
    const asked = (name: string, question: string) => row(name, { question: `${QUESTION} ${question}` });
    for (const [one, other] of [
      ['Solve x^2 + y = z', 'Solve x^2 - y = z'],
      ['return a == b', 'return a != b'],
      ['if t is -5', 'if t is 5'],
      ['\n-3 degrees', '\n3 degrees'],
    ] as const) {
      expect(await decide(asked('a', one), asked('b', other)), one).toEqual([]);
      expect(await decide(asked('a', one), asked('b', one)), one).toEqual([isSame('b', 'a')]);
    }
    const marked = asked('b', '\n* well-known **oil**\n> salt or rope');
    expect(await decide(asked('a', '\n- well known oil\n- salt or rope'), marked)).toEqual([isSame('b', 'a')]);
  });

  test('are the same whatever the order of their options', async () => {
    const options = ['fog', 'a northern gale', 'calm nights', 'heavy snow'];
    const asked = (name: string, own: string[], key: number) =>
      row(name, {
        question: `${QUESTION} 2`,
        passage: `${PASSAGE} ${own.join(', ')} 2`,
        instruction: { options: own, key },
      });
    const other = options.toReversed();
    expect(await decide(asked('a', options, 2), asked('b', other, 1))).toEqual([isSame('b', 'a')]);
  });

  test('need no material: closed-book questions are compared alone', async () => {
    const closed = (name: string, question: string): Told => ({ name, question, answer: words(`answer ${name}`, 40) });
    expect(
      await decide(closed('a', QUESTION), closed('b', changed(QUESTION, 30)), closed('c', words('new', 30))),
    ).toEqual([expect.stringContaining(isSame('b', 'a', ', nearly'))]);
  });

  test('are never a row and those that it was refined from, but two refined from one are', async () => {
    const seed = 'one';
    expect(
      await decide(row('a', { seed }), row('b', { seed, from: ['a'] }), row('c', { seed, from: ['a', 'b'] })),
    ).toEqual([]);
    expect(await decide(row('a', { seed }), row('b', { seed, from: ['a'] }), row('d', { seed, from: ['a'] }))).toEqual([
      isSame('d', 'b'),
    ]);
  });

  test('in conversations are told by all turns of the user', async () => {
    const talk = (name: string, second: string): Told => ({
      ...row(name),
      messages: [
        { role: 'user', content: QUESTION },
        { role: 'assistant', content: 'Go on.' },
        { role: 'user', content: second },
        { role: 'assistant', content: words(`end ${name}`, 30) },
      ],
    });
    expect(await decide(talk('a', words('one', 40)), talk('b', words('two', 40)), talk('c', words('one', 40)))).toEqual(
      [isSame('c', 'a')],
    );
  });
});

describe('long answers that an earlier row gives', () => {
  const answer = words('said', 40);
  const asks = (name: string, more: Partial<Told> = {}) =>
    row(name, { question: words(`asks ${name}`, 20), passage: words(`on ${name}`, 100), answer, ...more });

  test('are told across contents, nearly too; short ones and those on one content are not', async () => {
    const said = `It answers as row ${idOf('a')} answers`;
    expect(await decide(asks('a'), asks('b'), asks('c', { answer: changed(answer, 40) }))).toEqual([
      `b duplicate-response: ${said}`,
      expect.stringContaining(`c duplicate-response: ${said}, nearly`),
    ]);
    const short = answer.split(' ').slice(0, 19).join(' ');
    expect(await decide(asks('a', { answer: short }), asks('b', { answer: short }))).toEqual([]);
    expect(await decide(asks('a', { passage: PASSAGE }), asks('b', { passage: PASSAGE }))).toEqual([]);
    expect(await decide(asks('a', { seed: 'one' }), asks('b', { seed: 'one' }))).toEqual([]);
    expect(await decide(asks('a', { answer: `${answer} 12` }), asks('b', { answer: `${answer} 13` }))).toEqual([]);
  });

  test('are passed over where the recipe says so', async () => {
    const { out } = await decideRows([asks('a'), asks('b')], [{ step: 'duplicates', responses: false }]);
    expect(out).toEqual([]);
  });
});

test('the threshold is the recipe’s, and one that is too low is refused', async () => {
  const rows = [row('a'), row('b', { question: changed(QUESTION, 30) }), row('c')];
  expect((await decideRows(rows, [{ step: 'duplicates' }])).out).toMatchObject([{ name: 'b' }, { name: 'c' }]);
  expect((await decideRows(rows, [{ step: 'duplicates', threshold: 1 }])).out).toMatchObject([{ name: 'c' }]);
  await expect(decideRows(rows, [{ step: 'duplicates', threshold: 0.7 }])).rejects.toMatchObject({ code: 'E_CURATE' });
});
