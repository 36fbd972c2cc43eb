import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { renderCard } from '../dataset/card.ts';
import type { Curated } from '../dataset/curation.ts';
import type { LeftOut } from '../dataset/select.ts';
import { type DatasetSummary, writeDataset } from '../dataset/write-dataset.ts';
import { addCounts, noCounts } from '../store/counts.ts';
import { sweepObjects } from '../store/objects.ts';
import type { Counts, Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import { type FinaliseFacts, keepFacts } from './finalise-facts.ts';
import { writeWhole } from './folder.ts';
import { CURATION, LEFT_OUT, openRowList } from './row-list.ts';
import { pairsOf } from './taken.ts';

/** A dataset that is made with curation: what becomes of each pair without it, and what it decided of those that are taken. */
export interface Curating {
  chosen: readonly (LeftOut | null)[];
  curated: Curated;
}

/**
 * Makes the dataset of what is committed: walks the units in plan order, takes and leaves rows by the rule of
 * dataset/select.ts and by what curation decided, writes `data/`, the card, and `left-out.jsonl.zst` (id, reason, unit of
 * every pair that the rule leaves). Without `curating` a dataset that was curated is no more.
 */
export async function finalise(
  dir: string,
  store: Store,
  facts: FinaliseFacts,
  curating: Curating | null = null,
): Promise<DatasetSummary> {
  const summary = await writeRows(dir, store, facts, curating);
  const { spent, ...stats } = await store.stats();
  const counts = addCounts(stats.counts, stats.reopened);
  const usage = sumUsage(spent.map((each) => each.usage));
  await writeWhole(
    join(dir, 'README.md'),
    renderCard(summary, {
      ...facts,
      items: counts.items,
      drops: merged(counts.drops, counts.endings),
      calls: usage.calls,
      tokens: { prompt: usage.promptTokens, completion: usage.completionTokens, estimated: usage.estimated },
    }),
  );
  await keepFacts(store, facts);
  if (!curating) for (const list of [CURATION.leftOut, CURATION.flagged]) await rm(join(dir, list), { force: true });
  await store.set('dataset', {
    rows: summary.splits.reduce((sum, split) => sum + split.rows, 0),
    leftOut: summary.leftOut,
    curation: summary.curation,
  });
  return summary;
}

async function writeRows(
  dir: string,
  store: Store,
  { runSeed, quotas, testShare }: FinaliseFacts,
  curating: Curating | null,
): Promise<DatasetSummary> {
  const manifest = await store.manifest();
  await sweepObjects(dir, manifest);
  const list = openRowList(join(dir, LEFT_OUT));
  try {
    const summary = await writeDataset(
      dir,
      () => pairsOf(dir, manifest),
      { runSeed, testShare, quotas, ...curating },
      ({ pair, unit }, reason) => list.add({ record: 'left-out', id: pair.id, reason, unit }),
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
