import { findDataFiles } from '../../dataset/read-rows.ts';
import { readGroup } from './read.ts';
import type { RowSource, Selection } from './source.ts';

/**
 * The rows of a dataset folder that are wanted; DuckDB is loaded only where SQL, a sample or an order is asked for.
 * Errors: E_RUN_UNKNOWN, E_RUN_FOLDER, E_QUERY.
 */
export async function openRowSource(dir: string, selection: Selection): Promise<RowSource> {
  const files = await findDataFiles(dir);
  const kinds = [false, true].flatMap((tools) => (['train', 'test'] as const).map((split) => ({ split, tools })));
  const sets = kinds
    .map((kind) => ({
      ...kind,
      files: files.filter(({ split, tools }) => split === kind.split && tools === kind.tools),
    }))
    .filter((set) => set.files.length > 0 && (selection.split === null || set.split === selection.split));
  if (selection.where === null && selection.sample === null && selection.orderBy === null) {
    return { groups: sets.map((set) => readGroup(set.files, set.split, set.tools)), close: async () => {} };
  }
  const { querySource } = await import('./query.ts');
  return querySource(sets, selection);
}
