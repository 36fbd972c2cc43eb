import type { Asker } from '../../ask/complete.ts';
import { runWaves } from '../../run/batch/run-waves.ts';
import { drainOn } from '../../run/drain.ts';
import { type UnitParts, workThrough } from '../../run/leased-unit.ts';
import { openJudgePurse } from '../../run/purse.ts';
import { runUnits } from '../../run/worker.ts';
import { noCounts } from '../../store/counts.ts';
import type { Counts, Lease } from '../../store/store.ts';
import type { limitedTeacher } from '../../teacher/gated/limited-teacher.ts';
import { createMeter } from '../../teacher/meter.ts';
import type { JudgeBooks } from './judge-books.ts';
import { judgeRow } from './judge-row.ts';
import { pairsFor } from './judged-pairs.ts';
import type { JudgeTeacher, JudgingParts } from './judging.ts';
import type { JudgeOptions } from './options.ts';
import type { Judged } from './rubric.ts';

/** A judge that is open: its teacher limits itself. */
export type OpenJudge = JudgeTeacher & {
  teacher: ReturnType<typeof limitedTeacher>;
  model: string;
  options: JudgeOptions;
};

/** Works all units of a judge that are open; rejects as the teacher does, and with the reason of `abort`. */
export async function workJudgeUnits(
  { dir, store, file, words, stop, abort, note }: JudgingParts,
  judge: OpenJudge,
  books: JudgeBooks,
  rows: number,
): Promise<void> {
  const { teacher, options, limits, batch, extraBody, model } = judge;
  const meter = createMeter();
  const made = new Map((await store.manifest()).map((entry) => [entry.unit.id, entry]));
  const purse = (batched: boolean) => openJudgePurse(limits, model, store, file, () => extraBody, batched);
  const parts: UnitParts = { runDir: dir, store, teacher, meter, purse: await purse(false), earlier: null };
  const asker = { sampling: () => ({ temperature: options.temperature }), maxTokens: () => options.maxTokens };
  let done = 0;
  const tell = () => note({ rows, done, meter });
  tell();
  const work = (lease: Lease, own: UnitParts, signal: AbortSignal, begun?: () => void): Promise<Counts | null> =>
    workThrough<Judged>(
      lease,
      own,
      {
        async begin(caller) {
          const ask: Asker = { ...asker, caller, order: lease.unit.order };
          const pairs = await pairsFor(dir, made.get(books.madeBy(lease.unit)), books.wantedOf(lease.unit));
          return pairs.map(async (pair) => {
            const judged = await judgeRow(ask, words, pair);
            done++;
            tell();
            return judged;
          });
        },
        result: (lines) => ({ lines, counts: { ...noCounts(), endings: unjudged(lines) } }),
      },
      signal,
      begun,
    );
  const shared = { store, among: books.orders, plan: async () => false, committed: () => {}, stop };
  if (batch) {
    await runWaves({
      ...shared,
      ...{ runDir: dir, transport: batch.transport, wait: batch.wait, extraBody, note: () => {} },
      purse: () => purse(true),
      work: (lease, signal, defer) => work(lease, { ...parts, purse: null, defer }, signal),
    });
  } else {
    await runUnits({
      ...shared,
      ...{ load: teacher.load, name: String(process.pid), abort: drainOn(stop, abort, teacher.load) },
      work: (lease, signal, begun) => work(lease, parts, signal, begun),
    });
  }
  await books.again();
}

function unjudged(lines: readonly Judged[]): Counts['endings'] {
  const reasons = lines.flatMap((line) => (line.record === 'unjudged' ? [line.reason] : []));
  if (reasons.length === 0) return {};
  return {
    judge: Object.fromEntries([...Map.groupBy(reasons, (reason) => reason)].map(([name, all]) => [name, all.length])),
  };
}
