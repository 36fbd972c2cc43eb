import type { ExportMark } from '../write/place.ts';
import type { TrainingSettings } from './settings.ts';

/** A file of rows as a recipe points at it: the path is from the recipe's folder. */
export interface RecipeFile {
  path: string;
  split: 'train' | 'test';
  tools: boolean;
  rows: number;
  bytes: number;
}

/** What a recipe is made of. */
export interface RecipeFacts {
  settings: TrainingSettings;
  /** Folder of the data, from the recipe's folder. */
  data: string;
  files: readonly RecipeFile[];
  mark: ExportMark;
}

/** How a trainer is configured. */
export interface Trainer {
  id: 'trl' | 'axolotl' | 'llama-factory';
  /** The form of export that it is given, and which others it reads too. */
  formats: readonly string[];
  layout: string | null;
  /** Name of the configuration's file. */
  file: string;
  /** The configuration, which fits the trainer's schema. */
  configure(facts: RecipeFacts): object;
  /** The commands that install and start it, in the recipe's folder. */
  commands(facts: RecipeFacts): readonly string[];
  /** Lines of Markdown on what is particular to it. */
  notes(facts: RecipeFacts): readonly string[];
}
