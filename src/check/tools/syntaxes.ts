import type { Tool } from '../../data.ts';
import { jsonEnd } from './json-end.ts';

/** A call as the assistant wrote it; `arguments` is null where they are no JSON object. */
export interface Call {
  name: string;
  arguments: Record<string, unknown> | null;
}

/** One way of writing calls and results in plain text, for assistants without native function calling. */
export interface Syntax {
  id: string;
  /** How a system message explains it. */
  words: string;
  show(calls: readonly { name: string; arguments: Record<string, unknown> }[]): string;
  /**
   * The calls of a turn; empty for a turn without; null for one that begins a call and does not end it well, or that says
   * something beside it. Broken JSON is not mended: the turn becomes part of a row.
   */
  read(turn: string): Call[] | null;
}

/** The syntaxes of which one is drawn a row. */
export const SYNTAXES: readonly Syntax[] = [
  {
    id: 'tagged',
    words:
      'To call a function, write a line <call>{"name": ..., "arguments": {...}}</call>; several calls are several lines. Nothing else stands in that turn.',
    show: (calls) => calls.map((call) => `<call>${JSON.stringify(call)}</call>`).join('\n'),
    read(turn) {
      const [before = '', ...parts] = turn.split('<call>');
      const ends = parts.map((part) => part.indexOf('</call>'));
      if (ends.includes(-1)) return null;
      const beside = [before, ...parts.map((part, at) => part.slice((ends[at] ?? 0) + '</call>'.length))];
      if (parts.length > 0 && beside.some((text) => text.trim() !== '')) return null;
      return wellFormed(
        parts.map((part, at) => parseValue(part.slice(0, ends[at]))),
        ['name', 'arguments'],
      );
    },
  },
  {
    id: 'fenced',
    words:
      'Calls go into a block that begins with ```calls and ends with ```. In it stands a list, each entry of the form {"function": ..., "parameters": {...}}. A turn is either such a block or an answer.',
    show(calls) {
      const list = calls.map((call) => ({ function: call.name, parameters: call.arguments }));
      return `\`\`\`calls\n${JSON.stringify(list, null, 1)}\n\`\`\``;
    },
    read(turn) {
      const start = turn.indexOf('```calls');
      if (start < 0) return [];
      const end = turn.lastIndexOf('```');
      const beside = turn.slice(0, start) + turn.slice(end + 3);
      const list = end <= start || beside.trim() !== '' ? null : parseValue(turn.slice(start + 8, end));
      return Array.isArray(list) && list.length > 0 ? wellFormed(list, ['function', 'parameters']) : null;
    },
  },
  {
    id: 'function-line',
    words:
      'A call is a line of its own that begins with >>> and reads like a function call with named arguments, such as >>> name(first="text", second=3). Values are written as in JSON. Write calls without other words.',
    show: (calls) =>
      calls
        .map((call) => {
          const given = Object.entries(call.arguments).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
          return `>>> ${call.name}(${given.join(', ')})`;
        })
        .join('\n'),
    read(turn) {
      const lines = turn.split('\n').filter((line) => line.trim() !== '');
      if (!lines.some((line) => line.startsWith('>>>'))) return [];
      const calls = lines.map((line) => (line.startsWith('>>>') ? readLine(line.slice(3).trim()) : null));
      return calls.every((call) => call !== null) ? calls : null;
    },
  },
  {
    id: 'block',
    words:
      'To use a function, write CALL and its name on one line, then one line "parameter: value" for each argument with the value as JSON, then END. Further calls follow below. Text for the user never stands beside calls.',
    show: (calls) =>
      calls
        .map((call) =>
          [
            `CALL ${call.name}`,
            ...Object.entries(call.arguments).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
            'END',
          ].join('\n'),
        )
        .join('\n'),
    read: readBlocks,
  },
];

function wellFormed(values: readonly unknown[], [named, field]: readonly [string, string]): Call[] | null {
  const calls = values.map((value) => {
    if (!isRecord(value)) return null;
    const [name, given] = [value[named], value[field]];
    return typeof name === 'string' ? { name, arguments: isRecord(given) ? given : null } : null;
  });
  return calls.every((call) => call !== null) ? calls : null;
}

/** `name(first="text", second=3)`; null for what is none. */
function readLine(line: string): Call | null {
  const name = /^([A-Za-z_][\w.-]*)\(/.exec(line)?.[1];
  if (name === undefined || !line.endsWith(')')) return null;
  const inner = line.slice(name.length + 1, -1);
  const given: Record<string, unknown> = {};
  let at = 0;
  while (inner.slice(at).trim() !== '') {
    const key = /^[\s,]*([A-Za-z_][\w.-]*)\s*=\s*/.exec(inner.slice(at));
    if (!key?.[1]) return { name, arguments: null };
    at += key[0].length;
    const end = jsonEnd(inner, at);
    const value = parseValue(inner.slice(at, end));
    if (value === undefined) return { name, arguments: null };
    given[key[1]] = value;
    at = end;
  }
  return { name, arguments: given };
}

function readBlocks(turn: string): Call[] | null {
  const calls: Call[] = [];
  let beside = false;
  let open: { name: string; arguments: Record<string, unknown> } | null = null;
  for (const line of turn.split('\n').map((each) => each.trim())) {
    const begins = /^CALL ([A-Za-z_][\w.-]*)$/.exec(line)?.[1];
    if (begins !== undefined && open) return null;
    if (begins !== undefined) open = { name: begins, arguments: {} };
    else if (open && line === 'END') {
      calls.push(open);
      open = null;
    } else if (open && line !== '') {
      const [, name, rest = ''] = /^([A-Za-z_][\w.-]*):\s*([^\n]*)$/.exec(line) ?? [];
      const value = parseValue(rest);
      if (name === undefined || value === undefined) return null;
      open.arguments[name] = value;
    } else beside ||= line !== '';
  }
  return open || (beside && calls.length > 0) ? null : calls;
}

/** A value as JSON; also True, False and None. Undefined for what is none. */
function parseValue(text: string): unknown {
  const plain = { True: 'true', False: 'false', None: 'null' }[text.trim()] ?? text.trim();
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LEADS = [
  'You help a user by calling functions. These are at hand:',
  'You answer requests, with the help of the following functions where they are needed.',
  'Functions that you may call on behalf of the user:',
];

/** The system message of a row in text form: the functions, and how calls are written. `pick` draws one of several leads (0-1). */
export function toolSystem(tools: readonly Tool[], syntax: Syntax, pick: number): string {
  const lead = LEADS[Math.floor(pick * LEADS.length)] ?? LEADS[0];
  return [lead, ...tools.map((tool) => JSON.stringify(tool.function)), syntax.words].join('\n\n');
}
