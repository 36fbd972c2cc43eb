import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { byStage, contextOf, promptsOf, seedOf, smallSkill, typeOf } from '../../test/scripted-flow.ts';
import type { Message, Tool } from '../data.ts';
import type { Converse } from '../skill/converse.ts';
import type { Skill } from '../skill/skill.ts';
import type { Line } from '../teacher/scripted.ts';
import { flow } from './flow.ts';

const TOOL: Tool = { type: 'function', function: { name: 'find', description: 'Finds.', parameters: {} } };
const user = (content: string): Message => ({ role: 'user', content });
const turnsOf = (messages: readonly Message[]) => messages.filter(({ role }) => role === 'assistant').length;

/** A conversation of two turns of the assistant; the second question comes from the user simulator. */
const TWO_TURNS: Converse = {
  open: ({ instruction }) => ({ messages: [user(String(instruction.question))] }),
  next(_, messages) {
    if (turnsOf(messages) === 2) return { end: true };
    const item = messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
    const shape = z.strictObject({ says: z.string() });
    return {
      ask: 'user',
      given: { material: 'You know nothing.', item },
      shape,
      heard: ({ says }) => ({ say: [user(String(says))] }),
    };
  },
};

const talking = (converse: Converse, changes: Partial<Skill> = {}) =>
  smallSkill({ types: [typeOf({ id: 'tell', title: 'Tell', form: 'free' })], goals: [], converse, ...changes });

async function held(skill: Skill, respond: (at: number) => Line, says = 'And then?') {
  let at = 0;
  const teacher = byStage({ respond: () => respond(at++), simulate: () => JSON.stringify({ says }) });
  const result = await flow(await contextOf(skill, teacher, { types: 1, items: 1 }), seedOf());
  return { ...result, teacher };
}

describe('a conversation', () => {
  it('goes on between teacher and simulator until the skill ends it', async () => {
    const { pairs, teacher } = await held(talking(TWO_TURNS, { respond: 'Be brief.' }), (at) => `Answer ${at}.`);
    expect(pairs).toHaveLength(1);
    const [opening, ...rest] = pairs[0]?.messages ?? [];
    expect(opening?.role).toBe('user');
    expect(rest).toEqual([
      { role: 'assistant', content: 'Answer 0.' },
      user('And then?'),
      { role: 'assistant', content: 'Answer 1.' },
    ]);
    expect(pairs[0]).toMatchObject({ layout: 'conversation', answerForm: 'own', systemKind: 'none', agreement: null });
    expect(promptsOf(teacher, 'simulate')[0]).toContain('You know nothing.');
    const answering = teacher.calls.filter(({ stage }) => stage === 'respond').map(({ messages }) => messages);
    expect(answering.map((messages) => messages[0])).toEqual(Array(2).fill({ role: 'system', content: 'Be brief.' }));
    expect(answering[1]?.slice(1)).toEqual(pairs[0]?.messages.slice(0, 3));
  });

  it('that cannot be opened is a drop of its item', async () => {
    const open = () => {
      throw new Error('no sheet');
    };
    const { pairs, drops, items } = await held(talking({ ...TWO_TURNS, open }), () => 'Never.');
    expect([pairs, items]).toEqual([[], 1]);
    expect(drops).toMatchObject([{ stage: 'verify', agent: 'pose', reason: 'check-broken' }]);
  });

  it('keeps calls of tools, and their results, as they were', async () => {
    const call = { id: 'c1', type: 'function' as const, function: { name: 'find', arguments: '{}' } };
    const calling: Converse = {
      open: () => ({ messages: [{ role: 'system', content: 'Use tools.' }, user('Find it.')], tools: [TOOL] }),
      next: (_, messages) =>
        messages.at(-1)?.tool_calls
          ? { say: [{ role: 'tool', content: '{"found":1}', tool_call_id: 'c1' }] }
          : { end: true },
    };
    const { pairs, teacher } = await held(talking(calling), (at) =>
      at === 0 ? { text: '', toolCalls: [call] } : 'Found.',
    );
    expect(pairs[0]?.tools).toEqual([TOOL]);
    expect(pairs[0]?.systemKind).toBe('skill');
    expect(pairs[0]?.messages.slice(2)).toEqual([
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: '{"found":1}', tool_call_id: 'c1' },
      { role: 'assistant', content: 'Found.' },
    ]);
    expect(teacher.calls.findLast(({ stage }) => stage === 'respond')?.tools).toEqual([TOOL]);
  });

  const shape = z.strictObject({});
  const NOBODY = { ask: 'nobody', given: { material: '', item: '' }, shape, heard: () => ({ end: true as const }) };
  const endless = { ...TWO_TURNS, next: () => ({ say: [user('Go on.')] }) };
  const failing = {
    ...TWO_TURNS,
    next: () => {
      throw new Error('no such page');
    },
  };
  it.each<[string, Converse, string, Line]>([
    ['too-many-turns', endless, 'converse', 'Yes.'],
    ['empty-turn', { ...TWO_TURNS, next: () => ({ say: [user(' ')] }) }, 'converse', 'Yes.'],
    [
      'unparsable-action',
      { ...TWO_TURNS, next: () => ({ drop: { reason: 'unparsable-action', detail: 'x' } }) },
      'converse',
      'Yes.',
    ],
    ['check-broken', failing, 'converse', 'Yes.'],
    ['check-broken', { ...TWO_TURNS, next: () => JSON.parse('null') }, 'converse', 'Yes.'],
    ['check-broken', { ...TWO_TURNS, next: () => NOBODY }, 'converse', 'Yes.'],
    ['refused', TWO_TURNS, 'respond', { text: 'No.', finish: 'refused' }],
  ])('is dropped as %s', async (reason, converse, agent, said) => {
    const { pairs, drops } = await held(talking(converse), () => said);
    expect(pairs).toEqual([]);
    expect(drops).toMatchObject([{ reason, agent }]);
  });

  it('leaves an item for which it opens nothing an ordinary row', async () => {
    const { pairs } = await held(talking({ ...TWO_TURNS, open: () => null }), () => 'Once.');
    expect(pairs[0]?.messages.filter(({ role }) => role === 'assistant')).toEqual([
      { role: 'assistant', content: 'Once.' },
    ]);
    expect(pairs[0]?.layout).not.toBe('conversation');
  });

  it('is checked as a whole row', async () => {
    const seen: number[] = [];
    const counting = {
      id: 'counting',
      at: 'response' as const,
      check({ messages }: { messages: readonly Message[] }) {
        seen.push(turnsOf(messages));
        return { reason: 'short', detail: 'too short' };
      },
    };
    const { drops } = await held(talking(TWO_TURNS, { checks: [counting] }), (at) => `Answer ${at}.`);
    expect(seen).toEqual([2]);
    expect(drops).toMatchObject([{ stage: 'check', reason: 'short', reply: 'Answer 1.' }]);
  });
});
