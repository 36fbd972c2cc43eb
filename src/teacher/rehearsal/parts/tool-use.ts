import { blockIn } from '../blocks.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { nextCall } from '../tools/calls.ts';
import { libraryOf } from '../tools/libraries.ts';
import { toolRequests } from '../tools/requests.ts';

/** Libraries named after code, requests whose own words give the calls, and services that answer with their arguments. */
export default {
  fill(asked) {
    const { fields, task, draw } = asked;
    if ('results' in fields && Object.keys(fields).length === 1) return [{ results: resultsFor(asked) }];
    if ('grounded' in fields) return [{ grounded: draw.next() < 0.95, why: 'The reply has the words of the results.' }];
    if ('madePlain' in fields)
      return [{ madePlain: /not among/.test(replyIn(asked)), why: 'The reply says what it says.' }];
    if ('message' in fields && blockIn(asked.messages, 'material')?.startsWith('Somebody wrote this'))
      return [said(asked)];
    if ('expected' in fields && 'mishap' in fields)
      return task?.suggestion == null ? toolRequests(asked) : [edited(asked)];
    if (!('apis' in fields && 'library' in fields)) return null;
    const library = libraryOf(asked.passage, draw.at('library'));
    if (!library) return [];
    return [
      { ...library, ...('guesses' in fields && Array.isArray(library.apis) ? { apis: library.apis.slice(0, 2) } : {}) },
    ];
  },
  answer(messages, draw, tools) {
    const listing = messages.some(({ role, content }) => role === 'system' && content.includes('\n{"name":'));
    return tools || listing ? nextCall(messages, tools, draw) : null;
  },
} satisfies Part;

const REMARKS = [
  'I shall need it again next week, and so will the others here.',
  'My colleague did this by hand until last month.',
  'It is for the list that hangs in the hall beside the clock.',
  'Somebody asked me for it twice today already.',
  'There is no hurry, but it has to be right this time.',
];

/** A result for each call of the last turn, its first argument given back; now and then one too few or an error. */
function resultsFor({ messages, draw }: Asked): string[] {
  const turns = (blockIn(messages, 'item') ?? '').split(/\n\n(?=User: |Assistant: |Result: )/);
  const last = turns.at(-1)?.replace(/^Assistant: /, '') ?? '';
  const names = callNames(last);
  const failing = /^How this case is to go/m.test(blockIn(messages, 'material') ?? '') && turns.length < 3;
  const results = names.map((name, at) =>
    failing && at === 0
      ? JSON.stringify({ error: 'busy', message: `${name} cannot be reached at the moment` })
      : JSON.stringify({ status: 'ok', from: name, id: 100 + draw.at(at).index(900) }),
  );
  return draw.at('lost').next() < 0.03 ? results.slice(1) : results;
}

function callNames(turn: string): string[] {
  const forms = [
    /<call>\{"name":"([\w-]+)"/g,
    /"function":\s*"([\w-]+)"/g,
    /^>>> ([\w-]+)\(/gm,
    /^CALL ([\w-]+)$/gm,
    /^([\w-]+)\(\{/gm,
  ];
  const found = forms.map((form) => [...turn.matchAll(form)].map(([, name = '']) => name));
  return found.find((names) => names.length > 0) ?? [];
}

/** What the user says when asked: the private values as they stand, or the word to go ahead. */
function said({ messages }: Asked): Known {
  const material = blockIn(messages, 'material') ?? '';
  const values = [...material.matchAll(/^- [^:\n]{1,80}: "(.+)" \(that is/gm)].map(([, value = '']) => value);
  const word = /they answer: (.+)$/m.exec(material)?.[1];
  return { message: values.length > 0 ? `Please take ${values.join(' and ')}` : (word ?? 'Yes, please do that.') };
}

function replyIn({ messages }: Asked): string {
  return /"reply": "(.*)"/.exec(blockIn(messages, 'item') ?? '')?.[1] ?? '';
}

/** Another wording; with an error where the goal speaks of one. */
function edited({ task, draw }: Asked): Known {
  const request = `${String(task?.item?.request ?? '')} ${draw.pick(REMARKS)}`;
  const errs = /^# Error result$/m.test(task?.words ?? '');
  return {
    request,
    ...(errs && { mishap: 'The first call is answered with "busy"; the reply says that nothing was found.' }),
  };
}
