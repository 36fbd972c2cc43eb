import { describe, expect, test } from 'vitest';
import { pairOf } from '../../../test/pairs.ts';
import type { Item, Pair } from '../../data.ts';
import { createChecks } from './checks.ts';
import { createKeys } from './keys.ts';
import { createLengths } from './lengths.ts';
import { createShares } from './shares.ts';
import { createWording } from './wording.ts';

const OPTIONS = ['a lamp', 'the keeper of the lamp', 'whale oil', 'the year 1901'];

function itemOf(instruction: Record<string, unknown>, type = 'detail'): Item {
  const content = { transform: 'identity', variant: null, angle: null, value: { passage: 'The taxonomy of lamps.' } };
  return { id: 'i', type, variant: null, asker: [], form: 'option', content, instruction, refinements: [] };
}

function rowOf(at: number, item: Item, messages: [user: string, assistant: string]): Pair {
  const [user, assistant] = messages;
  const pair = pairOf(`p${at}`, 'seed-1');
  return {
    ...pair,
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
    lineage: { ...pair.lineage, item },
  };
}

describe('figures', () => {
  test('places of keys, the longest option, and keys in the question are counted', () => {
    const keys = createKeys();
    for (const key of [0, 1, 1, 3])
      keys.row?.(
        rowOf(key, itemOf({ options: OPTIONS, key, question: 'Was it the year 1901?' }), ['?', '!']),
        false,
        [],
      );
    expect(keys.result()).toMatchObject({ byOptions: { 4: { rows: 4, places: [1, 2, 0, 1], longest: 2, inStem: 1 } } });
  });

  test('openings are told by type, courtesies and leaks by row; what the material says is no leak', () => {
    const wording = createWording(new Map([['small/detail', 'Literal comprehension of details']]));
    const ask = (at: number, user: string, assistant: string) =>
      wording.row?.(rowOf(at, itemOf({ question: user }), [user, assistant]), false, []);
    for (let at = 0; at < 20; at++)
      ask(at, at < 5 ? 'What did the keeper do?' : `Tell me ${at} of it`, 'The keeper lit it.');
    ask(20, 'The taxonomy of lamps. Which lamp?', 'Sure, the old one. Let me know if you need more help!');
    ask(21, 'By the taxonomy, what is it?', 'It is old.');
    ask(22, 'Literal comprehension of details: who?', 'It is he.');
    const found = wording.result();
    expect(found).toMatchObject({ rows: 23, pleasing: 1, offers: 1, leaks: { taxonomy: 1, 'title of the type': 1 } });
    expect(found).toMatchObject({ openings: { 'small/detail': { words: 'what did the keeper', share: 5 / 23 } } });
    expect(found).toMatchObject({ responses: [{ words: 'the keeper lit', share: 20 / 23 }, {}, {}, {}] });
  });

  test('leaks are told in all turns of the prompt; the material is none in block quotes and lists either', () => {
    const wording = createWording(new Map([['small/detail', 'Literal comprehension of details']]));
    const item = itemOf({ question: '?' });
    item.content.value = { parts: [{ text: 'Linnaeus wrote the\ntaxonomy of plants.' }, 'A taxonomy of lamps.'] };
    const ask = (at: number, ...turns: string[]) => {
      const messages = turns.map((content, turn) => ({
        role: turn === turns.length - 1 ? ('assistant' as const) : ((['system', 'user'] as const)[turn % 2] ?? 'user'),
        content,
      }));
      wording.row?.({ ...rowOf(at, item, ['', '']), messages }, false, []);
    };
    ask(0, 'Be brief.', '> Linnaeus wrote the\n> taxonomy of plants.\n\n- A taxonomy of lamps.\n\nWho?', 'He.');
    expect(wording.result()).toMatchObject({ leaks: {} });
    ask(1, 'Use the seed text.', 'Who?', 'He.');
    ask(2, 'Be brief.', 'Literal comprehension of details: who?', 'Be briefer.', 'And when?', 'In 1901.');
    ask(3, 'Be brief.', '> taxonomy of plants.\n\nWhere in the taxonomy?', 'There.');
    expect(wording.result()).toMatchObject({ leaks: { 'seed text': 1, 'title of the type': 1, taxonomy: 1 } });
  });

  test('answers in a word or two have no opening of three words', () => {
    const wording = createWording(new Map());
    for (const [at, response] of ['B', 'B', '**B**', 'Yes.', '', 'B, for the keeper'].entries())
      wording.row?.(rowOf(at, itemOf({ question: '?' }), ['Who was it?', response]), false, []);
    expect(wording.result()).toMatchObject({ responses: [{ words: 'b for the', share: 1 / 6 }] });
  });

  test.each([
    ['**Certainly!** It was the keeper.', 1, 0],
    ["That's a great question. It was the keeper.", 1, 0],
    ['Yes, of course. It was the keeper.', 1, 0],
    ['Sure enough, it was the keeper.', 0, 0],
    ['Of coursework there is none.', 0, 0],
    ['It was he. Let me know if you want more! 😊', 0, 1],
    ['It was he.\n\n**If you have any questions, just ask.**', 0, 1],
    ["It was he. If you'd like, I can also make a table.", 0, 1],
    ['It was he. Would you like more detail?', 0, 1],
    ['Let me know if he comes.\n\nYours,\nAnna', 0, 0],
    ['He said: would you like more? Then he left.', 0, 0],
  ])('courtesies are told however they are set: %s', (response, pleasing, offers) => {
    const wording = createWording(new Map());
    wording.row?.(rowOf(0, itemOf({ question: '?' }), ['Who was it?', response]), false, []);
    expect(wording.result()).toMatchObject({ pleasing, offers });
  });

  test('looks, rows of one content, replies that ran out of room, and checks that take too much are told', () => {
    const [shares, checks, lengths] = [createShares(), createChecks(), createLengths()];
    for (let at = 0; at < 60; at++) {
      const row = rowOf(at, itemOf({ question: '?' }), ['one two three', 'four '.repeat(at)]);
      for (const each of [shares, checks, lengths]) each.row?.(row, at === 3, []);
      const { record: _, ...rest } = row;
      if (at < 50)
        checks.drop?.({
          record: 'drop',
          id: rest.id,
          lineage: rest.lineage,
          stage: 'check',
          agent: 'evidence-occurs',
          reason: 'not-there',
          detail: '',
          reply: null,
        });
    }
    expect(shares.result()).toMatchObject({
      looks: { small: { share: 1 } },
      perContent: { most: 60, seed: 'seed-1' },
      cutOff: 1,
    });
    expect(checks.result()).toMatchObject({
      hardest: { 'small/detail': { by: 'evidence-occurs: not-there', share: 50 / 110, items: 110 } },
    });
    expect(lengths.result()).toMatchObject({ response: { bins: { 16: 13 } }, byAnswerForm: { none: { rows: 60 } } });
  });

  test('a check that drops for several reasons is told by all of them', () => {
    const checks = createChecks();
    const { record: _, lineage } = rowOf(0, itemOf({ question: '?' }), ['?', '!']);
    const drop = (agent: string, reason: string) =>
      checks.drop?.({ record: 'drop', id: 'd', lineage, stage: 'check', agent, reason, detail: '', reply: null });
    for (let at = 0; at < 7; at++) for (const reason of ['short', 'long']) drop('sound', reason);
    drop('sound', 'short');
    for (let at = 0; at < 10; at++) drop('evidence-occurs', 'not-there');
    expect(checks.result()).toMatchObject({
      hardest: { 'small/detail': { by: 'sound: short, long', share: 15 / 25, items: 25 } },
    });
  });
});
