import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createZstdCompress } from 'node:zlib';
import { Pair } from '../data.ts';
import { type CardFacts, renderCard } from '../dataset/card.ts';
import { type DatasetSummary, type PlacedPair, writeDataset } from '../dataset/write-dataset.ts';
import { addCounts, noCounts } from '../store/counts.ts';
import { readObject, sweepObjects } from '../store/objects.ts';
import type { Counts, ManifestEntry, Store } from '../store/store.ts';
import { sumUsage } from '../teacher/call.ts';
import { writeWhole } from './folder.ts';
import type { RunSettings } from './settings.ts';

/** What finalisation needs to know of the run. */
export interface FinaliseFacts
  extends Pick<CardFacts, 'name' | 'teacher' | 'rehearsal' | 'skills' | 'command' | 'version' | 'complete'> {
  seeds: CardFacts['seeds'];
  quotas: ReadonlyMap<string, number> | null;
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
  const manifest = await store.manifest();
  await sweepObjects(dir, manifest);
  const path = join(dir, 'left-out.jsonl.zst');
  const sink = createZstdCompress();
  const file = createWriteStream(`${path}.part`);
  const ended = once(sink.pipe(file), 'finish');
  const summary = await writeDataset(
    dir,
    pairsOf(dir, manifest),
    { runSeed: settings.runSeed, testShare: settings.testShare, quotas: facts.quotas },
    ({ pair, unit }, reason) => sink.write(`${JSON.stringify({ record: 'left-out', id: pair.id, reason, unit })}\n`),
  );
  sink.end();
  await ended;
  await rename(`${path}.part`, path);

  const { counts, spent } = await store.stats();
  const usage = sumUsage(Object.values(spent));
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

async function* pairsOf(dir: string, manifest: readonly ManifestEntry[]): AsyncIterable<PlacedPair> {
  for (const { unit, object } of manifest) {
    for await (const line of readObject(dir, object)) {
      if (isPair(line)) yield { pair: Pair.parse(line), unit: unit.id };
    }
  }
}

function isPair(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'record' in line && line.record === 'pair';
}

function merged(...books: Counts['drops'][]): Counts['drops'] {
  return books.map((drops) => ({ ...noCounts(), drops })).reduce(addCounts, noCounts()).drops;
}
