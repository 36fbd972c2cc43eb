import type { Fault, Trail } from '../ask/complete.ts';
import type { Drop, Item, Lineage, Pair, Seed, Stage } from '../data.ts';
import { shortHash } from '../text/hash.ts';

/** What one seed came to under one skill. `items` counts those begun: each is a pair or a drop that names it. */
export interface FlowResult {
  seed: Seed;
  items: number;
  pairs: Pair[];
  drops: Drop[];
}

/** An item on its way through the flow, with what it stands on and what it was refined from. */
export interface Draft {
  item: Item;
  trail: Trail;
  parent: Draft | null;
}

/** Where a flow's results are gathered. */
export interface Ledger {
  result: FlowResult;
  lineage(item: Item | null, trail: Trail): Lineage;
  /** Notes something that did not become a row. `path` tells drops of one stage and agent apart. */
  drop(stage: Stage, agent: string, fault: Fault, item: Item | null, trail: Trail, path?: string): void;
}

const MOST_REPLY = 20_000;

/** An empty ledger for a seed. */
export function createLedger(seed: Seed, skill: string, pass: number): Ledger {
  const result: FlowResult = { seed, items: 0, pairs: [], drops: [] };
  const { id, source, span, title, language, license } = seed;
  const lineage: Ledger['lineage'] = (item, trail) => ({
    seed: { id, source, span, title, language, license },
    skill,
    pass,
    item,
    calls: trail.calls,
  });
  return {
    result,
    lineage,
    drop(stage, agent, fault, item, trail, path = '') {
      const { reason, detail } = fault;
      result.drops.push({
        record: 'drop',
        id: shortHash(seed.id, skill, pass, stage, agent, item?.id ?? '', path, reason),
        stage,
        agent,
        reason,
        detail: detail.slice(0, 2000),
        reply: fault.reply === null ? null : fault.reply.slice(0, MOST_REPLY),
        lineage: lineage(item, trail),
      });
    },
  };
}
