import { complete, type Fault, joinTrails, type Prompt, type Trail } from '../ask/complete.ts';
import type { Subject } from '../check/check.ts';
import { FORMS } from '../check/forms/index.ts';
import { keyAgreement } from '../check/key-agreement.ts';
import type { Answer, Message, Seed } from '../data.ts';
import { type Layout, labelsOf, renderLayout } from '../prompt/layout.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import type { Draft, Ledger } from './result.ts';
import { brokenCheck, openChecking } from './verify.ts';

/** A row before its answer: what the student sees, and how the answer is to be judged. */
export interface Posed {
  draft: Draft;
  subject: Subject;
  layout: Layout;
  messages: Message[];
}

/** Lays an item out for the student by a seeded layout. */
export function pose(draft: Draft, subject: Subject, layout: Layout): Posed {
  const { choices } = FORMS[draft.item.form].shown(draft.item.instruction);
  const content = renderLayout(layout, { material: subject.material, question: subject.question, choices });
  return { draft, subject, layout, messages: [{ role: 'user', content }] };
}

/**
 * Asks for the answer, holds it against the key, and writes the row. With a key, a disagreement costs two more answers;
 * the row is kept if most of three give the key, with the first that does. The teacher sees exactly the row's messages
 * and, before them, the skill's unkept system message (prompt erasure: Orca 2, section 4).
 */
export async function respond(context: FlowContext, seed: Seed, posed: Posed, ledger: Ledger): Promise<void> {
  const { skill, asker } = context;
  const { draft, subject, layout } = posed;
  const { item } = draft;
  const words = shortHash(skill.respond, layout.hash);
  const unkept: Message[] = skill.respond === '' ? [] : [{ role: 'system', content: skill.respond }];
  const prompt: Prompt = { stage: 'respond', agent: 'respond', words, messages: [...unkept, ...posed.messages] };
  let trail = draft.trail;

  const answers = await answersFor(posed, firstAnswers(context, draft), async (sample) => {
    const asked = await complete(asker, prompt, { sample });
    if ('fault' in asked) return { fault: asked.fault, trail: asked.trail };
    const claim = {
      item,
      question: subject.question,
      answer: asked.text,
      labels: labelsOf(layout, FORMS[item.form].shown(item.instruction).choices.length),
      undecided: subject.outcome === 'undecided',
    };
    const judging = openChecking(context, 'check');
    const judged = await judging.guard(() => keyAgreement(claim, judging.verify));
    const trail = joinTrails(asked.trail, judging.trail());
    if ('broken' in judged) return { fault: { ...brokenCheck(judged.broken), reply: asked.text }, trail };
    return { answer: { text: asked.text, agrees: judged.value.agrees }, trail };
  });
  trail = joinTrails(trail, answers.trail);
  if ('fault' in answers) return ledger.drop(answers.stage, answers.agent, answers.fault, item, trail);

  const { kept, all, agreement } = answers;
  const checking = openChecking(context, 'check');
  for (const check of skill.checks.filter((each) => each.at === 'response')) {
    const checked = await checking.guard(() => check.check({ ...subject, response: kept.text }, checking.verify));
    const finding = 'broken' in checked ? brokenCheck(checked.broken) : checked.value;
    const spent = joinTrails(trail, checking.trail());
    if (finding) return ledger.drop('check', check.id, { reply: kept.text, ...finding }, item, spent);
  }
  trail = joinTrails(trail, checking.trail());
  const messages: Message[] = [...posed.messages, { role: 'assistant', content: kept.text.trim() }];
  const wellFormed = messages.map(({ role, content }) => ({
    role,
    content: content.replaceAll('\0', '').toWellFormed(),
  }));
  ledger.result.pairs.push({
    record: 'pair',
    id: shortHash(
      seed.id,
      skill.id,
      context.pass,
      item.content.transform,
      item.type,
      item.id,
      'answer',
      all.indexOf(kept),
    ),
    contentHash: shortHash(...wellFormed.flatMap((message) => [message.role, message.content])),
    messages: wellFormed,
    layout: layout.id,
    systemKind: 'none',
    agreement,
    answers: all,
    unkeptSystem: skill.respond === '' ? null : skill.respond,
    teacher: context.teacher,
    usage: trail.usage,
    lineage: ledger.lineage(item, trail),
  });
}

/** How many answers are asked for at once: as the goal says, else the skill, else one. Rows without a key need one. */
function firstAnswers({ skill }: FlowContext, { item }: Draft): number {
  const goal = skill.goals.find((each) => each.id === item.refinements.at(-1)?.goal);
  const keyed = FORMS[item.form].key(item.instruction) !== null;
  return keyed ? (goal?.answers ?? skill.answers ?? 1) : 1;
}

type One = { answer: Answer; trail: Trail } | { fault: Fault; trail: Trail };
type Answers =
  | { kept: Answer; all: Answer[]; agreement: number | null; trail: Trail }
  | { stage: 'respond' | 'check'; agent: string; fault: Fault; trail: Trail };

async function answersFor(posed: Posed, first: number, answer: (sample: number) => Promise<One>): Promise<Answers> {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => answer(from + index));
  let given = await Promise.all(range(0, first));
  const disagrees = (one: One) => 'fault' in one || one.answer.agrees === false;
  const keyed = given.some((one) => 'answer' in one && one.answer.agrees !== null);
  if (keyed && first < 3 && given.some(disagrees)) given = [...given, ...(await Promise.all(range(first, 3)))];

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
  const key = FORMS[posed.draft.item.form].key(posed.draft.item.instruction);
  return {
    stage: 'check',
    agent: 'answer-matches-key',
    fault: {
      reason: 'key-disputed',
      detail: `${agreeing.length} of ${given.length} answers give ${posed.subject.outcome === 'undecided' ? 'that the material does not say' : `the key: ${key}`}`,
      reply: all.map((one) => one.text).join('\n---\n'),
    },
    trail,
  };
}

function missing(): Fault {
  return { reason: 'empty', detail: 'No answer came', reply: null };
}
