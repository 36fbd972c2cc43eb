import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { ALL_LABELS, cuedLabels, cuedText, drawChoice } from './cues.ts';
import { answerSearch, saidAbout } from './source-answer.ts';
import { readSearch, readSources, type Search, wordSearch } from './sources.ts';

const KINDS: Search['kind'][] = ['gap', 'about', 'claim', 'cost', 'half', 'sum', 'cell', 'queries'];
const MATERIAL =
  '[1] Lamps (a log)\nThe lamp burned whale oil. See [2] there.\n\n[2] Tides\nThe tide comes twice.\n\n' +
  'Core: documents 2 and 1. They disagree about this: oil.';

describe('searches', () => {
  test.each(KINDS)('a search for %s is read as it was worded', (kind) => {
    for (let at = 0; at < 12; at++) {
      const asked = wordSearch({ kind, quote: 'whale oil' }, draw(kind, at));
      const read = readSearch(`${MATERIAL}\n\n${asked}\n\nA few words are enough.`);
      expect(read).toMatchObject({ kind, quote: 'whale oil', asked });
    }
  });
  test('other questions are none', () => {
    expect(readSearch('What did “the lamp” burn?')).toBeNull();
    expect(readSearch(`What is known about “${'x'.repeat(900)}”?`)).toBeNull();
  });
  test('a new wording differs', () => {
    const first = wordSearch({ kind: 'cell', quote: 'a' }, draw('w'));
    expect(wordSearch({ kind: 'cell', quote: 'a' }, draw('w'), first)).not.toBe(first);
  });
});

describe('readSources', () => {
  test('takes a collection apart', () => {
    expect(readSources(MATERIAL)).toEqual({
      sources: [
        { number: 1, title: 'Lamps (a log)', text: 'The lamp burned whale oil. See [2] there.' },
        { number: 2, title: 'Tides', text: 'The tide comes twice.' },
      ],
      core: [2, 1],
    });
    expect(readSources('The lamp burned whale oil.')).toBeNull();
  });
});

describe('answers', () => {
  const answer = (kind: Search['kind'], quote: string, row: string, at = 0) =>
    answerSearch({ kind, quote, asked: 'What?' }, row, draw('answer', at));
  const rows = '[1] Lamps\nThe lamp burned whale oil.\n\n[2] Tides\nThe tide brings whale bones.\n\nWhat?';
  const usual = (answers: string[]) =>
    [...Map.groupBy(answers, (each) => each)].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0];
  const often = (kind: Search['kind'], quote: string, row: string) =>
    usual(Array.from({ length: 40 }, (_, at) => answer(kind, quote, row, at)));

  test('look gaps up, and say so where nothing stands', () => {
    expect(answer('gap', 'The lamp burned ____ oil', rows)).toBe('The answer is: whale');
    expect(answer('gap', 'The lamp burned ____ gas', rows)).toContain('cannot be told');
    expect(often('gap', 'The lamp burned ____ oil', `${rows} Quote it word for word.`)).toContain(
      '“The lamp burned whale oil”',
    );
  });
  test('cite in the notation of the row, and now and then wrongly', () => {
    const wish = 'refer to the document it comes from by its number in square brackets';
    expect(often('about', 'whale', `${rows} ${wish}`)).toBe(
      'The lamp burned whale oil. [1]\nThe tide brings whale bones. [2]',
    );
    const lettered = rows.replace('[1] Lamps', 'Document A – Lamps').replace('[2] Tides', 'Document B – Tides');
    expect(often('about', 'whale', `${lettered} ${wish}`)).toContain('bones. [B]');
    const all = Array.from({ length: 100 }, (_, at) => answer('about', 'whale', `${rows} ${wish}`, at));
    const wrong = all.filter((each) => each.includes('[99]')).length;
    expect(wrong).toBeGreaterThan(0);
    expect(wrong).toBeLessThan(20);
  });
  test('are judged by their words', () => {
    expect(saidAbout(answer('cost', 'lamp', rows, 1))).toMatchObject({ answers: 'none', admits: true });
    expect(saidAbout(often('half', 'whale', rows) ?? '')).toMatchObject({ answers: 'part', admits: true });
    expect(saidAbout('It cost 400.')).toMatchObject({ answers: 'whole', admits: false });
  });
});

describe('cues', () => {
  test.each(ALL_LABELS)('a text for %s is read back as that', (label) => {
    for (let at = 0; at < 4; at++)
      expect(cuedLabels(cuedText(['It was noon.'], [label], draw(label, at)))).toEqual([label]);
  });
  test('a target keeps its set, and an unknown one gets any', () => {
    expect(drawChoice('Fear', draw('a'))).toMatchObject({ right: 'Fear' });
    expect(drawChoice('Fear', draw('a')).labels).toContain('Joy');
    const other = drawChoice('Two subjects', draw('a'));
    expect(other.labels).toContain(other.right);
  });
});
