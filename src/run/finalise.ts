import { join } from 'node:path';
import { type CardFacts, renderCard } from '../dataset/card.ts';
import type { Quotas } from '../dataset/select.ts';
import { type DatasetSummary, writeDataset } from '../dataset/write-dataset.ts';
import { addCounts, noCounts } from '../store/counts.ts';
import { sweepObjects } from '../store/objects.ts';
import type { Counts, Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import { writeWhole } from './folder.ts';
import { openLeftOut } from './left-out.ts';
import type { RunSettings } from './settings.ts';
import { pairsOf } from './taken.ts';

/** What finalisation needs to know of the run. */
export interface FinaliseFacts
  extends Pick<CardFacts, 'name' | 'teacher' | 'rehearsal' | 'skills' | 'command' | 'version' | 'complete'> {
  seeds: CardFacts['seeds'];
  quotas: Quotas | null;
  testShare: number;
}

/**
 * Makes the dataset of what is committed: walks the units in plan order, takes and leaves rows by the rule of
 * dataset/select.ts, writes `data/`, the card, and `left-out.jsonl.zst` (id, reason, unit of every pair not taken).
 */
export async function finalise(
  dir: string,
  store: Store,
  settings: RunSettings,
  facts: FinaliseFacts,
): Promise<DatasetSummary> {
  const summary = await writeRows(dir, store, settings, facts);
  const { spent, ...stats } = await store.stats();
  const counts = addCounts(stats.counts, stats.reopened);
  const usage = sumUsage(spent.map((each) => each.usage));
  await writeWhole(
    join(dir, 'README.md'),
    renderCard(summary, {
      ...facts,
      runSeed: settings.runSeed,
      items: counts.items,
      drops: merged(counts.drops, counts.endings),
      calls: usage.calls,
      tokens: { prompt: usage.promptTokens, completion: usage.completionTokens, estimated: usage.estimated },
    }),
  );
  await store.set('dataset', {
    rows: summary.splits.reduce((sum, split) => sum + split.rows, 0),
    leftOut: summary.leftOut,
  });
  return summary;
}

async function writeRows(
  dir: string,
  store: Store,
  settings: RunSettings,
  { quotas, testShare }: Pick<FinaliseFacts, 'quotas' | 'testShare'>,
): Promise<DatasetSummary> {
  const manifest = await store.manifest();
  await sweepObjects(dir, manifest);
  const list = openLeftOut(dir);
  try {
    const { runSeed } = settings;
    const summary = await writeDataset(
      dir,
      () => pairsOf(dir, manifest),
      { runSeed, testShare, quotas },
      ({ pair, unit }, reason) => list.add({ id: pair.id, reason, unit }),
    );
    await list.finish();
    return summary;
  } catch (error) {
    await list.abandon();
    throw error;
  }
}

function merged(...books: Counts['drops'][]): Counts['drops'] {
  return books.map((drops) => ({ ...noCounts(), drops })).reduce(addCounts, noCounts()).drops;
}
