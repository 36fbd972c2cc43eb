import { describe, expect, it } from 'vitest';
import { readsEnglish } from './english.ts';

describe('readsEnglish', () => {
  it.each([
    ['What did the lamp burn at first?', true],
    ['why is the sky blue', true],
    ['explain tides', true],
    ['Which of these did Émile Zola write?', true],
    ['Warum ist der Himmel blau?', false],
    ['Pourquoi le ciel est-il bleu ?', false],
    ['¿Por qué el cielo es azul?', false],
    ['Wat is de hoofdstad van het land?', false],
    ['Почему небо голубое?', false],
    ['空はなぜ青いのですか', false],
    ['boiling point water everest', false],
    ['', false],
  ])('%j: %s', (text, english) => expect(readsEnglish(text)).toBe(english));
});
