import { readdir } from 'node:fs/promises';
import type { Message, Tool, ToolCall } from '../../data.ts';
import type { Draw } from '../../text/draw.ts';
import type { JsonSchema } from '../teacher.ts';
import type { Known } from './makers.ts';
import type { Passage } from './passage.ts';
import type { Task } from './prompt.ts';

/** What a framed prompt asks to be filled: one object's fields, so many times. */
export interface Asked {
  /** The prompt taken apart; null where it holds no material and no item. */
  task: Task | null;
  messages: readonly Message[];
  /** The fields of the object, by name. */
  fields: Readonly<Record<string, JsonSchema>>;
  count: number;
  /** The material. */
  passage: Passage;
  draw: Draw;
}

/** An answer with calls of the row's tools. */
export interface Called {
  text: string;
  toolCalls: ToolCall[];
}

/**
 * One kind of work that the rehearsal can play beyond its general rules: one module of `parts/`, its default export.
 * It knows its own prompts by the names of the fields, or by the words of the row, and leaves all others alone.
 */
export interface Part {
  /**
   * Values for the object: items (up to `count`), a content, an edit (`task.suggestion` is there), a verdict, a turn of a
   * simulator. Fields not given are filled by the general rules. Null: not this part's; an empty list: it found nothing.
   */
  fill?(asked: Asked): Known[] | null;
  /** The answer to a row, or the assistant's next turn in it. Null: not this part's. */
  answer?(messages: readonly Message[], draw: Draw, tools?: readonly Tool[]): string | Called | null;
}

let loaded: Promise<Part[]> | undefined;

/** All parts, by file name: found by reading the folder once. */
export function parts(): Promise<Part[]> {
  loaded ??= load(new URL('./parts/', import.meta.url));
  return loaded;
}

async function load(folder: URL): Promise<Part[]> {
  const names = (await readdir(folder)).filter((name) => /^[^.]+\.(?:ts|js)$/.test(name)).sort();
  const modules = names.map((name): Promise<{ default?: Part }> => import(new URL(name, folder).href));
  return (await Promise.all(modules)).map((module, at) => {
    if (module.default?.fill || module.default?.answer) return module.default;
    throw new Error(`parts/${names[at]} exports no part by default`);
  });
}
