import type { Asked } from '../ask/ask.ts';
import type { Format } from '../ask/format.ts';
import type { Item, Message } from '../data.ts';

/** What a check looks at. It never changes any of it. */
export interface Subject {
  item: Item;
  /** What the student is to work on, as text. */
  material: string;
  question: string;
  /** The content as agents saw it; what evidence is quoted from. */
  content: string;
  /** The row as it stands; empty before there is a response. */
  messages: readonly Message[];
  /** The item this one was refined from, with its material; null for an original. */
  parent: { item: Item; material: string } | null;
  /** What the last refinement was to bring about; null for an original. */
  outcome: Outcome | null;
  /** The response, of several the last; null before there is one. */
  response: string | null;
}

/** What a goal's edit does to the key: whatever it says, a new one, or none because the material no longer decides. */
export type Outcome = 'any' | 'new-key' | 'undecided';

/** Asks one of the verifying agents of `prompts/verify`, on the journaled path that all calls take. */
export type Verify = <T>(
  agent: string,
  given: { material: string; item: string },
  format: Format<T>,
) => Promise<Asked<T>>;

/** Why a subject is dropped: a kebab-case reason that is counted, and what was found. */
export interface Finding {
  reason: string;
  detail: string;
  reply?: string | null;
}

/**
 * A reusable check that skills name. `item` checks run before an answer is paid for, programs first. The check keeps
 * (null) or drops (a finding); it never rewrites.
 */
export interface Check {
  id: string;
  at: 'item' | 'response';
  check(subject: Subject, verify: Verify): Finding | null | Promise<Finding | null>;
}
