import { describe, expect, it } from 'vitest';
import { Words } from './words.ts';

function joined(line: string, next: string, ...others: string[]): string {
  const words = new Words();
  words.learn([...others, line, next]);
  return words.leading(line, next) + next;
}

describe('a word that a line end parts', () => {
  it.each([
    ['a consec-', 'tetuer text', 'a consectetuer text', []],
    ['the to-', 'gether', 'the together', ['go to it', 'all together']],
    ['the to-', 'gether', 'the together', ['go to it']],
    ['a well-', 'known book', 'a well-known book', ['a book is known well']],
    ['of self-', 'efficacy', 'of self-efficacy', ['self-reported']],
    ['the long-', 'term', 'the long-term', ['long-term']],
    ['the Anglo-', 'Saxon', 'the Anglo-Saxon', []],
    ['in 1990-', '1995', 'in 1990-1995', []],
    ['a soft\u00ad', 'ware', 'a software', []],
    ['under-', 'standing-room', 'understanding-room', ['understanding']],
    ['it was -', 'so to speak', 'it was - so to speak', []],
    ['the end—', 'or not', 'the end—or not', []],
    ['see http://www.', 'census.gov', 'see http://www.census.gov', []],
    ['这是一本', '书。', '这是一本书。', []],
    ['这是 PDF', '的书', '这是 PDF 的书', []],
    ['one line', 'and another', 'one line and another', []],
  ])('%s | %s becomes %s', (line, next, whole, others) => {
    expect(joined(line, next, ...others)).toBe(whole);
  });
});
