import { describe, expect, test } from 'vitest';
import { draw } from '../text/draw.ts';
import { type Collection, documentsOf, showCollection } from './collection.ts';
import { converseCollection } from './converse-collection.ts';
import { drawNotation, NOTATIONS } from './notations.ts';
import { POLICIES, policyOf } from './policies.ts';
import { poseCollection } from './pose-collection.ts';

const DOCUMENTS = [
  { title: 'Lamps', about: 'a log of 1890', text: 'The lamp burned oil.' },
  { title: 'Tides', about: null, text: 'The tide comes twice.' },
  { title: 'Boats', about: null, text: 'A boat needs a rope.' },
];
const CONTENT: Collection = { documents: DOCUMENTS, core: [2], dispute: null, revised: [] };

describe('a collection', () => {
  test('reads with its revisions', () => {
    const revised = [
      { number: 2, text: 'The tide comes once.' },
      { number: 9, text: 'Nothing.' },
    ];
    expect(documentsOf({ ...CONTENT, revised }).map(({ text }) => text)).toEqual([
      'The lamp burned oil.',
      'The tide comes once.',
      'A boat needs a rope.',
    ]);
    expect(showCollection(CONTENT)).toBe(
      '[1] Lamps (a log of 1890)\nThe lamp burned oil.\n\n[2] Tides\nThe tide comes twice.\n\n[3] Boats\nA boat needs a rope.\n\nCore: document 2.',
    );
  });
});

describe('notations', () => {
  test.each(NOTATIONS.map((notation) => [notation.id, notation] as const))('%s shows all there is', (_, notation) => {
    const shown = notation.render(DOCUMENTS);
    for (const { title, text } of DOCUMENTS)
      expect([shown.includes(title), shown.includes(text)]).toEqual([true, true]);
    expect(shown).toContain('a log of 1890');
    expect(shown).not.toMatch(/null|undefined|\n{4,}/);
  });

  test('are drawn, but for those that cannot show the documents', () => {
    const drawn = (documents: typeof DOCUMENTS) =>
      new Set(Array.from({ length: 200 }, (_, at) => drawNotation(documents, draw('notation', at)).id));
    expect(drawn(DOCUMENTS).size).toBe(NOTATIONS.length);
    const many = Array.from({ length: 32 }, () => ({ title: 'Same', about: null, text: 'x' }));
    expect(drawn(many)).not.toContain('letters');
    expect(drawn(many)).not.toContain('titles');
  });
});

const pose = (seed: number, type: string, goals: string[] = [], question = 'What comes twice?') =>
  poseCollection(CONTENT, { question }, { type, goals, draw: draw('pose', seed) });
const policyIn = (posed: ReturnType<typeof pose>) => {
  const said = `${posed.system ?? ''}\n${posed.question}`;
  const held = (['strict', 'open'] as const).filter((each) => POLICIES[each].some((line) => said.includes(line)));
  return held.join();
};
const seeds = Array.from({ length: 200 }, (_, at) => at);

describe('poseCollection', () => {
  test('draws the policy half and half, in the system turn or beside the question, in all wordings', () => {
    const posed = seeds.map((seed) => pose(seed, 'comparison'));
    const strict = posed.filter((each) => policyIn(each) === 'strict').length;
    expect(strict).toBeGreaterThan(70);
    expect(strict).toBeLessThan(130);
    expect(posed.filter(({ system }) => system !== undefined).length).toBeGreaterThan(70);
    expect(posed.filter(({ system }) => system === undefined).length).toBeGreaterThan(70);
    const said = posed.map(({ system, question }) => `${system}\n${question}`).join('\n');
    expect(
      Object.values(POLICIES)
        .flat()
        .filter((line) => !said.includes(line)),
    ).toEqual([]);
  });

  test('forces the policy that a type or goal needs', () => {
    const all = (type: string, goals: string[] = []) => new Set(seeds.map((seed) => policyIn(pose(seed, type, goals))));
    expect(all('insufficient-context')).toEqual(new Set(['strict']));
    expect(all('partially-answerable')).toEqual(new Set(['strict']));
    expect(all('unhelpful-documents-answer-anyway')).toEqual(new Set(['open']));
    expect(all('query-reformulation')).toEqual(new Set(['']));
    expect(all('temporal', ['remove-the-evidence'])).toEqual(new Set(['strict']));
    expect(policyOf('temporal', false, draw('a'))).toMatch(/strict|open/);
  });

  test('asks for references and quotations in the documents’ notation', () => {
    for (const seed of seeds.slice(0, 40)) {
      const cited = pose(seed, 'citation-required');
      expect(cited.question).toMatch(/in square brackets|in parentheses/);
      expect(pose(seed, 'answer-with-quote').question).toMatch(/quot|exact words/i);
      expect(pose(seed, 'insufficient-context').question).not.toMatch(/in square brackets|in parentheses/);
    }
  });

  test('says what it adds in the system turn where the question is in another language', () => {
    for (const seed of seeds.slice(0, 40)) {
      const posed = pose(seed, 'temporal', [], '潮は一日に何回来ますか。');
      expect(posed.question).toBe('潮は一日に何回来ますか。');
      expect(posed.system).toBeDefined();
    }
  });

  test('puts a table in the place of the core', () => {
    const table = {
      caption: 'Tides',
      columns: ['Day', 'Time'],
      rows: [
        ['Mo', '1|2'],
        ['Tu', '3'],
        ['We', '4'],
      ],
    };
    const given = { type: 'table-in-context', goals: [], draw: draw('table', 1) };
    const { material } = poseCollection(CONTENT, { question: 'When on Tu?', table }, given);
    const plainly = material.replaceAll('\\n', '\n');
    expect(plainly).toContain('| Day | Time |\n| --- | --- |\n| Mo | 1/2 |');
    expect(plainly).not.toContain('The tide comes twice.');
  });
});

describe('converseCollection', () => {
  const talk = (seed: number, type = 'follow-up-question') => ({
    content: CONTENT,
    instruction: { first: 'What comes twice?', question: 'And the rope?' },
    type,
    goals: [],
    draw: draw('talk', seed),
  });
  test('asks twice, and ends', () => {
    const opened = converseCollection.open(talk(3));
    const messages = opened?.messages ?? [];
    expect(messages.at(-1)?.content).toContain('What comes twice?');
    expect(messages.at(-1)?.content).not.toContain('And the rope?');
    const first = [...messages, { role: 'assistant' as const, content: 'The tide.' }];
    expect(converseCollection.next(talk(3), first)).toEqual({ say: [{ role: 'user', content: 'And the rope?' }] });
    const second = [
      ...first,
      { role: 'user' as const, content: 'And the rope?' },
      { role: 'assistant' as const, content: 'Boats.' },
    ];
    expect(converseCollection.next(talk(3), second)).toEqual({ end: true });
  });
  test('leaves other types alone, and items without a first question', () => {
    expect(converseCollection.open(talk(3, 'temporal'))).toBeNull();
    expect(converseCollection.open({ ...talk(3), instruction: { question: 'And?' } })).toBeNull();
  });
});
