import { z } from 'zod';

/** The faults of a draft, as an item's author names them. */
export const Faulty = z.object({
  draft: z.string(),
  faults: z.array(z.object({ wrong: z.string().min(1), right: z.string() })),
});

/** Text whose spacing and quotation marks are all of one kind; case and punctuation count. */
export function evened(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** How often a stretch stands in a text, not counting places within a word. */
export function places(text: string, stretch: string): number {
  return startsOf(text, stretch).length;
}

/** Text, evened, with the first place of a stretch that is not within a word put as it should be. */
export function undone(text: string, { wrong, right }: { wrong: string; right: string }): string {
  const [whole, [at]] = [evened(text), startsOf(text, wrong)];
  return at === undefined ? whole : whole.slice(0, at) + evened(right) + whole.slice(at + evened(wrong).length);
}

/** Where in a text, evened, a stretch stands, not counting places within a word. */
function startsOf(text: string, stretch: string): number[] {
  const [whole, sought] = [evened(text), evened(stretch)];
  const inner = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}\p{N}]/u.test(char);
  const spaced = !/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(sought);
  const found: number[] = [];
  for (let at = sought === '' ? -1 : whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
    const within =
      (inner(whole[at - 1]) && inner(sought[0])) || (inner(whole[at + sought.length]) && inner(sought.at(-1)));
    if (!spaced || !within) found.push(at);
  }
  return found;
}
