import { readsEnglish } from '../../text/english.ts';
import { detectLanguage } from '../../text/language.ts';
import type { FlagRule } from './flag.ts';

/** Prompts that name a language, or speak of translating, may want an answer in another than their own. */
const OTHER_WANTED =
  /\b(?:translat\w*|(?:in|into|from|to) (?:the )?[A-Z]\w+ language|afrikaans|arabic|basque|bengali|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|estonian|filipino|finnish|french|german|greek|gujarati|hebrew|hindi|hungarian|icelandic|indonesian|irish|italian|japanese|korean|latin|latvian|lithuanian|malay|mandarin|marathi|norwegian|persian|polish|portuguese|punjabi|romanian|russian|serbian|slovak|slovene|spanish|swahili|swedish|tagalog|tamil|telugu|thai|turkish|ukrainian|urdu|vietnamese|welsh|übersetz\w*|tradui\w*|traduc\w*|tradur\w*|перевед\w*)|翻[译訳譯]|英[语語文]/i;
/** Fenced code, which has no language of its own. */
const CODE = /^(```|~~~)[\s\S]*?^\1/gm;
const LEAST = 200;

/** An answer in another language than its prompt, where both can be told and the prompt does not speak of languages. */
export const language: FlagRule = {
  name: 'language',
  says: 'prompt and answer are in different languages',
  async find({ prompt, response, asked }) {
    const answer = response.replaceAll(CODE, ' ');
    if (answer.length < LEAST || OTHER_WANTED.test(asked.instruction)) return null;
    const question = prompt.replaceAll(CODE, ' ');
    if (readsEnglish(head(answer)) && readsEnglish(head(question))) return null;
    const asks = await detectLanguage(question);
    const answers = asks === null ? null : await detectLanguage(answer, asks);
    if (asks === null || answers === null || asks === answers) return null;
    return `The prompt is in "${asks}", the answer in "${answers}"`;
  },
};

/** As much of a text as tells its language by small words. */
function head(text: string): string {
  return text.slice(0, 1000);
}
