import { z } from 'zod';
import { Message, Tool } from '../../data.ts';
import { type Curation, flatText, type Row } from '../../dataset/row.ts';
import { defuseTurns } from '../../text/control-strings.ts';
import { shortHash } from '../../text/hash.ts';
import { type Candidate, externalCandidate } from '../candidate.ts';
import { nameOf, type OtherSet } from './other-set.ts';

/** A row of another dataset by the rules of our own. */
export interface OtherRow {
  id: string;
  contentHash: string;
  messages: Message[];
  tools: Tool[] | null;
  source: string;
  license: string | null;
  language: string | null;
  teacher: string;
}

const LONGEST = 400_000;
/** Turns as others write them: content may be null beside calls, other fields are passed over. */
const Turn = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().nullable().default(''),
  tool_calls: z.array(z.unknown()).nullish(),
  tool_call_id: z.string().nullish(),
});
const Record = z.object({
  messages: z.array(Turn).min(2),
  tools: z.union([z.string(), z.array(z.unknown())]).nullish(),
  source: z.string().nullish().catch(null),
  license: z.string().nullish().catch(null),
  language: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  teacher: z.string().nullish().catch(null),
});

/** Reads a record, or says in a few words why it can be no row of this dataset. */
export function readOther(record: unknown, set: OtherSet, number: number): OtherRow | string {
  if (record === undefined) return 'it is no JSON, or too long a line';
  const parsed = Record.safeParse(record);
  if (!parsed.success) return 'it has no "messages" with roles and contents';
  const { tools: offered, source, license, language, model, teacher } = parsed.data;
  const messages = messagesOf(parsed.data.messages);
  const tools = toolsOf(offered);
  if (messages === null || tools === undefined) return 'its calls of tools are not in the form of OpenAI';
  const problem = problemOf(messages, tools);
  if (problem !== null) return problem;
  const contentHash = shortHash(...messages.map((message) => JSON.stringify(message)), JSON.stringify(tools));
  return {
    ...{ id: shortHash('external', nameOf(set), number, contentHash), contentHash, messages, tools },
    source: source || (set.source ?? nameOf(set)),
    license: license || set.license,
    language: /^[a-z]{2}$/.test(language ?? '') ? (language ?? null) : null,
    teacher: teacher || model || '',
  };
}

/** What our own rows are held to: no empty turn, sides in turn, an answer at the end. */
function problemOf(messages: readonly Message[], tools: readonly Tool[] | null): string | null {
  const size = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (size > LONGEST) return `it has more than ${LONGEST.toLocaleString('en')} characters`;
  const turns = messages.filter(({ role }) => role !== 'system');
  if (messages.slice(1).some(({ role }) => role === 'system')) return 'a system turn stands behind another turn';
  if (turns[0]?.role !== 'user') return 'it does not begin with the user';
  if (turns.at(-1)?.role !== 'assistant') return 'it does not end with the assistant';
  if (messages.some(({ content, tool_calls }) => content.trim() === '' && !tool_calls)) return 'a turn is empty';
  const isOdd = turns.some(({ role }, at) => {
    const before = turns[at - 1]?.role;
    if (role === 'tool') return before !== 'tool' && !turns[at - 1]?.tool_calls;
    return before !== undefined && (before === role || (role === 'user' && before === 'tool'));
  });
  if (isOdd) return 'its turns do not alternate';
  const calls = turns.some(({ role, tool_calls }) => role === 'tool' || tool_calls);
  return calls && !tools ? 'it calls tools and names none' : null;
}

function messagesOf(turns: readonly z.infer<typeof Turn>[]): Message[] | null {
  const read = turns
    .filter(({ role, content }) => role !== 'system' || (content ?? '').trim() !== '')
    .map(({ role, content, tool_calls, tool_call_id }) =>
      Message.safeParse({
        role,
        content: clean(content ?? ''),
        ...(tool_calls && tool_calls.length > 0 && { tool_calls }),
        ...(tool_call_id && { tool_call_id }),
      }),
    );
  const messages = read.flatMap(({ data }) => (data ? [data] : []));
  return messages.length === read.length ? messages : null;
}

/** Null for a row without tools; undefined where they are in no form that is known. */
function toolsOf(given: string | unknown[] | null | undefined): Tool[] | null | undefined {
  if (given === null || given === undefined || given === '' || given.length === 0) return null;
  let value: unknown = given;
  if (typeof given === 'string') {
    try {
      value = JSON.parse(given);
    } catch {
      return undefined;
    }
  }
  const tools = z.array(Tool).safeParse(value);
  return tools.success && tools.data.length > 0 ? tools.data : undefined;
}

/** As turns of our own rows: without NUL, lone surrogates and control strings of chat templates. */
function clean(text: string): string {
  return defuseTurns(text.replaceAll('\0', '').toWellFormed());
}

/** The row as curation looks at it. */
export function candidateOfOther(
  { id, contentHash, messages, tools, source }: OtherRow,
  set: OtherSet,
  at: number,
): Candidate {
  const name = nameOf(set);
  return externalCandidate({
    ...{ at, id, unit: name, skill: 'external', type: name, source, seed: '0', item: id, ancestors: [] },
    ...{ contentHash, messages, tools, external: true },
  });
}

/** The row as it stands in the dataset: of the skill `external`, its set's name as type. */
export function rowOfOther(row: OtherRow, set: OtherSet, curation: Curation): Row {
  const { id, contentHash, messages, tools, source, license, language, teacher } = row;
  return {
    ...{ messages, tools: tools && JSON.stringify(tools), text: flatText(messages), id, content_hash: contentHash },
    ...{ skill: 'external', type: nameOf(set), transform: '', goal: null, layout: 'external', answer_form: 'none' },
    ...{ system_kind: messages[0]?.role === 'system' ? 'external' : 'none', agreement: null, seed_id: '' },
    ...{ source, license, language, teacher, unit: '', ...curation },
  };
}
