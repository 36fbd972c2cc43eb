import { describe, expect, it } from 'vitest';
import { isAnswerField, type Row, recordDocument, textOfRecord } from './json-fields.ts';

const PROSE =
  'The keeper of the light climbed the stair every evening at dusk, trimmed the wick, and wrote the hour into the book that lay beside the lamp.';

describe('fields of questions and answers', () => {
  it.each([
    ...[
      'question',
      'Questions',
      'qas',
      'answers',
      'longAnswer',
      'LONG_ANSWER',
      'answer_text',
      'correct_answer',
      'choices',
    ],
    ...[
      'label',
      'options',
      'target',
      'completion',
      'response',
      'output',
      'reference_outputs',
      'model_responses',
      'messages',
    ],
    ...[
      'instruction',
      'input',
      'prompt',
      'rationale',
      'final_decision',
      'distractor1',
      'cop',
      'exp',
      'chosen',
      'rejected',
    ],
  ])('%s is left out', (name) => {
    expect(isAnswerField(name)).toBe(true);
    expect(textOfRecord({ context: PROSE, [name]: `${PROSE} The secret.` })).toBe(PROSE);
    expect(textOfRecord({ title: 'A', [name]: `${PROSE} The secret.` })).toBeNull();
    expect(textOfRecord({ sections: [{ [name]: [{ text: `${PROSE} The secret.` }] }] })).toBeNull();
  });

  it.each(['text', 'context', 'passage', 'description', 'body', 'optional_remarks', 'labelling', 'targeting', 'gloss'])(
    '%s is not',
    (name) => expect(textOfRecord({ [name]: PROSE })).toBe(PROSE),
  );

  it('keep a record from being read for any other text', () => {
    expect(textOfRecord({ story: PROSE })).toBe(PROSE);
    expect(textOfRecord({ story: PROSE, question: 'Who wrote?' })).toBeNull();
    expect(textOfRecord({ other: { reasoning: PROSE }, label: 'B' })).toBeNull();
    expect(() => recordDocument({ question: PROSE, answer: PROSE }, 'a#1')).toThrow(
      'only questions, answers or labels, which are left out',
    );
  });

  it('are read when asked for', () => {
    expect(recordDocument({ answer: PROSE }, 'a#1', 'answer').text).toBe(PROSE);
  });
});

describe('a record is a document', () => {
  const text = (row: Row) => recordDocument(row, 'a#1').text;

  it('of the first usual field, whatever its place and spelling', () => {
    expect(text({ summary: PROSE, Content: 'b', Text: 'a' })).toBe('a');
    expect(text({ text: '  ', page_content: 'b' })).toBe('b');
  });

  it('of sections with their headings, of paragraphs and of lines', () => {
    const row = {
      title: 'The light',
      abstract: [{ text: 'In short.' }],
      sections: [
        { heading: 'The stair', text: 'One.' },
        { heading: 'The stair', text: 'Two.' },
        {
          heading: 'The wick',
          paragraphs: [{ context: 'Three.', qas: [{ question: 'Four?' }] }, { context: 'Five.' }],
        },
      ],
      qas: [PROSE],
    };
    const { text: read, title, sections } = recordDocument(row, 'a#1');
    expect(read).toBe('In short.\n\n## The stair\n\nOne.\n\nTwo.\n\n## The wick\n\nThree.\n\nFive.');
    expect(title).toBe('The light');
    expect(sections.map((section) => section.title)).toEqual(['The stair', 'The wick']);
    expect(text({ stanzas: [['a', 'b'], ['c']], notes: ['1. a'] })).toBe('a\nb\n\nc\n\n1. a');
  });

  it('of all running text, where no field has a usual name', () => {
    expect(text({ id: 'x', url: 'https://a.example/b', tale: PROSE, deep: { moral: `${PROSE} So it was.` } })).toBe(
      `${PROSE}\n\n${PROSE} So it was.`,
    );
    expect(() => text({ id: 'x', name: 'short' })).toThrow('no field "text", "content"');
  });

  it('of a path that was asked for', () => {
    const row = { page: { body: ['a', 'b'] }, 'page.body': undefined, text: 'no' };
    expect(recordDocument({ page: { body: ['a', 'b'] }, text: 'no' }, 'a#1', 'page.body').text).toBe('a\nb');
    expect(() => recordDocument(row, 'a#1', 'page.none')).toThrow('no field "page.none" with a text');
    expect(() => recordDocument(row, 'a#1', 'page.__proto__.constructor')).toThrow('no field');
  });

  it('with title, author, license and language', () => {
    const row = {
      text: 'a',
      title: 'T',
      author: { name: 'W' },
      metadata: { licenses: [{ name: 'CC0-1.0' }], lang: ['es'] },
    };
    expect(recordDocument(row, 'a#1')).toMatchObject({ title: 'T (W)', license: 'CC0-1.0', language: 'es' });
    expect(recordDocument({ text: 'a', url: 'https://a.example' }, 'a#1').title).toBe('https://a.example');
  });

  it('however deep it is, in good time', () => {
    let deep: unknown = PROSE;
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { text: deep };
    expect(() => text({ text: deep })).toThrow('no field');
    let wide: Row = { text: PROSE };
    for (let level = 0; level < 10; level++) wide = { text: '', body: wide, sections: [wide.none], other: wide };
    expect(text(wide)).toBe(PROSE);
  });
});
