import { describe, expect, it } from 'vitest';
import { References } from './references.ts';

/** A text with `@key` and `@@key` (with its name) as references, `fig` and `thm` known. */
function resolved(text: string): string {
  const references = new References();
  references.label('fig', { name: 'Figure', said: '1' });
  references.label('thm', { name: 'Theorem', said: '2' });
  references.label('fig', { name: 'Figure', said: '9' });
  return references.resolve(
    text.replaceAll(/(@@?)(\w[\w:]*)/g, (_, mark: string, key: string) => references.mark(key, mark === '@@')),
  );
}

describe('references', () => {
  it.each([
    ['See Figure @fig and @@thm.', 'See Figure 1 and Theorem 2.'],
    ['As Figure @gone shows.', 'As the figure shows.'],
    ['Figures @gone and @lost show it.', 'The figures show it.'],
    ['So. Section @gone says', 'So. The section says'],
    ['It holds (see Figure @gone).', 'It holds.'],
    ['It holds (Theorem @gone and Lemma @lost), so', 'It holds, so'],
    ['It holds (Figure @fig, @@gone).', 'It holds (Figure 1).'],
    ['As in @gone, and on p. @lost.', 'As in, and on.'],
    ['By (@gone) it is.', 'By it is.'],
    ['CONIC SECTIONS @gone', 'CONIC SECTIONS'],
    ['See @@fig:gone now.', 'See the figure now.'],
  ])('%j reads %j', (text, expected) => expect(resolved(text)).toBe(expected));

  it('has no marks in a text that came with them', () => {
    expect(References.cleared('a\ue0000\ue001b')).toBe('a0b');
    expect(new References().resolve('as it is')).toBe('as it is');
  });
});
