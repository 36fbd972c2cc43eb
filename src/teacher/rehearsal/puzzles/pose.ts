import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import { plainText } from '../words.ts';
import type { Claim, Reading } from './kind.ts';

/** Wordings of what is asked of options, by the word that the formal statement has for it. */
const ASKED: Readonly<Record<string, string>> = {
  must: 'Which of these must be so?',
  could: 'Which of these could be so?',
  cannot: 'Which of these cannot be so?',
};

const CERTAIN = 'Is the following certain: ';

/** What a form of item asks about a puzzle, with its key and its formal statement; null where nothing suits. */
export function poseAbout(reading: Reading, form: string, size: number, draw: Draw): Known | null {
  if (form === 'option') return poseOptions(reading, size, draw);
  if (form === 'boolean') {
    const claim = draw.pick(reading.claims);
    if (!claim) return null;
    const asked = { ask: 'must', target: claim.formal, claims: [] };
    return { question: `${CERTAIN}${claim.words.replace(/\.$/, '')}?`, answer: claim.holding === reading.cases, asked };
  }
  const found = draw.pick(reading.questions.filter((each) => each.form === form));
  if (!found) return null;
  const { question, ask, target, value } = found;
  const key = form === 'order' ? { steps: value } : { answer: value, alternatives: [], unit: null };
  return { question, ...key, asked: { ask, target, claims: [] } };
}

/** What the words of a row ask about a puzzle comes to: an option with its mark, a value, a verdict; null where nothing is asked. */
export function answerTo(reading: Reading, text: string): string | null {
  const ask = Object.keys(ASKED).find((each) => text.includes(ASKED[each] ?? '\0'));
  if (ask !== undefined) {
    const right = reading.claims.find(
      (claim) => satisfies(ask, claim, reading.cases) && placeOf(claim.words, text) !== null,
    );
    const mark = right && MARK.exec(text.slice(0, placeOf(right.words, text) ?? 0))?.[1];
    return right ? `${mark === undefined ? '' : `(${mark}) `}${right.words}` : null;
  }
  const certain = text.indexOf(CERTAIN);
  if (certain >= 0) {
    const said = plainText(text.slice(certain + CERTAIN.length).split('?')[0] ?? '');
    const claim = reading.claims.find(({ words }) => plainText(words) === said);
    return claim ? (claim.holding === reading.cases ? 'Yes' : 'No') : null;
  }
  const found = reading.questions.find(({ question }) => text.includes(question));
  return found ? [found.value].flat().join(', ') : null;
}

/** The mark right before an option. */
const MARK = /(?:^|[\s([*])([A-Za-z]|\d{1,2})[.)\]:*]{1,3}\s+$/;

/** Where words stand in a text, not as a part of longer ones. */
function placeOf(words: string, text: string): number | null {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const around = (text[at - 1] ?? ' ') + (text[at + words.length] ?? ' ');
    if (!/[\p{L}\p{N}-]/u.test(around)) return at;
  }
  return null;
}

function poseOptions(reading: Reading, size: number, draw: Draw): Known | null {
  for (const ask of draw.shuffle(Object.keys(ASKED))) {
    const [right, wrong] = [true, false].map((fits) =>
      reading.claims.filter((claim) => satisfies(ask, claim, reading.cases) === fits),
    );
    const key = draw.pick(right ?? []);
    const others = draw.sample(wrong ?? [], size - 1);
    if (!key || others.length < size - 1) continue;
    const shown = draw.shuffle([key, ...others]);
    const claims = shown.map(({ words, formal }) => ({ option: words, claim: formal }));
    const options = shown.map(({ words }) => words);
    return { question: ASKED[ask], options, key: shown.indexOf(key), asked: { ask, target: '', claims } };
  }
  return null;
}

function satisfies(ask: string, { holding }: Claim, cases: number): boolean {
  if (ask === 'must') return holding === cases;
  return ask === 'could' ? holding > 0 : holding === 0;
}
