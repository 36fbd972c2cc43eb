import type { Message, Pair } from '../data.ts';

/** A dataset row as it stands in Parquet: plain values, null where nothing is known. Column order is fixed. */
export interface Row {
  messages: Message[];
  /** The tools of a row that has them natively, as JSON text. */
  tools: string | null;
  text: string;
  id: string;
  content_hash: string;
  skill: string;
  type: string;
  transform: string;
  goal: string | null;
  layout: string;
  answer_form: string;
  system_kind: string;
  agreement: number | null;
  seed_id: string;
  source: string;
  license: string | null;
  language: string | null;
  teacher: string;
  unit: string;
  /** Names of what curation found in it, with commas; null where that is nothing, or nobody looked. */
  flags: string | null;
  /** The lowest mark (1-5) that the judge gave it; null where it was not judged. */
  judge_score: number | null;
}

/** What curation says of a row that it keeps. */
export type Curation = Pick<Row, 'flags' | 'judge_score'>;

const UNCURATED: Curation = { flags: null, judge_score: null };

/** The row of a pair. `text` is the conversation flat, for people and search: each turn after its role's name. */
export function toRow(pair: Pair, unit: string, curation = UNCURATED): Row {
  const { seed, item, skill } = pair.lineage;
  return {
    messages: pair.messages,
    tools: pair.tools && JSON.stringify(pair.tools),
    text: flatText(pair.messages),
    id: pair.id,
    content_hash: pair.contentHash,
    skill,
    type: item?.type ?? '',
    transform: item?.content.transform ?? '',
    goal: item?.refinements.at(-1)?.goal ?? null,
    layout: pair.layout,
    answer_form: pair.answerForm,
    system_kind: pair.systemKind,
    agreement: pair.agreement,
    seed_id: seed.id,
    source: seed.source,
    license: seed.license,
    language: seed.language,
    teacher: pair.teacher,
    unit,
    ...curation,
  };
}

/** A conversation flat: each turn after its role's name. */
export function flatText(messages: readonly Message[]): string {
  return messages.map((message) => `${NAMES[message.role]}: ${flat(message)}`).join('\n\n');
}

const NAMES = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' };

/** A turn's words, with its calls as `name(arguments)`. */
function flat({ content, tool_calls = [] }: Message): string {
  const calls = tool_calls.map(({ function: { name, arguments: given } }) => `${name}(${given})`);
  return [content, ...calls].filter(Boolean).join('\n');
}
