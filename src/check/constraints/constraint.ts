import type { z } from 'zod';
import type { Draw } from '../../text/draw.ts';

/** What an answer is to a task: an answer to a question, a piece of writing, or a material in another form. */
export type Kind = 'answer' | 'piece' | 'rework';

/** The task that constraints are drawn for. `size`: about how many words an answer has. */
export interface Asking {
  question: string;
  material: string;
  kind: Kind;
  size: number;
  /** Whether every reply of a conversation must meet them. */
  lasting?: boolean;
}

/** A side of an answer that only one constraint may lay down. */
export type Aspect =
  | 'size'
  | 'sentences'
  | 'layout'
  | 'notation'
  | 'opening'
  | 'ending'
  | 'case'
  | 'digits'
  | 'marks'
  | 'tongue';

/** A family of constraints, as the design lists them; `source` compares the answer with its material. */
export type Family = 'length' | 'structure' | 'words' | 'form' | 'content' | 'source';

/** What is amiss with an answer, in a few words; null when the constraint is met. */
export type Breach = string | null;

/** A constraint with its parameters: something that a program can tell of an answer. */
export interface Demand {
  id: string;
  parameters: Record<string, unknown>;
  /** Wordings of it, as a student reads them: whole sentences. */
  says: readonly string[];
  /** Words that stand in every answer that meets it. */
  writes: readonly string[];
  breach(response: string, material: string): Breach | Promise<Breach>;
}

/** A kind of constraint: its parameters, how it is said, drawn and tested. */
export interface Constraint {
  id: string;
  family: Family;
  /** Kinds of answer for which it is drawn; empty: only where an agent or an author asks for it. */
  for: readonly Kind[];
  /** How often it is drawn. */
  weight: number;
  /** What it lays down; two constraints never lay down the same. */
  settles: readonly Aspect[];
  /** What may not be laid down beside it. */
  apart: readonly Aspect[];
  /** Whether every stretch of an answer must meet it, so that it can be held against what other constraints write. */
  everywhere: boolean;
  /** The constraint with parameters from outside; null where they do not fit. */
  with(parameters: unknown): Demand | null;
  /** The constraint with parameters that suit a task; null where none do. */
  make(draw: Draw, asking: Asking): Demand | null;
}

/** What one file says of a constraint; the rest has its usual value. */
export interface Spec<P extends Record<string, unknown>> {
  id: string;
  family: Family;
  shape: z.ZodType<P>;
  says(parameters: P): readonly string[];
  breach(response: string, parameters: P, material: string): Breach | Promise<Breach>;
  make?(draw: Draw, asking: Asking): P | null;
  writes?(parameters: P): readonly string[];
  for?: readonly Kind[];
  weight?: number;
  settles?: readonly Aspect[];
  apart?: readonly Aspect[];
  everywhere?: boolean;
}

/** Every kind of answer. */
export const ANY: readonly Kind[] = ['answer', 'piece', 'rework'];

/**
 * A constraint from what is particular to it. It is drawn for any kind of answer, if it says how to draw it; where it lays
 * down words, another language is not asked for beside it.
 */
export function constraint<P extends Record<string, unknown>>(spec: Spec<P>): Constraint {
  const demand = (parameters: P): Demand => ({
    id: spec.id,
    parameters,
    says: spec.says(parameters),
    writes: spec.writes?.(parameters) ?? [],
    breach: (response, material) => spec.breach(response, parameters, material),
  });
  const make = spec.make;
  return {
    id: spec.id,
    family: spec.family,
    for: make ? (spec.for ?? ANY) : [],
    weight: spec.weight ?? 1,
    settles: spec.settles ?? [],
    apart: [...(spec.apart ?? []), ...(spec.writes ? (['tongue'] as const) : [])],
    everywhere: spec.everywhere ?? false,
    with(parameters) {
      const parsed = spec.shape.safeParse(parameters);
      return parsed.success ? demand(parsed.data) : null;
    },
    make(draw, asking) {
      const made = make?.(draw, asking) ?? null;
      return made && demand(made);
    },
  };
}
