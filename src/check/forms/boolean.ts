import { z } from 'zod';
import type { Form } from './form.ts';
import { retracts, statements } from './stated.ts';

const Bool = z.object({ answer: z.boolean() });
const YES = `yes|true|ja|wahr|oui|vrai|sí|si|sì|verdadero|vero|sim|verdadeiro|да|tak|是|是的|对|對|正确|正確|はい|예|네|हाँ|نعم`;
const NO = `no|false|nein|falsch|non|faux|falso|não|нет|nie|不|不是|否|不对|不對|错|錯|错误|錯誤|いいえ|아니요|नहीं|لا`;
const PLAIN_YES = `${YES}|correct|right|richtig|exact|correct(?:e|a|o)|صحيح`;
const PLAIN_NO = `${NO}|incorrect|wrong|not true|not correct|unrichtig|incorrecto|خطأ`;
const SO = '(?:(?:so|thus|therefore|hence|also|donc),?\\s+)?';

const wholly = (words: string) => new RegExp(`^${SO}(?:${words})\\s*[.!。！]?$`, 'iu');
const opening = (words: string) => new RegExp(`^(?:${words})\\s*(?:[,.;:!，。！；：–—]|\\n)`, 'iu');
const anywhere = (words: string) => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, 'iu');
const SIDES = [
  { value: true, wholly: wholly(PLAIN_YES), opening: opening(YES), against: anywhere(`${PLAIN_NO}|not`) },
  { value: false, wholly: wholly(PLAIN_NO), opening: opening(NO), against: anywhere(PLAIN_YES) },
];

/** Words run together in these scripts, so that a denial among them is not seen. */
const CJK = /[\u3040-\u30ff\u3400-\u9fff]/;

/** What an answer quotes is not what it says itself. */
const QUOTED = /["“„«][^"”»]{12,}["”»]/g;

/** A statement that is true or not. */
export const boolean: Form = {
  keyFields: ['answer'],
  fields: () => ({ answer: z.boolean().describe('Whether it is so') }),
  problem: () => null,
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: (fields) => (Bool.parse(fields).answer ? 'true (yes)' : 'false (no)'),
  agrees(answer, fields) {
    const said = new Set(statements(answer).map(({ text, rest }) => saidIn(text, rest) ?? saidAtLast(text)));
    const [value] = said;
    return said.size !== 1 || typeof value !== 'boolean' ? null : value === Bool.parse(fields).answer;
  },
};

/** What a statement says: one word alone, or one that opens it while nothing after it speaks for the other side. */
function saidIn(text: string, rest: string): boolean | null {
  for (const side of SIDES) {
    const word = side.opening.exec(`${text}\n`)?.[0];
    const remark = `${word === undefined ? '' : text.slice(word.length)}\n${rest}`.replaceAll(QUOTED, ' ');
    if (!side.wholly.test(text) && word === undefined) continue;
    return side.against.test(remark) || retracts(remark) || CJK.test(remark) ? null : side.value;
  }
  return null;
}

/** What a word says that ends an answer as a paragraph of its own, where no other side opens the answer. */
function saidAtLast(text: string): boolean | null {
  const last = /[.!?"”»)]\s*\n\s*\n([^\n]+)$/.exec(text)?.[1] ?? '';
  const side = SIDES.find(({ wholly }) => wholly.test(last));
  return side === undefined || SIDES.some(({ opening }) => opening.test(text)) ? null : side.value;
}
