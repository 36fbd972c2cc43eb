import { Drop, Pair, type Stage } from '../data.ts';
import { readObject } from '../store/objects.ts';
import type { Store } from '../store/store.ts';
import type { JournalRecord } from '../teacher/journal.ts';
import { callIn } from './earlier.ts';

/** Faults of one reply, which another one need not have. */
const OF_A_REPLY = new Set(['empty', 'malformed', 'cut-off', 'refused', 'filtered', 'too-long']);
/** Faults of what judged it: looked at again as it is. */
const OF_A_CHECK = new Set(['check-broken', 'not-executed']);

/** What was set going again. */
export interface Retried {
  units: number;
  drops: number;
}

/**
 * Opens committed units again whose drops are worth another try: those of faults of a reply or of a broken check, or
 * with `stage` all drops there. Their calls are their journal; replies that led to such drops, and to no row, are marked as given up,
 * so that the request goes out with a raised `try`; failures are forgotten and asked again as they are. Rows stay in the dataset
 * until the unit is committed anew.
 */
export async function retryDrops(dir: string, store: Store, stage: Stage | null): Promise<Retried> {
  const retried: Retried = { units: 0, drops: 0 };
  for (const { unit, object, reopened } of await store.manifest()) {
    if (reopened || unit.kind !== 'generate') continue;
    const content = await contentOf(readObject(dir, object));
    const worth = content.drops.filter((drop) => isWorth(drop, stage));
    if (worth.length === 0) continue;
    const kept = new Set(content.pairs.flatMap(({ lineage }) => lineage.calls.map(({ key }) => key)));
    const culprits = new Set(worth.flatMap(culpritsOf).filter((key) => !kept.has(key)));
    const again = worth.filter(
      (drop) => OF_A_CHECK.has(drop.reason) || culpritsOf(drop).some((key) => culprits.has(key)),
    );
    if (again.length === 0) continue;
    await store.reopen(
      unit.id,
      content.calls.flatMap((call) => giveUp(call, culprits)),
    );
    retried.units++;
    retried.drops += again.length;
  }
  return retried;
}

function isWorth({ reason, stage: at }: Drop, stage: Stage | null): boolean {
  return stage === null ? OF_A_REPLY.has(reason) || OF_A_CHECK.has(reason) : at === stage;
}

/** The keys of the calls whose replies led to a drop: of its own stage, or of the one whose work was judged there. */
function culpritsOf({ stage, reason, lineage: { calls } }: Drop): string[] {
  if (OF_A_CHECK.has(reason)) return [];
  const made = (of: readonly Stage[]) => calls.findLast((call) => of.includes(call.stage))?.stage;
  const culprit = stage === 'check' ? made(['respond']) : stage === 'verify' ? made(['edit', 'instruct']) : stage;
  if (OF_A_REPLY.has(reason) && made([stage]) === stage) return keysOf(calls, stage);
  return culprit === undefined ? [] : keysOf(calls, culprit);
}

/** Keys of the last agent of a stage: the first call and what was asked after it; all of the answers. */
function keysOf(calls: Drop['lineage']['calls'], stage: Stage): string[] {
  const agent = calls.findLast((call) => call.stage === stage)?.agent;
  return calls.filter((call) => call.stage === stage && call.agent === agent).map(({ key }) => key);
}

function giveUp(call: JournalRecord, culprits: ReadonlySet<string>): JournalRecord[] {
  if (!culprits.has(call.key)) return [call];
  return 'failure' in call.outcome ? [] : [{ ...call, superseded: true }];
}

async function contentOf(
  lines: AsyncIterable<unknown>,
): Promise<{ pairs: Pair[]; drops: Drop[]; calls: JournalRecord[] }> {
  const content = { pairs: [] as Pair[], drops: [] as Drop[], calls: [] as JournalRecord[] };
  for await (const line of lines) {
    const call = callIn(line);
    if (call) content.calls.push(call);
    else if (typeof line === 'object' && line !== null && 'record' in line && line.record === 'pair') {
      content.pairs.push(Pair.parse(line));
    } else content.drops.push(Drop.parse(line));
  }
  return content;
}
