import type { z } from 'zod';
import type { Seed, SeedKind } from '../data.ts';
import type { Draw } from '../text/draw.ts';

/** A seed that a search over the run's own seeds found. */
export interface Found {
  id: string;
  text: string;
  title: string | null;
  source: string;
  kind: SeedKind;
  /** BM25: comparable within one search only. */
  score: number;
}

/** What transform programs may use. */
export interface ProgramTools {
  draw: Draw;
  /** The seeds nearest to a query, best first, the program's own seed left out. The index does not change within a run. */
  search(query: string, most: number): Promise<Found[]>;
}

/** A content-transformation that is code. */
export interface TransformProgram {
  /** The shape that the transform's agent fills before the program runs; without one nobody is asked. */
  asks?: z.ZodObject;
  /** It searches: in one pass over the seeds those of its skill are gone through when all seeds are known. */
  searches?: true;
  /** A value of the skill's content shape, or, as a string, why the seed does not suit. `written` is what the agent gave. */
  make(
    seed: Seed,
    written: Record<string, unknown> | null,
    tools: ProgramTools,
  ): Record<string, unknown> | string | Promise<Record<string, unknown> | string>;
}
