import type { Message } from '../data.ts';
import type { ControlRule, ControlStrings } from './control-strings.ts';
import type { Conversation } from './conversation.ts';
import { LeftOut } from './left-out.ts';
import { readTools } from './tools.ts';

/** What was found of control strings: rows that hold some, and how many these are. */
export interface ControlFound {
  rows: number;
  strings: number;
}

/** Looks through conversations for control strings and deals with those found as the rule says; `found` goes up. */
export function createScreen(rule: ControlRule, strings: ControlStrings) {
  const found: ControlFound = { rows: 0, strings: 0 };
  const countIn = ({ system, turns, tools }: Conversation) =>
    (system === null ? 0 : strings.count(system)) +
    (tools === null ? 0 : strings.count(JSON.stringify(tools))) +
    turns.reduce((sum, turn) => sum + countOf(turn, strings), 0);
  return {
    found,
    screen(conversation: Conversation): Conversation | LeftOut {
      const count = countIn(conversation);
      if (count === 0) return conversation;
      found.rows++;
      found.strings += count;
      if (rule === 'keep') return conversation;
      if (rule === 'refuse') return new LeftOut('control-strings');
      const left = stripped(conversation, strings);
      return !(left instanceof LeftOut) && countIn(left) > 0 ? new LeftOut('control-strings') : left;
    },
  };
}

function countOf({ content, tool_calls = [] }: Message, strings: ControlStrings): number {
  return tool_calls.reduce((sum, call) => sum + strings.count(call.function.arguments), strings.count(content));
}

function stripped(conversation: Conversation, strings: ControlStrings): Conversation | LeftOut {
  const turns = conversation.turns.map((turn) => strippedTurn(turn, strings));
  const emptied = turns.some(
    ({ role, content, tool_calls }) => role !== 'tool' && tool_calls === undefined && content.trim() === '',
  );
  if (emptied) return new LeftOut('empty-content');
  const system = conversation.system === null ? '' : strings.strip(conversation.system);
  const tools = readTools(strippedTools(conversation, strings));
  return tools instanceof LeftOut
    ? tools
    : { ...conversation, system: system.trim() === '' ? null : system, turns, tools };
}

/** The tools as JSON text, their texts stripped; names of parameters stay as they are. */
function strippedTools({ tools }: Conversation, strings: ControlStrings): string | null {
  const strip = (_: string, value: unknown) => (typeof value === 'string' ? strings.strip(value) : value);
  return tools && JSON.stringify(tools, strip);
}

function strippedTurn(turn: Message, strings: ControlStrings): Message {
  const calls = turn.tool_calls?.map((call) => ({
    ...call,
    function: { ...call.function, arguments: strings.strip(call.function.arguments) },
  }));
  return { ...turn, content: strings.strip(turn.content), ...(calls && { tool_calls: calls }) };
}
