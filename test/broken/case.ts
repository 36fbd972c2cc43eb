import type { Subject, Verify } from '../../src/check/check.ts';
import { FORMS } from '../../src/check/forms/index.ts';
import { keyAgreement } from '../../src/check/key-agreement.ts';
import type { AnswerForm, Item, Message } from '../../src/data.ts';
import { instructionShape } from '../../src/flow/formats.ts';
import type { PlainTurn, Turn } from '../../src/skill/converse.ts';
import type { Skill } from '../../src/skill/skill.ts';
import { draw } from '../../src/text/draw.ts';

/** What agents and the teacher said about one item, and by which check it is dropped; `null` for a sound one. */
export interface Said {
  name: string;
  type: string;
  /** The type's own form unless a variant has another. */
  form?: AnswerForm;
  /** The type's variant that the item was asked by. */
  variant?: string;
  content: Record<string, unknown>;
  instruction: Record<string, unknown>;
  /** The teacher's answer, for rows of one turn. */
  response?: string;
  /** A whole conversation as it came, for rows of several turns. */
  messages?: Message[];
  /** What a simulator says to the last of `messages`. */
  heard?: Record<string, unknown>;
  /** Another row of the same item, whose draws differ. */
  row?: number;
  /** What verifying agents say, by agent; one that is asked and not named here says something that fits no shape. */
  verdicts?: Record<string, unknown>;
  /** The last goal, and what the item was made from. */
  refined?: { goal: string; from: { content: Record<string, unknown>; instruction: Record<string, unknown> } };
  dropped: { by: string; reason: string } | null;
}

/** Takes an item the way the flow takes it, up to the first that drops it: shape, form, item checks, key, row checks. */
export async function firstDrop(skill: Skill, said: Said): Promise<{ by: string; reason: string } | null> {
  const type = skill.types.find(({ id }) => id === said.type);
  if (!type) throw new Error(`${skill.id} has no type "${said.type}"`);
  const form = said.form ?? type.form;
  const { constraints: _, ...own } = said.instruction;
  const options = skill.goals.find(({ id }) => id === said.refined?.goal)?.options ?? type.options;
  if (!skill.content.safeParse(said.content).success) return { by: 'shape', reason: 'malformed' };
  if (!instructionShape(skill, form, { ...type, options }).safeParse(own).success)
    return { by: 'shape', reason: 'malformed' };
  if (FORMS[form].problem(said.instruction, type.fixedOrder) !== null) return { by: 'form', reason: 'ill-formed' };
  const subject = subjectOf(skill, said, form);
  const item = await firstFinding(skill, subject, 'item', said);
  if (item) return item;
  if (said.messages) return (await inConversation(skill, subject, said)) ?? onRow(skill, subject, said, said.messages);
  if (said.response === undefined) return null;
  const claim = {
    item: subject.item,
    question: subject.question,
    answer: said.response,
    labels: ['A', 'B', 'C', 'D', 'E'],
  };
  const { agrees } = await keyAgreement({ ...claim, undecided: subject.outcome === 'undecided' }, verifyOf(said));
  if (agrees === false) return { by: 'answer-matches-key', reason: 'key-disputed' };
  const choices = FORMS[form]
    .shown(said.instruction)
    .choices.map((choice, at) => `${String.fromCharCode(65 + at)}. ${choice}`);
  const parts = [subject.material, subject.question, choices.join('\n')];
  const asked: Message = { role: 'user', content: parts.filter(Boolean).join('\n\n') };
  return onRow(skill, subject, said, [asked, { role: 'assistant', content: said.response }]);
}

function onRow(skill: Skill, subject: Subject, said: Said, messages: Message[]) {
  const response = messages.findLast(({ role }) => role === 'assistant')?.content ?? '';
  return firstFinding(skill, { ...subject, messages, response }, 'response', said);
}

async function firstFinding(skill: Skill, subject: Subject, at: 'item' | 'response', said: Said) {
  for (const check of skill.checks.filter((each) => each.at === at)) {
    const finding = await check.check(subject, verifyOf(said));
    if (finding) return { by: check.id, reason: finding.reason };
  }
  return null;
}

/** The conversation turn by turn, as the skill hears it; what the simulators said before is in the messages already. */
async function inConversation(skill: Skill, { item }: Subject, { messages = [], heard, row, dropped }: Said) {
  const { converse } = skill;
  if (!converse) throw new Error(`${skill.id} holds no conversations`);
  const conversed = {
    content: item.content.value,
    instruction: item.instruction,
    ...posing(item),
    draw: row === undefined ? draw('broken') : draw('broken', row),
  };
  for (const [at, { role }] of messages.entries()) {
    if (role !== 'assistant') continue;
    const turn = converse.next(conversed, messages.slice(0, at + 1));
    const last = at === messages.length - 1;
    const found = last && heard && 'ask' in turn ? afterSimulator(turn, heard) : turn;
    if ('drop' in found) return { by: 'converse', reason: found.drop.reason };
    if ('end' in found) return null;
  }
  if (dropped === null) throw new Error('a sound conversation comes to its end');
  return null;
}

function afterSimulator(turn: Extract<Turn, { ask: string }>, heard: Record<string, unknown>): PlainTurn {
  const read = turn.shape.safeParse(heard);
  return read.success ? turn.heard(read.data) : { drop: { reason: 'malformed', detail: read.error.message } };
}

function posing(item: Item) {
  return {
    type: item.type,
    variant: item.variant,
    goals: item.refinements.map(({ goal }) => goal),
    draw: draw('broken'),
  };
}

function subjectOf(skill: Skill, said: Said, form: AnswerForm): Subject {
  const item = itemOf(said, form, said.content, said.instruction);
  const { refined } = said;
  const parent = refined
    ? itemOf({ ...said, refined: undefined }, form, refined.from.content, refined.from.instruction)
    : null;
  const posed = (each: Item) => skill.pose(each.content.value, each.instruction, posing(each));
  const { material, question } = posed(item);
  return {
    ...{ item, material, question, content: skill.show(said.content), messages: [], response: null },
    parent: parent && { item: parent, material: posed(parent).material },
    outcome: skill.goals.find(({ id }) => id === refined?.goal)?.outcome ?? null,
  };
}

function itemOf(
  said: Omit<Said, 'refined'> & { refined?: Said['refined'] | undefined },
  form: AnswerForm,
  value: Record<string, unknown>,
  instruction: Record<string, unknown>,
): Item {
  const step = said.refined && { goal: said.refined.goal, angle: null, suggestion: 's', round: 1, parent: 'p' };
  const content = { transform: 'any', variant: null, angle: null, value };
  const refinements = step ? [step] : [];
  return {
    id: said.refined ? 'child' : 'item',
    type: said.type,
    variant: said.variant ?? null,
    asker: [],
    form,
    content,
    instruction,
    refinements,
  };
}

function verifyOf({ verdicts = {} }: Said): Verify {
  const usage = { calls: 1, promptTokens: 0, cachedTokens: 0, completionTokens: 0, estimated: false };
  const trail = { calls: [], usage };
  return async (agent, _given, format) => {
    const reply = JSON.stringify(verdicts[agent] ?? null);
    const read = format.read(reply);
    if ('value' in read) return { value: read.value, reply, trail };
    return { fault: { reason: 'malformed', detail: `nothing was said for ${agent}`, reply }, trail };
  };
}
