import { z } from 'zod';
import { ask } from '../ask/ask.ts';
import { complete, type Fault, joinTrails, NO_TRAIL, type Prompt, type Trail } from '../ask/complete.ts';
import { type Format, jsonFormat } from '../ask/format.ts';
import type { Item, Message, Tool } from '../data.ts';
import { messageOf } from '../errors.ts';
import type { Conversed, PlainTurn, Turn } from '../skill/converse.ts';
import type { FlowContext } from './context.ts';
import { posingOf } from './posed.ts';
import { framed } from './prompts.ts';
import type { Posed, Said } from './respond.ts';

/** Most turns of the assistant in one row. */
const MOST_TURNS = 12;

/** What an item's conversation opens with; null where the item is an ordinary row. */
export function openingOf(context: FlowContext, item: Item): { messages: Message[]; tools?: Tool[] } | null {
  return context.skill.converse?.open(conversed(context, item)) ?? null;
}

type Held = Said | { stage: 'respond' | 'check'; agent: string; fault: Fault; trail: Trail };

/**
 * Holds a conversation to its end: the teacher speaks, the skill says what follows, and so on. Ends in a whole row, in a
 * fault of a call, or in a drop that the skill names (`check`, agent `converse`); `too-many-turns` after 12 turns of the
 * assistant. `sample` tells attempts at one conversation apart.
 */
export async function converse(context: FlowContext, posed: Posed, prompt: Prompt, sample: number): Promise<Held> {
  const item = conversed(context, posed.draft.item);
  const { converse: speakers } = context.skill;
  const messages = [...posed.row.messages];
  let trail: Trail = NO_TRAIL;
  const drop = (fault: Fault): Held => ({ stage: 'check', agent: 'converse', fault, trail });
  for (let turn = 0; turn < MOST_TURNS && speakers; turn++) {
    const sent = [...prompt.messages, ...messages.slice(posed.row.messages.length)];
    const tools = posed.tools ? { tools: posed.tools } : {};
    const said = await complete(context.asker, { ...prompt, messages: sent }, { sample, ...tools });
    trail = joinTrails(trail, said.trail);
    if ('fault' in said) return { stage: 'respond', agent: 'respond', fault: said.fault, trail };
    const calls = said.toolCalls.length > 0 ? { tool_calls: said.toolCalls } : {};
    messages.push({ role: 'assistant', content: said.text.trim(), ...calls });
    const followed = await whatFollows(context, item, messages, () => speakers.next(item, messages));
    trail = joinTrails(trail, followed.trail);
    const { next } = followed;
    if ('fault' in next) return { ...drop(next.fault), trail };
    if ('drop' in next) return { ...drop({ ...next.drop, reply: said.text }), trail };
    if ('end' in next) {
      const kept = { text: said.text, agrees: null };
      return { messages, kept, all: [kept], agreement: null, trail };
    }
    messages.push(...next.say);
  }
  return drop({ reason: 'too-many-turns', detail: `No end after ${MOST_TURNS} turns of the assistant`, reply: null });
}

/** The next turn as plain: a simulator, where one is to speak, is asked. What a skill's program throws is a fault of this row. */
async function whatFollows(
  context: FlowContext,
  item: Conversed,
  messages: readonly Message[],
  next: () => Turn,
): Promise<{ next: PlainTurn | { fault: Fault }; trail: Trail }> {
  const turn = guarded(next);
  if (!('ask' in turn)) return { next: nonEmpty(turn), trail: NO_TRAIL };
  const words = context.simulate.get(turn.ask);
  if (!words) return { next: broken(`there is no prompts/simulate/${turn.ask}.md`), trail: NO_TRAIL };
  const format = formatOf(turn.shape);
  const drawn = { agent: turn.ask, ...words };
  const prompt = framed(context.frames, 'simulate', drawn, { ...turn.given, words: words.words, format: format.words });
  const sample = item.draw.at('simulate', messages.length).index(1_000_000);
  const asked = await ask(context.asker, prompt, format, { sample });
  if ('fault' in asked) return { next: { fault: asked.fault }, trail: asked.trail };
  return { next: nonEmpty(guarded(() => turn.heard(asked.value))), trail: asked.trail };
}

function guarded<T>(work: () => T): T | { fault: Fault } {
  try {
    return work() ?? broken('it says nothing of what follows');
  } catch (error) {
    return broken(messageOf(error));
  }
}

function broken(why: string): { fault: Fault } {
  return { fault: { reason: 'check-broken', detail: `The skill's program failed: ${why}`, reply: null } };
}

function nonEmpty(turn: PlainTurn | { fault: Fault }): PlainTurn | { fault: Fault } {
  if (!('say' in turn) || turn.say.some(({ content }) => content.trim() !== '')) return turn;
  return { fault: { reason: 'empty-turn', detail: 'Nobody says anything', reply: null } };
}

const formats = new WeakMap<z.ZodObject, Format<Record<string, unknown>>>();

function formatOf(shape: z.ZodObject): Format<Record<string, unknown>> {
  const format = formats.get(shape) ?? jsonFormat(z.strictObject(shape.shape));
  formats.set(shape, format);
  return format;
}

function conversed(context: FlowContext, item: Item): Conversed {
  return { content: item.content.value, instruction: item.instruction, ...posingOf(context, item) };
}
