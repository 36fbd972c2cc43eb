import { addUsage, NO_USAGE, type Stage, type Usage } from '../data.ts';

/** What this process has paid and found in the journal, by stage. */
export interface Meter {
  paid(stage: Stage, usage: Usage): void;
  replayed(stage: Stage): void;
  readonly stages: ReadonlyMap<Stage, { usage: Usage; replayed: number }>;
}

/** A meter at zero. */
export function createMeter(): Meter {
  const stages = new Map<Stage, { usage: Usage; replayed: number }>();
  const at = (stage: Stage) => {
    const entry = stages.get(stage) ?? { usage: NO_USAGE, replayed: 0 };
    stages.set(stage, entry);
    return entry;
  };
  return {
    stages,
    paid(stage, usage) {
      const entry = at(stage);
      entry.usage = addUsage(entry.usage, usage);
    },
    replayed(stage) {
      at(stage).replayed++;
    },
  };
}
