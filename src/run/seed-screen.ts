import type { Seed } from '../data.ts';
import type { SeedEvent } from '../seed/read-seeds.ts';

/** Tells seeds that must not be worked on, before any call, such as those that hold items of a benchmark. */
export interface SeedScreen {
  /** Of what it goes by; in the run's identity. */
  hash: string;
  /** Why a seed must not be used, in a few words; null where it may. */
  find(seed: Seed): string | null;
}

/** Events of reading with every seed that the screen finds made a reject: `file.md#120-940`, and why. */
export async function* screened(
  events: AsyncIterable<SeedEvent>,
  screen: SeedScreen | null | undefined,
): AsyncGenerator<SeedEvent> {
  for await (const event of events) {
    const found = 'seed' in event ? (screen?.find(event.seed) ?? null) : null;
    if (found === null || !('seed' in event)) yield event;
    else yield { reject: { source: `${event.seed.source}#${event.seed.span.join('-')}`, reason: found } };
  }
}
