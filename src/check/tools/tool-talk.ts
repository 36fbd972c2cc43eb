import { z } from 'zod';
import type { Message, Tool } from '../../data.ts';
import type { Draw } from '../../text/draw.ts';
import { schemaOf, showLibrary, toolsOf } from './api.ts';
import { problemsOf } from './arguments.ts';
import { callsOf, type Logged, readLog, showResults, type ToolLog } from './log.ts';
import { unmet } from './match.ts';
import { type Call, SYNTAXES, type Syntax, toolSystem } from './syntaxes.ts';
import type { ToolTask } from './task.ts';

type Plain = { end: true } | { drop: { reason: string; detail: string } } | { say: Message[] };

/** What follows a turn, in the form of the engine's `Turn`. */
export type ToolTurnAfter =
  | Plain
  | {
      ask: 'api' | 'user';
      given: { material: string; item: string };
      shape: z.ZodObject;
      heard(value: Record<string, unknown>): Plain;
    };

/** How often the user is asked back. */
const MOST_ANSWERS = 3;

const Results = z.strictObject({
  results: z
    .array(z.string())
    .describe('For each call its result, a JSON object written as text; in the order of the calls'),
});
const Said = z.strictObject({ message: z.string().describe('The next message, word for word') });

/** How a row's calls are written: native in half of the rows (null), else in one of the text forms. */
export function syntaxFor(draw: Draw): Syntax | null {
  return draw.at('form').next() < 0.5 ? null : (draw.at('syntax').pick(SYNTAXES) ?? null);
}

/** What a row of tool use opens with. */
export function openToolTalk(task: ToolTask, draw: Draw): { messages: Message[]; tools?: Tool[] } {
  const tools = toolsOf(task.library, draw.at('order'));
  const request: Message = { role: 'user', content: task.request };
  const syntax = syntaxFor(draw);
  if (!syntax) return { messages: [request], tools };
  const system = toolSystem(tools, syntax, draw.at('lead').next());
  return { messages: [{ role: 'system', content: system }, request] };
}

/**
 * What follows the assistant's last turn: results after calls, the user's answer or next request after words. Drops
 * `malformed-call`, `unlisted-call`, `bad-arguments`, `needless-call`, `called-before-asking`, `called-unconfirmed`,
 * `repeated-call`, `wrong-arguments`, `call-missing`, `not-parallel`, `wrong-tool`, `bad-result`.
 */
export function afterToolTurn(task: ToolTask, type: string, messages: readonly Message[], draw: Draw): ToolTurnAfter {
  const syntax = syntaxFor(draw);
  const last = messages.at(-1);
  const calls = last ? callsOf(last, syntax) : [];
  if (!last || calls === null) return drop('malformed-call', `Not a call in the form asked for: ${last?.content}`);
  const before = readLog(messages.slice(0, -1), syntax);
  if (calls.length === 0) return afterWords(task, type, before, messages);
  const broken = brokenCall(task, calls) ?? untimely(task, type, calls, before);
  return broken ?? askApi(task, last, calls, messages, syntax);
}

function brokenCall({ library }: ToolTask, calls: readonly Call[]): Plain | null {
  for (const { name, arguments: given } of calls) {
    const api = library.apis.find((each) => each.name === name);
    if (!api) return drop('unlisted-call', `There is no function ${name}`);
    if (given === null) return drop('bad-arguments', `${name}: the arguments are no JSON object`);
    const problems = problemsOf(given, schemaOf(api));
    if (problems.length > 0) return drop('bad-arguments', `${name}: ${problems.join('; ')}`);
  }
  return null;
}

/** Calls that are sound in themselves and come where none, or not these, should come. */
function untimely(task: ToolTask, type: string, calls: readonly Call[], before: ToolLog): Plain | null {
  const names = calls.map(({ name }) => name).join(', ');
  const wanted = [...task.expected, ...task.further.flatMap(({ expected }) => expected)];
  if (wanted.length === 0) return drop('needless-call', `No call is called for; it called ${names}`);
  const answered = before.requests.length > 1;
  if (task.missing && !answered) return drop('called-before-asking', `It called ${names} and asked for nothing`);
  const changing = task.library.apis.filter((api) => api.changes).map(({ name }) => name);
  const effect = calls.find(({ name }) => changing.includes(name));
  if (task.confirmation && effect && !answered) return drop('called-unconfirmed', `It called ${effect.name} unasked`);
  const other = calls.find(({ name }) => !wanted.some((each) => each.name === name));
  if (type === 'similar-tools' && other) return drop('wrong-tool', `It called ${other.name}`);
  const again = calls.find((call) => before.turns.flat().some((made) => isSame(made, call) && !failed(made)));
  return again ? drop('repeated-call', `${again.name} was called with these arguments before`) : null;
}

function isSame(made: Logged, call: Call): boolean {
  return made.name === call.name && JSON.stringify(made.arguments) === JSON.stringify(call.arguments);
}

/** Whether a result tells of an error, so that calling again can make sense. */
function failed({ result }: Logged): boolean {
  return result !== null && /error|fail|unavailable|busy|timeout|exceeded|\b[45]\d\d\b/i.test(result.slice(0, 500));
}

function askApi(
  task: ToolTask,
  last: Message,
  calls: readonly Call[],
  messages: readonly Message[],
  syntax: Syntax | null,
): ToolTurnAfter {
  const course = task.mishap === null ? [] : [`How this case is to go: ${task.mishap}`];
  return {
    ask: 'api',
    given: { material: [showLibrary(task.library), ...course].join('\n\n'), item: showTalk(messages) },
    shape: Results,
    heard(value) {
      const read = Results.safeParse(value);
      const given = read.success ? read.data.results : [];
      const results = given.map((text) => compact(text));
      if (given.length !== calls.length) return drop('bad-result', `${given.length} results for ${calls.length} calls`);
      const odd = results.indexOf(null);
      if (odd >= 0) return drop('bad-result', `Not JSON: ${given[odd]?.slice(0, 300)}`);
      return { say: showResults(last, calls, results.map(String), syntax) };
    },
  };
}

/** JSON on one line; null for what is neither an object nor a list. */
function compact(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : null;
  } catch {
    return null;
  }
}

/** After words: the user answers, asks for more, or has what was wanted. */
function afterWords(task: ToolTask, type: string, before: ToolLog, messages: readonly Message[]): ToolTurnAfter {
  const asked = task.further.findLastIndex(({ request }) => before.requests.includes(request)) + 1;
  const wanted = [...task.expected, ...task.further.slice(0, asked).flatMap(({ expected }) => expected)];
  const made = before.turns.flat();
  const [lacking] = unmet(wanted, made);
  if (!lacking) {
    const next = task.further[asked];
    if (next) return { say: [{ role: 'user', content: next.request }] };
    const together = type !== 'parallel-calls' || before.turns.some((turn) => turn.length > 1);
    return together ? { end: true } : drop('not-parallel', 'Calls that do not wait for one another came one by one');
  }
  const answers = before.requests.length - 1 - asked;
  const askable = task.missing !== undefined || task.confirmation !== undefined;
  if (askable && made.every(({ name }) => name !== lacking.call.name) && answers < MOST_ANSWERS) {
    return askUser(task, messages);
  }
  const shown = `${lacking.call.name}(${lacking.call.arguments})`;
  if (lacking.wrong)
    return drop('wrong-arguments', `Expected ${shown}; made with ${JSON.stringify(lacking.wrong.arguments)}`);
  return drop('call-missing', `Expected ${shown}`);
}

function askUser(task: ToolTask, messages: readonly Message[]): ToolTurnAfter {
  const values = (task.missing ?? []).map(
    ({ parameter, value, said }) => `- ${parameter}: "${said}" (that is, ${value})`,
  );
  const material = [
    `Somebody wrote this to an assistant: ${task.request}`,
    ...(values.length > 0 ? [`Private, given when asked for:\n${values.join('\n')}`] : []),
    ...(task.confirmation ? [`Asked whether to go ahead, they answer: ${task.confirmation.reply}`] : []),
  ].join('\n\n');
  return {
    ask: 'user',
    given: { material, item: showTalk(messages) },
    shape: Said,
    heard(value) {
      const read = Said.safeParse(value);
      const content = read.success ? read.data.message.trim() : '';
      return content === '' ? drop('empty-turn', 'The user says nothing') : { say: [{ role: 'user', content }] };
    },
  };
}

/** A row of tool use as text, without its list of functions. */
export function showTalk(messages: readonly Message[]): string {
  const names = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Result' };
  return messages
    .filter(({ role }) => role !== 'system')
    .map(({ role, content, tool_calls }) => {
      const calls = (tool_calls ?? []).map(({ function: called }) => `${called.name}(${called.arguments})`);
      return `${names[role]}: ${[content, ...calls].filter((part) => part !== '').join('\n')}`;
    })
    .join('\n\n');
}

function drop(reason: string, detail: string): { drop: { reason: string; detail: string } } {
  return { drop: { reason, detail } };
}
