import type { Pair } from '../data.ts';

/** A dataset row as it stands in Parquet: plain values, null where nothing is known. Column order is fixed. */
export interface Row {
  messages: { role: string; content: string }[];
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
}

/** The row of a pair. `text` is the conversation flat, for people and search: each turn after its role's name. */
export function toRow(pair: Pair, unit: string): Row {
  const { seed, item, skill } = pair.lineage;
  const names = { system: 'System', user: 'User', assistant: 'Assistant' };
  return {
    messages: pair.messages.map(({ role, content }) => ({ role, content })),
    text: pair.messages.map(({ role, content }) => `${names[role]}: ${content}`).join('\n\n'),
    id: pair.id,
    content_hash: pair.contentHash,
    skill,
    type: item?.type ?? '',
    transform: item?.content.transform ?? '',
    goal: item?.refinements.at(-1)?.goal ?? null,
    layout: pair.layout,
    answer_form: item?.form ?? 'free',
    system_kind: pair.systemKind,
    agreement: pair.agreement,
    seed_id: seed.id,
    source: seed.source,
    license: seed.license,
    language: seed.language,
    teacher: pair.teacher,
    unit,
  };
}
