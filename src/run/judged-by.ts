import { z } from 'zod';
import type { Store, Unit } from '../store/store.ts';

const BOOK = 'judged-by';

/** What the ids of a judge's units begin with: `judge-JUDGE-UNIT-NUMBER`, with the unit of the run that made the rows. */
export function judgePrefix(judge: string): string {
  return `judge-${judge}-`;
}

/** The unit of the run whose rows a unit of a judge is of. */
export function judgedUnit({ id }: Pick<Unit, 'id'>, judge: string): string {
  return id.slice(judgePrefix(judge).length, id.lastIndexOf('-'));
}

/** Keeps which judges (model, words, temperature, as one hash) the marks of the dataset are of. */
export async function keepJudges(store: Pick<Store, 'set'>, judges: readonly string[]): Promise<void> {
  await store.set(BOOK, judges);
}

/** The judges whose marks the dataset was last curated with. */
export async function judgesOf(store: Pick<Store, 'get'>): Promise<string[]> {
  return z.array(z.string()).parse((await store.get(BOOK)) ?? []);
}
