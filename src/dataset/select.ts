import { plain } from '../check/forms/form.ts';
import type { Pair } from '../data.ts';
import { shortHash } from '../text/hash.ts';

/** Why a finished pair is not in the dataset. */
export type LeftOut = 'duplicate' | 'surplus';

/** Decides, pair by pair in plan order, what the dataset takes. */
export interface Selection {
  /** Null when the pair is taken. */
  consider(pair: Pair): LeftOut | null;
}

/**
 * Takes pairs in plan order until each skill's quota is full (null: no limit). Of rows whose visible prompts are the
 * same, case, marks and spacing aside, the first is taken. A refined row and the one it was made from are different rows.
 */
export function createSelection(quotas: ReadonlyMap<string, number> | null): Selection {
  const prompts = new Set<string>();
  const taken = new Map<string, number>();
  return {
    consider(pair) {
      const { skill } = pair.lineage;
      const prompt = promptHash(pair);
      if (prompts.has(prompt)) return 'duplicate';
      const count = taken.get(skill) ?? 0;
      if (quotas && count >= (quotas.get(skill) ?? 0)) return 'surplus';
      prompts.add(prompt);
      taken.set(skill, count + 1);
      return null;
    },
  };
}

function promptHash(pair: Pair): string {
  const asked = pair.messages.filter((message) => message.role !== 'assistant');
  return shortHash(...asked.map((message) => plain(message.content)));
}
