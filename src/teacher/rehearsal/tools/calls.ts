import type { Message, Tool, ToolCall } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import type { Called } from '../part.ts';
import { type Listed, offeredIn, type Slot } from './listed.ts';
import { aimOf, WAITING, WONDERING, wordsOf } from './requests.ts';

interface Made {
  name: string;
  arguments: Record<string, unknown>;
}

/** The next turn of an assistant with functions: the calls that the request's own words give, a question for what it lacks, or a reply. */
export function nextCall(
  messages: readonly Message[],
  tools: readonly Tool[] | undefined,
  draw: Draw,
): string | Called | null {
  const listed = offeredIn(messages, tools);
  if (listed.length === 0) return null;
  const users = messages
    .filter(({ role, content }) => role === 'user' && !isResult(content))
    .map(({ content }) => content);
  const said = users.join('\n');
  const before = messages.filter(
    ({ role, content, tool_calls }) => role === 'assistant' && (tool_calls || isCall(content)),
  );
  const results = messages.filter(({ role, content }) => role === 'tool' || (role === 'user' && isResult(content)));
  const wanted = listed.filter((each) => said.toLowerCase().includes(aimOf(each).toLowerCase()));
  const flaw = draw.at('flaw').next();
  if (flaw < 0.03) return write([{ name: 'find_everything', arguments: {} }], messages, tools);
  const waiting = said.includes(WAITING);
  const open = wanted.filter(({ name }) => !before.some((message) => JSON.stringify(message).includes(name)));
  if (open.length === 0 || (before.length > 0 && !waiting)) return reply(said, results, wanted);
  const all = open.map((each) => ({ name: each.name, given: argumentsFor(each, said), slots: each.slots }));
  const ready = all.filter(({ given, slots }) => unset(slots, given).length === 0);
  const calls = waiting && ready.length > 0 ? ready : all;
  const asked = question(calls, said, users.length, waiting, draw);
  if (asked !== null) return asked;
  const made = calls.map(({ name, given, slots }) => ({
    name,
    arguments: { ...supplied(unset(slots, given)), ...given },
  }));
  if (flaw < 0.06 && made[0]) made[0].arguments.colour = 'green';
  return write(made, messages, tools);
}

/** What it asks before it calls: for what is lacking, or for the word to go ahead; null where it calls. */
function question(
  calls: readonly { given: Record<string, unknown>; slots: Slot[] }[],
  said: string,
  turn: number,
  waiting: boolean,
  draw: Draw,
): string | null {
  const lacking = waiting ? [] : calls.flatMap(({ given, slots }) => unset(slots, given));
  if (turn > 1) return null;
  if (lacking.length > 0 && draw.at('invent').next() < 0.85)
    return `I still need ${lacking.map((slot) => `the ${wordsOf(slot)}`).join(' and ')} for that. What is it?`;
  const hasty = draw.at('hasty').next() < 0.1;
  return said.startsWith(WONDERING) && !hasty ? 'This would change what is stored. Shall I go ahead with it?' : null;
}

/** A value for what an earlier result would supply. */
function supplied(slots: readonly Slot[]): Record<string, unknown> {
  return Object.fromEntries(slots.map(({ name, type, allowed }) => [name, converted('12', type, allowed[0])]));
}

function unset(slots: readonly Slot[], given: Record<string, unknown>): Slot[] {
  return slots.filter(({ name, required }) => required && !Object.hasOwn(given, name));
}

/** Values that stand in quotation marks before a parameter's name. */
function argumentsFor(listed: Listed, said: string): Record<string, unknown> {
  const at = said.toLowerCase().indexOf(aimOf(listed).toLowerCase());
  const own = said.slice(at).split(/\.(?=\s|$)/, 1)[0] ?? '';
  const given = listed.slots.flatMap((slot) => {
    const inOwn = valueAs(slot, own) ?? valueAs(slot, said.split('\n').slice(1).join('\n'));
    return inOwn === null ? [] : [[slot.name, converted(inOwn, slot.type)] as const];
  });
  return Object.fromEntries(given);
}

function valueAs(slot: Slot, text: string): string | null {
  const end = text.indexOf(`” as the ${wordsOf(slot)}`);
  const start = end < 0 ? -1 : text.lastIndexOf('“', end);
  const after = text[end + `” as the ${wordsOf(slot)}`.length];
  return start < 0 || /\w/.test(after ?? '') ? null : text.slice(start + 1, end);
}

function converted(text: string, type: string, allowed?: string): unknown {
  const value = allowed ?? text;
  if (type === 'integer' || type === 'number') return Number(value) || 0;
  if (type === 'boolean') return value === 'true';
  if (type === 'object') return {};
  return type === 'array' ? value.split(' / ') : value;
}

function reply(said: string, results: readonly Message[], wanted: readonly Listed[]): string {
  const beyond = said.includes('by telephone') ? ' Telling somebody by telephone is not among what I can do here.' : '';
  if (results.length > 0)
    return `This came back: ${results.map(({ content }) => content.slice(0, 300)).join(' ')}${beyond}`;
  return wanted.length === 0 && beyond === ''
    ? 'In plain speech it means what most people take it for; beyond that it is a matter of taste.'
    : `I did nothing so far.${beyond}`;
}

/** Calls natively, or in the form that the system message asks for. */
function write(
  calls: readonly Made[],
  messages: readonly Message[],
  tools: readonly Tool[] | undefined,
): string | Called {
  if (tools) {
    const toolCalls = calls.map((call, at): ToolCall => {
      const id = `call_${messages.length}_${at}`;
      return { id, type: 'function', function: { name: call.name, arguments: JSON.stringify(call.arguments) } };
    });
    return { text: '', toolCalls };
  }
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  if (system.includes('<call>')) return calls.map((call) => `<call>${JSON.stringify(call)}</call>`).join('\n');
  if (system.includes('```calls')) {
    const list = calls.map((call) => ({ function: call.name, parameters: call.arguments }));
    return `\`\`\`calls\n${JSON.stringify(list)}\n\`\`\``;
  }
  const pairs = (call: Made) => Object.entries(call.arguments).map(([name, value]) => [name, JSON.stringify(value)]);
  if (system.includes('>>>')) {
    return calls
      .map(
        (call) =>
          `>>> ${call.name}(${pairs(call)
            .map(([name, value]) => `${name}=${value}`)
            .join(', ')})`,
      )
      .join('\n');
  }
  return calls
    .map((call) => [`CALL ${call.name}`, ...pairs(call).map(([name, value]) => `${name}: ${value}`), 'END'].join('\n'))
    .join('\n');
}

function isCall(text: string): boolean {
  return /^(?:<call>|```calls|>>> |CALL )/.test(text);
}

/** Whether a turn of the user holds results. */
export function isResult(text: string): boolean {
  return /^(?:<result name=|Result of )/.test(text);
}
