import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decideRows, type Told } from '../../../test/curated.ts';
import { scratch } from '../../../test/scratch.ts';
import { readSeeds } from '../../seed/read-seeds.ts';
import { draw } from '../../text/draw.ts';
import { type BenchmarkItem, benchmarkItems } from '../contamination/benchmark-items.ts';

const ITEM =
  'A keeper fills the lamp of a lighthouse with forty litres of whale oil each Monday and burns six litres every night.';
const SHORT = 'Which weather brings the most ships into the harbour of Cape Aldern?';
const FILLER =
  'The town lies on a river and has a market. Its bridges are old and its people walk slowly in winter. '.repeat(30);

function benchmark(): string {
  const path = join(scratch(), 'harbour.jsonl');
  writeFileSync(path, [ITEM, SHORT].map((question) => JSON.stringify({ question })).join('\n'));
  return path;
}

describe('rows that hold an item of a benchmark', () => {
  it('are left out wherever it stands, with what matched', async () => {
    const clean: Told = { name: 'clean', question: 'What did the keeper do?', answer: 'He lit the lamp.' };
    const tool = { type: 'function' as const, function: { name: 'ask', description: ITEM, parameters: {} } };
    const call = {
      id: '1',
      type: 'function' as const,
      function: { name: 'ask', arguments: JSON.stringify({ q: SHORT }) },
    };
    const rows: Told[] = [
      clean,
      { ...clean, name: 'prompt', question: `${FILLER}${ITEM}${FILLER}` },
      { ...clean, name: 'answer', answer: `${FILLER}\n\n${SHORT.toUpperCase()}` },
      { ...clean, name: 'passage', passage: `${FILLER}\n\n${SHORT}` },
      { ...clean, name: 'tools', tools: [tool] },
      {
        ...clean,
        name: 'call',
        messages: [
          { role: 'user', content: 'Ask it.' },
          { role: 'assistant', content: '', tool_calls: [call] },
          { role: 'tool', content: 'Fog.', tool_call_id: '1' },
          { role: 'assistant', content: 'Fog, it says.' },
        ],
      },
    ];
    const { out, books } = await decideRows(rows, [{ step: 'contamination', benchmarks: [benchmark()] }]);
    expect(out.map(({ name }) => name)).toEqual(['prompt', 'answer', 'passage', 'tools', 'call']);
    expect(out[0]).toMatchObject({
      step: 'contamination',
      reason: 'contaminated',
      detail:
        'harbour harbour.jsonl#1 (13 words in a row): "a keeper fills the lamp of a lighthouse with forty litres of whale"',
    });
    expect(out[1]?.detail).toMatch(/^harbour harbour\.jsonl#2 \(a short item, 100% of it\): "which weather brings/);
    expect(books.steps).toMatchObject([{ rows: 6, left: { contaminated: 5 }, found: { items: 2, benchmarks: 1 } }]);
  });

  it('need a benchmark that can be read', async () => {
    const none = decideRows([], [{ step: 'contamination', benchmarks: ['/nowhere'] }]);
    await expect(none).rejects.toMatchObject({ code: 'E_CURATE', message: /no such file/ });
    await expect(decideRows([], [{ step: 'contamination', benchmarks: [] }])).rejects.toMatchObject({
      code: 'E_CURATE',
    });
  });
});

const SHARED = join(import.meta.dirname, '../../../../shared');
/** Files of judges, prompts and annotations, that hold no questions; items that are stock, or punctuation, from end to end. */
const NO_QUESTIONS =
  /few_shot|cot-prompts|judge|domain_|format_list|summarization|val_prompts|boolean_expr|multistep_arith|word_sorting|dyck/;
/** What questions of benchmarks have in common with everybody's. */
const STEMS = [
  'Which of the following statements is true?',
  'Which of the following is NOT mentioned in the passage?',
  'According to the passage, which of the following can be inferred about the author?',
  'Read the passage and answer the question. Answer with the letter of the right option. Let’s think step by step.',
  'The passage is primarily concerned with which of the following?\nA. A theory\nB. A process\nC. A person\nD. An event',
];

describe.skipIf(!existsSync(SHARED))('samples of real benchmarks, planted in rows of real documents', () => {
  it('are all found, exact and lightly edited, and fewer than one clean row in a thousand is', async () => {
    const passages: string[] = [];
    const folders = ['text', 'markdown', 'html', 'cnxml'].map((name) => join(SHARED, 'seeds', name)).filter(existsSync);
    for await (const event of readSeeds(folders, { maxSeeds: 500, workers: 1 })) {
      if ('seed' in event) passages.push(event.seed.text);
    }
    expect(passages.length).toBeGreaterThan(150);
    const clean: Told[] = passages.flatMap((passage, at) =>
      STEMS.map((question, stem) => ({ name: `clean ${at}.${stem}`, passage, question, answer: 'B. It says so.' })),
    );
    const items: BenchmarkItem[] = [];
    for await (const item of benchmarkItems([join(SHARED, 'benchmarks')]))
      if (!NO_QUESTIONS.test(item.place)) items.push(item);
    const edits = { exact: (text: string) => text, loud: (text: string) => text.toUpperCase(), edited: edited() };
    const planted = Object.entries(edits).flatMap(([name, edit]) =>
      items.map(({ texts }, at): Told => {
        const shown = texts
          .slice(0, 7)
          .map((text, option) => `${option > 0 ? `${'ABCDEF'[option - 1]}) ` : ''}${edit(text)}`);
        const passage = passages[at % passages.length] ?? '';
        const question = at % 2 === 0 ? shown.join('\n') : `${STEMS[0]}\n\n${shown.join('\n')}`;
        return { name: `${name} ${at}`, passage, question, answer: 'B.' };
      }),
    );
    const { out } = await decideRows(
      [...clean, ...planted],
      [{ step: 'contamination', benchmarks: [join(SHARED, 'benchmarks')] }],
    );
    const left = new Set(out.map(({ name }) => name));
    const missed = planted
      .filter(({ name }) => !left.has(name))
      .map(({ name, question }) => `${name}: ${question.slice(0, 200)}`);
    const of = (kind: string) => missed.filter((each) => each.startsWith(kind));
    expect(of('exact')).toEqual([]);
    expect(of('loud')).toEqual([]);
    // A few items are stock but for the one word that was changed: they look like any other question.
    expect(of('edited').length, of('edited').join('\n')).toBeLessThanOrEqual(items.length / 1000);
    const alarms = out.filter(({ name }) => name.startsWith('clean')).map(({ name, detail }) => `${name}: ${detail}`);
    expect(alarms.length, alarms.join('\n')).toBeLessThan(clean.length / 1000);
  }, 240_000);
});

/** Changes a word of every text of more than twelve. */
function edited(): (text: string) => string {
  const own = draw('edited');
  return (text) => {
    const words = text.split(' ');
    return words.length > 12 ? words.with(own.index(words.length), 'zebra').join(' ') : text;
  };
}
