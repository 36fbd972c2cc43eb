import { complete, type Fault, joinTrails, type Prompt, type Trail } from '../ask/complete.ts';
import type { Subject } from '../check/check.ts';
import { FORMS } from '../check/forms/index.ts';
import { keyAgreement } from '../check/key-agreement.ts';
import type { Answer, Item } from '../data.ts';
import { allEnded } from '../text/all-ended.ts';
import type { FlowContext } from './context.ts';
import { brokenCheck, openChecking } from './verify.ts';

/** The answers to a row: the one that is kept, all that were asked for, and how many of them gave the key. */
export type Answers =
  | { kept: Answer; all: Answer[]; agreement: number | null; trail: Trail }
  | { stage: 'respond' | 'check'; agent: string; fault: Fault; trail: Trail };

type One = { answer: Answer; trail: Trail } | { fault: Fault; trail: Trail };

/**
 * Asks for the answer and holds it against the key. With a key, a disagreement costs two more answers; kept is the first
 * that gives it, if most of them do. `from` is the first sample index. The teacher sees `prompt` and nothing else.
 */
export async function answersFor(
  context: FlowContext,
  prompt: Prompt,
  subject: Subject,
  labels: readonly string[],
  from: number,
): Promise<Answers> {
  const { item } = subject;
  const first = firstAnswers(context, item);
  const undecided = subject.outcome === 'undecided';
  const answer = async (sample: number): Promise<One> => {
    const asked = await complete(context.asker, prompt, { sample });
    if ('fault' in asked) return { fault: asked.fault, trail: asked.trail };
    const claim = { item, question: subject.question, answer: asked.text, labels, undecided };
    const judging = openChecking(context, 'check');
    const judged = await judging.guard(() => keyAgreement(claim, judging.verify));
    const trail = joinTrails(asked.trail, judging.trail());
    if ('broken' in judged) return { fault: { ...brokenCheck(judged.broken), reply: asked.text }, trail };
    const thought = context.keepReasoning && asked.reasoning ? { reasoning: asked.reasoning } : {};
    return { answer: { text: asked.text, agrees: judged.value.agrees, ...thought }, trail };
  };
  const range = (start: number, end: number) =>
    Array.from({ length: end - start }, (_, index) => answer(from + start + index));
  let given = await allEnded(range(0, first));
  const disagrees = (one: One) => 'fault' in one || one.answer.agrees === false;
  const keyed = given.some((one) => 'answer' in one && one.answer.agrees !== null);
  if (keyed && first < 3 && given.some(disagrees)) given = [...given, ...(await allEnded(range(first, 3)))];
  return settled(given, item, undecided);
}

/** How many answers are asked for at once: as the goal says, else the type, else the skill, else one. Rows without a key need one. */
function firstAnswers({ skill }: FlowContext, item: Item): number {
  if (FORMS[item.form].key(item.instruction) === null) return 1;
  const goal = skill.goals.find((each) => each.id === item.refinements.at(-1)?.goal);
  const type = skill.types.find((each) => each.id === item.type);
  return goal?.answers ?? type?.answers ?? skill.answers ?? 1;
}

function settled(given: readonly One[], item: Item, undecided: boolean): Answers {
  const trail = joinTrails(...given.map((one) => one.trail));
  const all = given.flatMap((one) => ('answer' in one ? [one.answer] : []));
  const fault = given.flatMap((one) => ('fault' in one ? [one.fault] : []))[0];
  const agreeing = all.filter((one) => one.agrees === true);
  const open = all.find((one) => one.agrees === null);
  if (all.length === 0) return { stage: 'respond', agent: 'respond', fault: fault ?? missing(), trail };
  if (open) return { kept: open, all, agreement: null, trail };
  const kept = agreeing[0];
  if (kept && agreeing.length * 2 > given.length)
    return { kept, all, agreement: agreeing.length / given.length, trail };
  const wanted = undecided ? 'that the material does not say' : `the key: ${FORMS[item.form].key(item.instruction)}`;
  return {
    stage: 'check',
    agent: 'answer-matches-key',
    fault: {
      reason: 'key-disputed',
      detail: `${agreeing.length} of ${given.length} answers give ${wanted}`,
      reply: all.map((one) => one.text).join('\n---\n'),
    },
    trail,
  };
}

function missing(): Fault {
  return { reason: 'empty', detail: 'No answer came', reply: null };
}
