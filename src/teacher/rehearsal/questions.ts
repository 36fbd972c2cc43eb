import type { Draw } from '../../text/draw.ts';
import { squash } from './words.ts';

/**
 * What a question of the rehearsal asks of a passage. `quote` is what stands between its quotation marks: a sentence
 * with gaps, a statement, a word, or the sentence before the one sought.
 */
export interface Probe {
  kind: 'cloze' | 'statement' | 'about' | 'after' | 'order' | 'count';
  quote: string;
}

/** What stands where a word was taken out. */
export const GAP = '____';

/** The wordings of each kind: what stands before the quotation and after it. */
const STEMS: Record<Probe['kind'], readonly (readonly [string, string])[]> = {
  cloze: [
    ['What is missing from this sentence of the passage:', '?'],
    ['Something has been taken out here:', '. What was it?'],
    ['Complete the sentence as the passage has it:', ''],
    ['What does the passage have where the gap is in', '?'],
    ['Find the place in the passage and fill the gap:', ''],
  ],
  statement: [
    ['Is the following so, according to the passage:', '?'],
    ['Does the passage say this:', '?'],
    ['Judge by the passage alone whether this is true:', ''],
    ['Someone who has read the passage claims:', '. Does the claim hold?'],
    ['Is this what the passage says:', '?'],
  ],
  about: [
    ['What does the passage say about', '?'],
    ['What is to be learned from the passage where it speaks of', '?'],
    ['In connection with', ', what does the passage state?'],
    ['Which statement does the passage make where it has', '?'],
    ['Look up', ' in the passage: what is said there?'],
    ['A reader remembers only', ' from the passage. What did it say of that?'],
  ],
  after: [
    ['What does the passage say right after this:', '?'],
    ['With which statement does the passage go on after', '?'],
    ['The passage says', '. What follows next?'],
    ['Find', ' in the passage and tell what comes next.'],
  ],
  order: [
    ['In which order does the passage, which also speaks of', ', bring up these points?'],
    ['Put these points into the order in which the passage on', ' makes them.'],
    ['The passage speaks of', ' and of the points below. In which order do these come?'],
  ],
  count: [
    ['How many times does the passage use the word', '?'],
    ['Count how often the passage has the word', '.'],
    ['How often does a reader of the passage meet the word', '?'],
    ['Go through the passage and count the word', '.'],
  ],
};

/** Puts a probe into one of its wordings; never into the one given as `except`. */
export function wordQuestion({ kind, quote }: Probe, draw: Draw, except = ''): string {
  const wordings = STEMS[kind].map(([before, after]) => `${before} “${quote}”${after}`);
  return draw.pick(wordings.filter((wording) => wording !== except)) ?? except;
}

/** The probe of a question that {@link wordQuestion} worded, whatever stands before or after it; null for any other. */
export function readQuestion(text: string): Probe | null {
  const start = text.indexOf('“');
  const end = text.lastIndexOf('”');
  if (start < 0 || end < start) return null;
  const head = text.slice(0, start).trimEnd();
  const tail = text.slice(end + 1);
  for (const kind of Object.keys(STEMS) as Probe['kind'][]) {
    if (STEMS[kind].some(([before, after]) => head.endsWith(before) && tail.startsWith(after))) {
      return { kind, quote: squash(text.slice(start + 1, end)) };
    }
  }
  return null;
}
