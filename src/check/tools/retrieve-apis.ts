import { z } from 'zod';
import { words } from '../../text/compare.ts';
import { Api, type Library } from './api.ts';
import { readSignatures } from './signatures.ts';

/** What the agent writes before the search: the code's own functions, and guesses with what to search for. */
export const ApiGuesses = z.strictObject({
  library: z.string().min(1).describe('What the functions are for, in a line'),
  apis: z.array(Api).min(1).max(3).describe('The functions that the code itself gives rise to'),
  guesses: z
    .array(
      z.strictObject({ search: z.string().min(3).describe('Words of names and comments to search for'), api: Api }),
    )
    .min(1)
    .max(8),
});

/** What a search brings; a part of what the engine's search gives. */
interface Found {
  text: string;
  kind: string;
}

const MOST_APIS = 10;
const MOST_FOUND = 3;
const LEAST_SHARED = 2;

/**
 * A library of the code's own functions, of the guesses for which the search found code that speaks of the same
 * things, and of functions that stand in what was found. A string where nothing was found.
 */
export async function retrieveApis(
  written: unknown,
  search: (query: string, most: number) => Promise<Found[]>,
): Promise<Library | string> {
  const read = ApiGuesses.safeParse(written);
  if (!read.success) return 'the guesses cannot be read';
  const { library, apis, guesses } = read.data;
  const kept: Api[] = [];
  const retrieved: Api[] = [];
  for (const guess of guesses) {
    const found = (await search(guess.search, MOST_FOUND)).filter(({ kind }) => kind === 'code');
    if (!found.some(({ text }) => speaksOf(text, guess))) continue;
    kept.push(guess.api);
    retrieved.push(
      ...found
        .flatMap(({ text }) => readSignatures(text))
        .filter((api) => isNear(api, guess))
        .slice(0, 1),
    );
  }
  if (kept.length === 0) return 'no similar code among the documents';
  const all = new Map([...apis, ...kept, ...retrieved].map((api) => [api.name, api]));
  return { library, apis: [...all.values()].slice(0, MOST_APIS) };
}

type Guess = z.infer<typeof ApiGuesses>['guesses'][number];

/** Whether a code has at least two of the words that were searched for. */
function speaksOf(text: string, { search }: Guess): boolean {
  const held = new Set(wordsIn(text));
  return new Set(wordsIn(search).filter((word) => held.has(word))).size >= LEAST_SHARED;
}

/** Whether a function that was found shares a word of its name with a guess, and is another one. */
function isNear({ name }: Api, { search, api }: Guess): boolean {
  const sought = new Set(wordsIn(`${search} ${api.name}`));
  return name !== api.name && wordsIn(name).some((word) => word.length > 3 && sought.has(word));
}

/** Words, with the parts of names: `getFood_by` is get, food, by. */
function wordsIn(text: string): string[] {
  return words(text.slice(0, 50_000).replaceAll(/(?<=[a-z])(?=[A-Z])|_/g, ' ')).filter((word) => word.length > 2);
}
