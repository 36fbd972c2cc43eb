import { choiceOf, OPEN } from './answer.ts';
import type { Known } from './makers.ts';
import { itemOf } from './places.ts';
import type { Task } from './prompt.ts';
import { solve } from './solve.ts';
import { plainText, plainWords } from './words.ts';

const DECLINING =
  /does not (?:say|state|tell|decide|mention|give)|do(?:es)?n['’]t say|cannot be (?:answered|told|determined|known)|not stated|leaves? (?:this|it|that|the question) open|no sentence of/i;

const VERDICTS = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

/** What a verifying agent finds, under the names that its fields may have. */
export function verify(task: Task, item: Known): Known {
  const answer = task.answer ?? text(item.answer ?? item.response ?? item.given);
  const key = text(item.key);
  const declined = DECLINING.test(answer);
  const same = !declined && sameAnswer(key, answer);
  const verdicts = { same, agrees: same, equivalent: same, declines: declined, declined, open: declined };
  return { ...verdicts, ...fromMaterial(task, item), ...why(task.words, same, declined) };
}

/** Whether all words of the key stand in the answer; yes and no count as true and false. */
export function sameAnswer(key: string, answer: string): boolean {
  const verdict = /^\s*(true|false|yes|no)\b/i.exec(key)?.[1]?.toLowerCase();
  const given = plainWords(answer);
  if (verdict !== undefined) {
    const said = given.findLast((word) => VERDICTS.has(word));
    return said !== undefined && VERDICTS.get(said) === VERDICTS.get(verdict);
  }
  const parts = key
    .split(/;|→|\|/)
    .map(plainText)
    .filter((part) => part !== '');
  const whole = ` ${given.join(' ')} `;
  return parts.length > 0 && parts.every((part) => whole.includes(` ${part} `));
}

/** The item's question answered from the material. */
function fromMaterial({ material }: Task, item: Known): Known {
  const { probe, choices } = itemOf(item);
  const finding = probe && solve(probe, material, choices);
  const place = finding && choices.length > 0 && probe?.kind !== 'order' ? choiceOf(finding.values, choices) : null;
  if (!finding || (place !== null && place < 0)) {
    return {
      answerable: false,
      answered: false,
      answer: null,
      key: null,
      choice: null,
      option: null,
      quote: null,
      evidence: [],
    };
  }
  const value = place === null ? finding.values.join('; ') : (choices[place] ?? '');
  const answer = probe?.kind === 'statement' && place === null ? finding.values[0] === 'true' : value;
  const { quote } = finding;
  return {
    answerable: true,
    answered: true,
    answer,
    key: place,
    choice: place,
    option: place,
    quote,
    evidence: [quote],
    options: choices,
  };
}

function why(words: string, same: boolean, declined: boolean): Known {
  const reason = /arrive at what the key says|\bkey\b[^.]*\banswer/i.test(words)
    ? same
      ? 'The answer has the words of the key.'
      : 'The answer lacks words of the key.'
    : /leaves this open|decline/i.test(words)
      ? declined
        ? 'The answer says that the passage leaves it open.'
        : 'The answer commits itself.'
      : OPEN;
  return { why: reason, reason, explanation: reason };
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('; ');
  return value === undefined || value === null ? '' : String(value);
}
