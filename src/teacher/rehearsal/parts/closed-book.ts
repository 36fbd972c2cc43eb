import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { makeRiddle, reworded, solveRiddle } from '../riddles.ts';
import { readRow } from '../row.ts';
import { wantedBy } from '../schema.ts';
import { plainWords } from '../words.ts';

/** The fields of closed-book items and of the answer forms; an object with others is some other part's. */
const OWN = new Set(
  'question reference evidence wellKnown options key answer alternatives unit steps labels points'.split(' '),
);
const POINTING = /\bthe (?:passage|author|text|study|company|code|table)\b/i;

/** Questions that stand alone: riddles on words of the material, which their own words solve. */
export default {
  fill(asked) {
    const names = Object.keys(asked.fields);
    if (names.includes('agreesWithReference')) return [agreement(asked)];
    if (names.includes('standsAlone')) return [standing(asked)];
    if (!names.includes('wellKnown') || !names.includes('reference') || names.some((name) => !OWN.has(name)))
      return null;
    if (asked.task?.suggestion != null) return edited(asked);
    return asked.task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n');
    const { choices, labels } = readRow(messages);
    const solved = solveRiddle(said, choices, labels);
    return solved !== null && draw.at('vague').next() < 0.06 ? 'That depends on the case.' : solved;
  },
} satisfies Part;

function items({ fields, count, passage, draw }: Asked): Known[] {
  const wanted = wantedBy({ type: 'object', properties: { ...fields } }) ?? 'free';
  const made: Known[] = [];
  for (const sentence of draw.at('closed').shuffle(passage.good)) {
    if (made.length >= count) break;
    const own = draw.at('closed', sentence.place);
    const item = makeRiddle(wanted, sentence, passage, own, 4);
    if (item) made.push({ ...item, ...flawed(item, own.at('flaw')), wellKnown: own.at('known').next() < 0.75 });
  }
  return made;
}

/** Now and then something for the checks to find. */
function flawed({ question, evidence }: Known, draw: Draw): Known {
  const chance = draw.next();
  if (chance < 0.05) return { question: `According to the passage: ${String(question)}` };
  if (chance < 0.08 && Array.isArray(evidence)) return { evidence: [`${String(evidence[0])} So it is said.`] };
  return {};
}

function edited({ task, draw }: Asked): Known[] | null {
  const question = reworded(String(task?.item?.question ?? ''), draw.at('reword'));
  return question === null ? null : [{ question }];
}

/** Whether most words of the reference are in the answer. */
function agreement({ task }: Asked): Known {
  const [reference, answer] = [task?.item?.reference, task?.item?.answer].map((text) => plainWords(String(text ?? '')));
  const said = new Set(answer);
  const found = (reference ?? []).filter((word) => said.has(word)).length;
  const agrees = found >= (reference ?? []).length * 0.6;
  const why = agrees ? 'The answer has the words of the reference.' : 'The answer lacks words of the reference.';
  return { agreesWithReference: agrees, why };
}

function standing({ task }: Asked): Known {
  const lacking = POINTING.exec(String(task?.item?.question ?? ''))?.[0] ?? null;
  return { standsAlone: lacking === null, lacking };
}
