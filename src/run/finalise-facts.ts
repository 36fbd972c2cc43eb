import { z } from 'zod';
import type { CardFacts } from '../dataset/card.ts';
import type { Quotas } from '../dataset/select.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/store.ts';

/** What finalisation needs to know of the run. */
export interface FinaliseFacts
  extends Pick<
    CardFacts,
    'name' | 'teacher' | 'rehearsal' | 'skills' | 'command' | 'version' | 'complete' | 'runSeed'
  > {
  seeds: CardFacts['seeds'];
  quotas: Quotas | null;
  testShare: number;
}

/** A map, as it is kept: a list of entries. */
function entriesOf<T>(value: z.ZodType<T>) {
  return z
    .array(z.strictObject({ of: z.string(), value }))
    .transform((all) => new Map(all.map((each) => [each.of, each.value])));
}

const Kept: z.ZodType<FinaliseFacts, unknown> = z.strictObject({
  name: z.string(),
  teacher: z.string(),
  rehearsal: z.boolean(),
  skills: z.array(z.strictObject({ id: z.string(), title: z.string(), summary: z.string() })),
  command: z.string(),
  version: z.string(),
  complete: z.boolean(),
  runSeed: z.string(),
  seeds: z.strictObject({ files: z.int(), seeds: z.int() }),
  quotas: entriesOf(z.strictObject({ rows: z.int(), test: z.int().nullable(), types: entriesOf(z.int()) })).nullable(),
  testShare: z.number(),
});

const BOOK = 'finalised';

/** Keeps with the run what its dataset was made by, so that it can be made again. */
export async function keepFacts(store: Store, { quotas, skills, ...facts }: FinaliseFacts): Promise<void> {
  await store.set(BOOK, {
    ...facts,
    skills: skills.map(({ id, title, summary }) => ({ id, title, summary })),
    quotas:
      quotas && keptMap(new Map([...quotas].map(([of, quota]) => [of, { ...quota, types: keptMap(quota.types) }]))),
  });
}

function keptMap<T>(map: ReadonlyMap<string, T>): { of: string; value: T }[] {
  return [...map].map(([of, value]) => ({ of, value }));
}

/** What a run's dataset was made by. Errors: E_RUN_UNKNOWN where none was made. */
export async function readFacts(store: Store, dir: string): Promise<FinaliseFacts> {
  const kept = Kept.safeParse(await store.get(BOOK));
  if (kept.success) return kept.data;
  throw new UserError('E_RUN_UNKNOWN', `Cannot find a dataset in "${dir}": none has been written yet`, {
    hint: 'Run the same "agentinstruct generate" again: it goes on where it was, and writes the dataset at its end.',
  });
}
