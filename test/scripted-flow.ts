import { z } from 'zod';
import type { Message, Seed } from '../src/data.ts';
import { FLOW_DEFAULTS, type FlowContext, type FlowSettings } from '../src/flow/context.ts';
import { loadFlowWords } from '../src/run/words.ts';
import type { Goal, InstructionType, Skill, Transform } from '../src/skill/skill.ts';
import { createCaller } from '../src/teacher/call.ts';
import { memoryJournal } from '../src/teacher/journal.ts';
import { createMeter } from '../src/teacher/meter.ts';
import { type Line, type ScriptedTeacher, scriptedTeacher } from '../src/teacher/scripted.ts';
import type { Request, Teacher } from '../src/teacher/teacher.ts';

/** A passage that the small skill takes. */
export const PASSAGE =
  'The ferry to Skarn leaves at noon. Its captain, Runa Holt, has run it for nine years. In March the ice held it in ' +
  'port for a week, and the islanders lived on what was in the cellars. Since then every house keeps flour for a month.';

/** A seed of that passage; `name` makes it another one. */
export function seedOf(name = 'a', text = PASSAGE): Seed {
  const tokens = Math.ceil(text.length / 4);
  const span: [number, number] = [0, text.length];
  return {
    id: name,
    kind: 'text',
    text,
    source: `${name}.txt`,
    span,
    title: null,
    language: 'en',
    license: null,
    tokens,
  };
}

/** A transform that copies the seed, but for the changes. */
export function transformOf(changes: Partial<Transform> = {}): Transform {
  const plain = {
    id: 'copy',
    title: 'Copy',
    weight: 1,
    verbatim: true,
    words: '',
    angles: [],
    variants: [],
    lengths: [],
    kinds: null,
  };
  return { ...plain, types: ['pick', 'say', 'tell'], hash: 't', ...changes };
}

/** A type of multiple choice, but for the changes. */
export function typeOf(changes: Partial<InstructionType> = {}): InstructionType {
  const plain = {
    id: 'pick',
    title: 'Pick',
    group: null,
    weight: 1,
    form: 'option',
    options: [3, 4],
    hash: 'y',
    items: null,
    answers: null,
    fixedOrder: false,
  } as const;
  return { ...plain, words: 'Ask for one of several.', variants: [], needs: [], with: [], ...changes };
}

/** A goal that changes the instruction of any form, but for the changes. */
export function goalOf(changes: Partial<Goal> = {}): Goal {
  const forms: Goal['forms'] = ['option', 'boolean', 'number', 'short', 'list', 'order', 'label', 'code', 'free'];
  const plain = { id: 'harder', title: 'Harder', weight: 1, words: 'One more step.', angles: ['Go backwards.'], forms };
  const rest = {
    program: null,
    edits: 'instruction',
    outcome: 'any',
    share: 1,
    options: null,
    types: null,
    answers: null,
    suggestions: null,
    carryOut: null,
  } as const;
  return { ...plain, ...rest, hash: 'g', ...changes };
}

/** Copies the seed; asks to pick (option), to say (short) or to tell (free); no goals and no checks. */
export function smallSkill(changes: Partial<Skill> = {}): Skill {
  return {
    id: 'small',
    title: 'Small',
    summary: 'For tests',
    accepts: { kinds: ['text'], tokens: [10, 1000] },
    content: z.strictObject({ passage: z.string().min(20) }),
    instruction: z.strictObject({ question: z.string().min(3), evidence: z.array(z.string()) }),
    fromSeed: ({ text }) => ({ passage: text }),
    show: ({ passage }) => String(passage),
    pose: ({ passage }, { question }) => ({ material: String(passage), question: String(question) }),
    checks: [],
    transforms: [transformOf()],
    types: [
      typeOf(),
      typeOf({ id: 'say', title: 'Say', form: 'short' }),
      typeOf({ id: 'tell', title: 'Tell', form: 'free' }),
    ],
    goals: [],
    shared: 'Ask well.',
    respond: '',
    hash: 's',
    ...changes,
  };
}

/** What a scripted flow says at each stage; `prompt` is the last user message. Stages left out say something that fits. */
export type Script = Partial<Record<Request['stage'], (prompt: string, request: Request) => Line | Promise<Line>>>;

/** A teacher that goes by the stage of a request. */
export function byStage(script: Script = {}): ScriptedTeacher {
  const said = { ...FITTING, ...script };
  return scriptedTeacher((request) => {
    const say = said[request.stage];
    if (!say) throw new Error(`nothing is scripted for the stage "${request.stage}"`);
    return say(request.messages.findLast(({ role }) => role === 'user')?.content ?? '', request);
  });
}

/** The items of an instruct reply, as the small skill's types have them; `at` sets those of one call apart. */
export function itemOf(title: string, at: number): Record<string, unknown> {
  const asked = { question: `${NOUNS[at]} ${title} ${VERBS[at]} Skarn ${NOUNS[at + 1]}?`, evidence: ['nine years'] };
  if (title === 'Pick')
    return { ...asked, options: ['wrong one', 'wrong two', `right thing ${at}`, 'wrong three'], key: 2 };
  if (title === 'Say') return { ...asked, answer: `right thing ${at}`, alternatives: [] };
  return { ...asked, points: ['right thing'] };
}

const NOUNS = ['ferry', 'flour', 'harbour', 'winter', 'captain', 'cellar', 'island', 'month', 'noon'];
const VERBS = ['kept', 'crossed', 'fed', 'left', 'opened', 'held', 'named', 'cost'];

const FITTING: Script = {
  transform: () => `<result>\n${PASSAGE} Told again.\n</result>`,
  instruct(prompt) {
    const title = /^# (.*)$/m.exec(prompt)?.[1] ?? '';
    const count = Number(/write (\d+) item/.exec(prompt)?.[1]);
    return JSON.stringify({ items: Array.from({ length: count }, (_, at) => itemOf(title, at)) });
  },
  suggest: () => JSON.stringify({ suggestions: ['first way', 'second way', 'third way'] }),
  edit(prompt) {
    const suggestion = /<suggestion>\n(.*)\n/.exec(prompt)?.[1] ?? '';
    const question = /"question": "(.*)"/.exec(prompt)?.[1] ?? '';
    return JSON.stringify({ question: `By the ${suggestion} of asking it: ${question}` });
  },
  respond: (prompt) => /right thing \d/.exec(prompt)?.[0] ?? 'It is the right thing, all told.',
  check: (prompt) => verdict(prompt, true),
};

/** What the agent of a check says, whichever it is. */
export function verdict(prompt: string, is: boolean): string {
  return JSON.stringify({ why: 'So it is.', [prompt.includes('"declines"') ? 'declines' : 'same']: is });
}

/** The item that a suggest or edit prompt shows. */
export function itemIn(prompt: string): Record<string, unknown> {
  return JSON.parse(/<item>\n([\s\S]*?)\n<\/item>/.exec(prompt)?.[1] ?? '{}');
}

/** A flow's context over a teacher, with the product's own frames and layouts; every item is refined where a goal suits. */
export async function contextOf(
  skill: Skill,
  teacher: Teacher,
  settings: Partial<FlowSettings> = {},
): Promise<FlowContext> {
  const words = await loadFlowWords();
  const caller = createCaller({ teacher, journal: memoryJournal(), meter: createMeter() });
  return {
    ...{
      ...words,
      skill,
      search: async () => [],
      weights: { types: {}, goals: {} },
      runSeed: '0',
      pass: 0,
      teacher: teacher.model,
    },
    asker: { caller, order: 0, sampling: () => ({}), maxTokens: () => 4096 },
    settings: { ...FLOW_DEFAULTS, refine: 1, ...settings },
  };
}

/** The calls of a stage, as their last user messages. */
export function promptsOf({ calls }: ScriptedTeacher, stage: Request['stage']): string[] {
  return calls.filter((call) => call.stage === stage).map(({ messages }) => lastOf(messages));
}

function lastOf(messages: readonly Message[]): string {
  return messages.at(-1)?.content ?? '';
}
