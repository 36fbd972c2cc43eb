import { describe, expect, it } from 'vitest';
import { fenced, LINE_BREAK, MarkdownWriter, plainWords } from './markdown-writer.ts';

const written = (write: (out: MarkdownWriter) => void): string => {
  const out = new MarkdownWriter();
  write(out);
  return out.finish();
};

describe('the Markdown writer', () => {
  it('folds words into paragraphs and keeps blocks apart', () => {
    const text = written((out) => {
      out.say('  One\n');
      out.say(`two ${LINE_BREAK} three`);
      out.heading(9, 'A\nhead ');
      out.say('four');
    });
    expect(text).toBe('One two\nthree\n\n###### A head\n\nfour');
  });

  it('nests lists, and closes what is left open', () => {
    const text = written((out) => {
      out.open('bullets');
      out.item();
      out.say('a');
      out.open('numbers', (at) => `${'xyz'[at]}.`);
      for (const said of ['b', 'c']) {
        out.item();
        out.say(said);
      }
      out.close('numbers');
      out.item();
      out.say('d');
      out.code('  e\n\n  f');
      out.open('quote');
      out.say('g');
    });
    expect(text).toBe('- a\n  x. b\n  y. c\n\n- d\n\n  ```\n    e\n\n    f\n  ```\n\n  > g');
  });

  it('passes over what was never opened, and bounds how deep containers stand in each other', () => {
    expect(written((out) => out.close('item'))).toBe('');
    expect(new MarkdownWriter().item()).toBe(false);
    const deep = written((out) => {
      for (let i = 0; i < 100_000; i++) out.open('quote');
      out.say('a');
    });
    expect(deep).toBe(`${'> '.repeat(12)}a`);
  });

  it('puts figures after the paragraph that they stand in', () => {
    const text = written((out) => {
      out.after('At once');
      out.say('A paragraph ');
      out.after('Figure');
      out.say('goes on.');
      out.end();
      out.say('Next');
    });
    expect(text).toBe('At once\n\nA paragraph goes on.\n\nFigure\n\nNext');
  });

  it('marks emphasis but inside words', () => {
    const text = written((out) => {
      out.emphasize(' a b ', '_');
      out.say('H');
      out.emphasize('2', '**');
      out.say('O ');
      out.emphasize('a_b', '_');
    });
    expect(text).toBe('_a b_ H2O a_b');
    expect(plainWords('_A_ **b** `c` snake_case_name 2*3*4')).toBe('A b c snake_case_name 2*3*4');
  });

  it('fences code with what it does not hold', () => {
    expect(fenced('a\n````\nb', 'md')).toBe('`````md\na\n````\nb\n`````');
  });
});
