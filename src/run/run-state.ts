import type { FlowResult } from '../flow/result.ts';
import type { Counts } from '../store/store.ts';
import type { Meter } from '../teacher/meter.ts';
import type { Load } from '../teacher/teacher.ts';

/** What a watcher may look at while a run goes on; the same object all along. */
export interface RunState {
  phase: 'reading' | 'asking' | 'writing';
  read: { files: number; seeds: number };
  load: Load | null;
  meter: Meter | null;
  /** Whether seeds are still read while others are worked on: then `total` is not the last word. */
  reading: boolean;
  /** Seeds to go through; grows with passes. */
  total: number;
  /** Pairs wanted; null where the seeds are gone through once. */
  wanted: number | null;
  /** Of the whole run, restarts included; seeds of units under way count as soon as they are through. */
  finished: { seeds: number; items: number; pairs: number; drops: number };
}

/** The state of a run that has not begun. */
export function newRunState(): RunState {
  return {
    phase: 'reading',
    read: { files: 0, seeds: 0 },
    load: null,
    meter: null,
    reading: false,
    total: 0,
    wanted: null,
    finished: { seeds: 0, items: 0, pairs: 0, drops: 0 },
  };
}

/** Sets what committed units had come to. */
export function countCommitted(state: RunState, { seeds, items, pairs, drops, endings }: Counts): void {
  state.finished = { seeds, items, pairs, drops: tally(drops) + tally(endings) };
}

/** Adds a seed that is through. */
export function countFinished({ finished }: RunState, { items, pairs, drops }: FlowResult): void {
  finished.seeds++;
  finished.items += items;
  finished.pairs += pairs.length;
  finished.drops += drops.length;
}

/** Adds what a unit came to that is committed as a whole. */
export function countDone({ finished }: RunState, { seeds, items, pairs, drops, endings }: Counts): void {
  finished.seeds += seeds;
  finished.items += items;
  finished.pairs += pairs;
  finished.drops += tally(drops) + tally(endings);
}

function tally(books: Record<string, Record<string, number>>): number {
  return Object.values(books).reduce((sum, reasons) => sum + Object.values(reasons).reduce((a, b) => a + b, 0), 0);
}
