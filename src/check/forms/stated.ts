import { withoutEmphasis } from './form.ts';

/**
 * What an answer says that it comes to. `whole`: it says nothing else. `rest` is what follows the statement and could
 * take it back or add to it.
 */
export interface Statement {
  text: string;
  rest: string;
}

const FILLER =
  'the|my|our|so|thus|therefore|hence|then|and|final|correct|right|best|die|meine|also|daher|somit|deshalb|richtige|' +
  'korrekte|endgültige|la|ma|donc|ainsi|bonne|finale|correcte|el|mi|por tanto|por lo tanto|correcta|quindi|corretta|a|' +
  'portanto|het|juiste|правильный';
const NOUN =
  'answer|option|choice|order|sequence|reihenfolge|antwort|lösung|réponse|respuesta|risposta|resposta|antwoord|svar|svaret|odpowiedź|ответ|答案|' +
  '答え|解答|回答|正解|顺序|順序|順番';
const LINK = '(?:is|ist|lautet|est|es|è|é|är)(?!\\p{L})|[:：=]|[是为為は](?=\\s*[^\\s。])';

/** "Answer: X", "So the correct answer is X", "Die richtige Antwort lautet X", "答案是X", "## Answer" above X. */
const LEAD = new RegExp(
  `(?:^|[.!?]\\s+|[。！？])(?:(?:${FILLER})[\\s,]+|(?:正确|正確|最终|最終|所以|因此)[，,]?)*(?:${NOUN})` +
    `[ \\t]*(?:(?:${LINK})[ \\t]*)*(?:(?:${LINK})|\\n)\\s*`,
  'gimu',
);

/** Wordings after which an answer may take back or soften what it stated; a program then cannot tell. */
const RETRACTION = new RegExp(
  '(?<!\\p{L})(?:actually|wait|however|correction|rather|instead|although|though|but|or|also|too|both|neither|not sure|' +
    'unsure|unless|perhaps|maybe|probably|possibly|might|could|unclear|ambiguous|mistake|sorry|no|nope|aber|doch|' +
    'allerdings|jedoch|oder|auch|vielleicht|eigentlich|sondern|nein|mais|cependant|pourtant|toutefois|ou|aussi|' +
    'peut-être|pero|aunque|también|quizás|ma|però|anche|forse|mas|porém|но|или|однако|нет)(?!\\p{L})|' +
    '但|不过|不過|或|也|其实|其實|可能|しかし|ただし|かも',
  'iu',
);

/** Wordings that may deny what stands beside them: "C) is wrong". */
const DENIAL = new RegExp(
  '(?<!\\p{L})(?:not|never|cannot|wrong|incorrect|false|nicht|kein\\p{L}*|falsch|pas|faux|fausse|falso|falsa|non|' +
    "incorrect\\p{L}*|не|неверно)(?!\\p{L})|n['’]t(?!\\p{L})|不|错|錯|没|沒|ない|間違",
  'iu',
);

/** TeX's box, which ends a solution; braces within it up to three deep. */
const BOX = /\${0,2}\\boxed\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}\${0,2}/g;

/** An answer without emphasis, code marks, headings, quotation prefixes and TeX's box. */
export function unmarked(answer: string): string {
  return withoutEmphasis(answer)
    .replaceAll('\r\n', '\n')
    .replaceAll(BOX, (_, inner: string) => inner.replace(/^\\text\{([^{}]*)\}$/, '$1'))
    .replaceAll(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*)/gm, '')
    .replaceAll(/^([ \t]*)\*[ \t]+/gm, '$1- ')
    .trim();
}

/**
 * The statements that an answer leads in with "Answer:" and the like, in any of several languages, each to the end of
 * its line; without any, the whole answer is its statement.
 */
export function statements(answer: string): Statement[] {
  const text = unmarked(answer);
  const leads = [...text.matchAll(LEAD)];
  const boxes = leads.length > 0 ? [] : [...answer.matchAll(BOX)];
  const [box] = boxes;
  if (box && boxes.length === 1) return [inBox(answer, box)];
  const found = leads.map((match) => {
    const from = match.index + match[0].length;
    const end = text.indexOf('\n', from);
    return end < 0
      ? { text: text.slice(from), rest: '' }
      : { text: text.slice(from, end).trim(), rest: text.slice(end).trim() };
  });
  return found.length > 0 ? found : [{ text, rest: '' }];
}

/** What stands in an answer's one box; an answer that denies or softens it states itself as a whole. */
function inBox(answer: string, box: RegExpExecArray): Statement {
  const line = answer.slice(answer.lastIndexOf('\n', box.index) + 1, box.index);
  const rest = answer.slice(box.index + box[0].length).replace(/^[\s.\])\\$*]+/, '');
  if (denies(line) || retracts(line)) return { text: unmarked(answer), rest: '' };
  return { text: unmarked(box[0]), rest };
}

/** The one statement that ends an answer, or that is all of it; null where there are several or something follows. */
export function finalStatement(answer: string): string | null {
  const [only, ...others] = statements(answer);
  return only && others.length === 0 && only.rest === '' ? only.text : null;
}

/** The final statement with all the lines that follow it: for answers that are lists. */
export function finalLines(answer: string): string | null {
  const [only, ...others] = statements(answer);
  return only && others.length === 0 ? `${only.text}\n${only.rest}`.trim() : null;
}

/** Whether a text could take back, soften or widen what was stated before it. */
export function retracts(text: string): boolean {
  return RETRACTION.test(text);
}

/** Whether a text could deny what it speaks of. */
export function denies(text: string): boolean {
  return DENIAL.test(text);
}
