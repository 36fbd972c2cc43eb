import type { z } from 'zod';
import type { Check, Outcome } from '../check/check.ts';
import type { AnswerForm, Message, Seed, SeedKind } from '../data.ts';
import type { Draw } from '../text/draw.ts';
import type { Converse } from './converse.ts';
import type { TransformProgram } from './program.ts';

/** What a skill may go by when it poses an item. `draw` is seeded by the item: the same draws whenever it is posed. */
export interface Posing {
  type: string;
  /** The name of the type's drawn variant ("Sort: ..." is `sort`), or its words; null without one. */
  variant: string | null;
  /** Ids of the goals that the item was refined towards, in order. */
  goals: string[];
  draw: Draw;
}

/** What the student gets. Empty material is left out. */
export interface PosedItem {
  material: string;
  question: string;
  /** A system message that belongs to the task itself. */
  system?: string;
  /** Turns before the question: demonstrations, an earlier exchange. */
  earlier?: Message[];
}

/** What a skill's `skill.ts` declares: shapes, how they read, which checks. */
export interface SkillDeclaration<C extends z.ZodObject = z.ZodObject, I extends z.ZodObject = z.ZodObject> {
  title: string;
  summary: string;
  /** Seeds that are taken: kinds, least and most tokens, and a program that names what else is amiss. No call is made for others. */
  accepts: { kinds: SeedKind[]; tokens: readonly [number, number]; refuse?: (seed: Seed) => string | null };
  /** The shape of transformed content. A shape of exactly one string is asked for as plain text. */
  content: C;
  /** The shape of an instruction without its answer: the answer form's fields are added by the program. */
  instruction: I;
  /** The content of transforms that copy the seed. */
  fromSeed: (seed: Seed) => z.infer<C>;
  /** How content reads to agents. */
  show: (content: z.infer<C>) => string;
  /** What the student gets: something to work on (may be empty) and what is asked of it. */
  pose: (content: z.infer<C>, instruction: z.infer<I>, given: Posing) => PosedItem;
  /** Named sets of further fields of an instruction; a type asks for them with a line `With: name`. */
  with?: Record<string, z.ZodObject>;
  /** Closed book: each instruct call is told who asks, in which register and at what level, all three drawn. */
  askers?: boolean;
  /** `own`: instructions say themselves what form of answer they want, and no wording is drawn for it. */
  answerForms?: 'own' | 'drawn';
  /** Draws that this skill wants in place of the run's. */
  draws?: { types?: number; items?: number };
  /** Transforms that are programs, by the transform's id. */
  programs?: Record<string, TransformProgram>;
  /** Who speaks when, where rows are conversations. */
  converse?: Converse<z.infer<C>, z.infer<I>>;
  /** Least and most options of `option` items, unless a type says otherwise. */
  options?: readonly [number, number];
  /** Answers asked for on every keyed row before any disagreement; 1 unless more are always wanted. */
  answers?: number;
  checks: Check[];
}

/** A range of words ("150 to 300") with its weight. */
export interface Length {
  range: string;
  weight: number;
}

/** One drawn part of an agent's words: its own form or types where it narrows them. */
export interface Variant {
  id: string | null;
  words: string;
  weight: number;
  form: AnswerForm | null;
  /** Ids of the types that suit a transform's variant; null for all that suit the transform. */
  types: string[] | null;
  angles: string[];
  /** Lengths of a transform's variant; empty for those of the transform. */
  lengths: Length[];
}

/** At least `least` of something that a program can count in a text; see needs.ts. */
export interface Need {
  least: number;
  what: string;
}

/** A content-transformation agent. `verbatim`: the seed is copied and nothing is asked. */
export interface Transform {
  id: string;
  title: string;
  weight: number;
  verbatim: boolean;
  /** Kinds of seed that it takes; null for all that the skill does. */
  kinds: SeedKind[] | null;
  words: string;
  angles: string[];
  variants: Variant[];
  /** Ids of the types that suit what it makes. */
  types: string[];
  /** Empty when the length is free. */
  lengths: Length[];
  hash: string;
}

/** An instruction type: the words of one instruction agent. */
export interface InstructionType {
  id: string;
  title: string;
  group: string | null;
  weight: number;
  form: AnswerForm;
  options: readonly [number, number];
  /** Most items of one call; null for the run's setting. */
  items: number | null;
  /** What the content must hold for the type to be drawn. */
  needs: Need[];
  /** Names of the skill's field sets that its instructions have beside the skill's own fields. */
  with: string[];
  /** Answers asked for at once; null for the skill's own number. */
  answers: number | null;
  /** Whether choices keep the order that the agent gave them. */
  fixedOrder: boolean;
  words: string;
  variants: Variant[];
  hash: string;
}

/** A refinement goal: the words that its suggester and its editor share, or the program that does their work. */
export interface Goal {
  id: string;
  title: string;
  weight: number;
  /** Name of a goal program (check/goal-programs.ts); no agent is asked then. */
  program: string | null;
  words: string;
  angles: string[];
  /** What the editor may change: content and instruction, or the instruction alone. */
  edits: 'content' | 'instruction';
  outcome: Outcome;
  /** Most of the skill's rows that may come from it (0-1). */
  share: number;
  /** Least and most options of what the editor makes of an `option` item; null for the type's. */
  options: readonly [number, number] | null;
  /** Answers asked for at once; null for the skill's own number. */
  answers: number | null;
  forms: AnswerForm[];
  /** Ids of the types whose items it suits; null for all. */
  types: string[] | null;
  /** Suggestions made, and how many of them are carried out; null for the run's setting. */
  suggestions: number | null;
  carryOut: number | null;
  hash: string;
}

/** A loaded skill: the declaration with the words of its folder. */
export interface Skill extends SkillDeclaration {
  id: string;
  transforms: Transform[];
  types: InstructionType[];
  goals: Goal[];
  /** What all instruction agents of the skill share. */
  shared: string;
  /** The unkept system message of the answering call; empty when there is none. */
  respond: string;
  /** sha256 (16 hex digits) over all its words and its declaration's source. */
  hash: string;
}

/** Declares a skill; its only work is to make the types flow from the shapes to the functions. */
export function defineSkill<C extends z.ZodObject, I extends z.ZodObject>(
  declaration: SkillDeclaration<C, I>,
): SkillDeclaration<C, I> {
  return declaration;
}
