import type { Check, Finding } from '../check.ts';
import { holds } from '../forms/form.ts';
import { schemaOf } from './api.ts';
import { problemsOf } from './arguments.ts';
import { sameValue } from './match.ts';
import { argumentsOf, type Expected, type ToolTask, toolTaskOf } from './task.ts';

/** Least and most expected calls of an item that nobody has refined, by its type. */
const CALLS: Readonly<Record<string, readonly [number, number]>> = {
  'one-api-all-parameters': [1, 1],
  'one-api-superfluous-parameters': [1, 1],
  'one-api-missing-parameters': [1, 1],
  'one-api-not-in-list': [0, 0],
  'several-apis-all-parameters': [2, 6],
  'several-apis-missing-parameters': [2, 6],
  'several-apis-some-not-in-list': [1, 6],
  'no-tool-needed': [0, 0],
  'parallel-calls': [2, 6],
  'dependent-chain': [2, 6],
  'similar-tools': [1, 2],
  'confirm-before-side-effect': [1, 4],
};

/**
 * An item of tool use agrees with its list: expected calls are of listed functions with valid arguments, as many as
 * the type has; what is missing is required, expected and not in the request; what is unlisted is not listed; a call to
 * be confirmed changes something; the request names no function.
 */
export const toolTaskSound: Check = {
  id: 'tool-task-sound',
  at: 'item',
  check({ item }) {
    const task = toolTaskOf(item.content.value, item.instruction);
    if (!task) return null;
    const named = task.library.apis.find(({ name }) => /_|[a-z][A-Z]/.test(name) && task.request.includes(name));
    if (named) return { reason: 'names-function', detail: `The request says "${named.name}"` };
    return (
      ofCounts(task, item.type, item.refinements.length > 0) ??
      ofCalls(task) ??
      ofMissing(task) ??
      ofRest(task, item.type)
    );
  },
};

const callsIn = ({ expected, further }: ToolTask) => [...expected, ...further.flatMap((each) => each.expected)];

function ofCounts({ expected }: ToolTask, type: string, refined: boolean): Finding | null {
  const [least, most] = CALLS[type] ?? [0, 6];
  const within = expected.length >= least && (expected.length <= most || (refined && most > 0));
  return within ? null : { reason: 'wrong-number-of-calls', detail: `${expected.length}; ${least} to ${most} are due` };
}

function ofCalls(task: ToolTask): Finding | null {
  for (const { name, arguments: text, open } of callsIn(task)) {
    const api = task.library.apis.find((each) => each.name === name);
    if (!api) return { reason: 'unknown-function', detail: `There is no function ${name}` };
    const given = argumentsOf(text);
    if (given === null) return { reason: 'malformed-arguments', detail: `${name}: ${text.slice(0, 300)}` };
    const stray = open.find((each) => !api.parameters.some((parameter) => parameter.name === each));
    if (stray !== undefined) return { reason: 'invalid-arguments', detail: `${name} has no parameter ${stray}` };
    const schema = schemaOf(api);
    const required = api.parameters
      .filter((each) => each.required && !open.includes(each.name))
      .map((each) => each.name);
    const problems = problemsOf(given, { ...schema, required });
    if (problems.length > 0) return { reason: 'invalid-arguments', detail: `${name}: ${problems.join('; ')}` };
  }
  return null;
}

function ofMissing(task: ToolTask): Finding | null {
  for (const { call, parameter, value } of task.missing ?? []) {
    const expected = callsIn(task).filter(({ name }) => name === call);
    const api = task.library.apis.find(({ name }) => name === call);
    if (!api?.parameters.some(({ name, required }) => name === parameter && required))
      return { reason: 'missing-not-required', detail: `${call} does not require ${parameter}` };
    if (!expected.some((each) => holdsValue(each, parameter, value)))
      return { reason: 'missing-not-expected', detail: `No expected call has ${parameter} = ${value}` };
    if (value.trim().length > 1 && holds(task.request, value))
      return { reason: 'missing-given', detail: `The request holds "${value}"` };
  }
  return null;
}

function holdsValue(expected: Expected, parameter: string, value: string): boolean {
  const given = argumentsOf(expected.arguments)?.[parameter];
  return given !== undefined && sameValue(value, typeof given === 'string' ? given : JSON.stringify(given));
}

function ofRest(task: ToolTask, type: string): Finding | null {
  const { unlisted, confirmation, expected, library } = task;
  const listed = unlisted?.find(({ name }) => library.apis.some((api) => api.name === name));
  if (listed) return { reason: 'listed-after-all', detail: `${listed.name} is on the list` };
  const changing = library.apis.filter(({ changes }) => changes).map(({ name }) => name);
  if (confirmation && !expected.some(({ name }) => changing.includes(name)))
    return { reason: 'nothing-changes', detail: 'No expected call changes anything, so there is nothing to confirm' };
  if (type === 'dependent-chain' && !callsIn(task).some(({ open }) => open.length > 0))
    return { reason: 'nothing-open', detail: 'No expected call waits for an earlier result' };
  if (type === 'parallel-calls' && expected.some(({ open }) => open.length > 0))
    return { reason: 'not-independent', detail: 'An expected call waits for an earlier result' };
  return null;
}
