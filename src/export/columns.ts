import { UserError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';
import type { Format } from './format.ts';

/** Columns of the dataset that a row of an export may carry (docs/data.md), in their order. */
export const COLUMNS = [
  ...['id', 'content_hash', 'skill', 'type', 'transform', 'goal', 'layout', 'answer_form', 'system_kind', 'agreement'],
  ...['seed_id', 'source', 'license', 'language', 'teacher', 'unit', 'flags', 'judge_score'],
] as const;

/**
 * The further columns of an export: those named, `all` of them or `none`; by default the row's id where the format's
 * readers are known to pass over it. A format that refuses further keys gets none. Errors: E_USAGE for an unknown name.
 */
export function chooseColumns(given: readonly string[] | null, format: Format): string[] {
  if (format.columns === 'refused') return [];
  if (given === null) return format.columns === 'id' ? ['id'] : [];
  const names = given.flatMap((name) => (name === 'all' ? COLUMNS : name === 'none' ? [] : [name]));
  const known = new Set<string>(COLUMNS);
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return [...new Set(names)];
  const near = nearest(unknown, COLUMNS);
  throw new UserError('E_USAGE', `Cannot carry column "${unknown}": the dataset has none of that name`, {
    hint: near ? `Did you mean "${near}"?` : `There are ${COLUMNS.join(', ')}.`,
  });
}
