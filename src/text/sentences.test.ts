import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

const cut = (text: string, language?: string) => splitSentences(text, language).map((sentence) => sentence.text);

const HARD: [name: string, sentences: string[], language?: string][] = [
  ['titles', ['Dr. Smith met Mr. Jones and Prof. Lee.', 'They left.']],
  ['e.g. and i.e.', ['Use a tool, e.g. Vitest, i.e. a runner.', 'Then go on.']],
  ['initials', ['J. R. R. Tolkien wrote it.', 'It sold well.']],
  ['decimals and money', ['It cost $3.50 and grew by 4.2 %.', 'We paid.']],
  ['versions', ['Since v0.6.3 Zod is faster.', 'Version 2.0 is out.']],
  ['calls', ['Call obj.method() or Foo.Bar() first.', 'Then stop.']],
  ['ellipsis', ['He waited ... and then... nothing.', 'She left.']],
  ['closing quotes', ['He said, “Stop it!” and left.', '“Is it you?” she asked.', '“No.”', 'He went.']],
  ['acronyms', ['The U.S. Constitution begins so.', 'He lived in the U.S.', 'He was happy.']],
  ['German', ['Am 3. Oktober kam z.B. Dr. Weiß, d.h. der Arzt.', 'Er blieb.'], 'de'],
  ['figures and numbers', ['See Fig. 3 and No. 5 of Vol. 2.', 'The answer is no.', 'We agree.']],
  ['French guillemets', ['« Où vas-tu ? » dit-il.', 'Il partit.'], 'fr'],
  ['Spanish', ['El Sr. García vive en la pág. 3.', '¿Lo sabías?', '¡Claro!'], 'es'],
  ['Chinese', ['他来了。', '“你好！”', '我们走吧？'], 'zh'],
  ['Russian', ['Он жил в г. Москве, т.е. там.', 'Потом уехал.'], 'ru'],
  ['Hindi', ['यह एक वाक्य है।', 'यह दूसरा है।'], 'hi'],
  ['etc.', ['Bring pens, paper, etc.', 'We start at nine.']],
];

describe('splitSentences', () => {
  it.each(HARD)('%s', (_, sentences, language) => {
    const joint = language === 'zh' ? '' : ' ';
    expect(cut(sentences.join(joint), language)).toEqual(sentences);
  });

  it('reads over the line breaks of a wrapped paragraph and stops at a blank line', () => {
    expect(cut('It was a\nlong day. Then\nit ended\n\nHeading\n\nNew.')).toEqual([
      'It was a\nlong day.',
      'Then\nit ended',
      'Heading',
      'New.',
    ]);
  });

  it('keeps list items and rows apart', () => {
    expect(cut('Two things:\n- one\n- two\n1. First of all. Next.')).toEqual([
      'Two things:',
      '- one',
      '- two',
      '1. First of all.',
      'Next.',
    ]);
  });

  it('gives exact spans with nothing but white space between', () => {
    const pieces = fc.constantFrom('A b', '. ', '! ', '\n', '\n\n', ' ', 'Dr. ', '3.', '…', '”', '。', '- ', '😀', 'x');
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const sentence of splitSentences(text)) {
          expect(text.slice(at, sentence.start).trim()).toBe('');
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.text.trim()).toBe(sentence.text);
          at = sentence.end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
