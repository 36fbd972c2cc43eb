import { z } from 'zod';
import type { Candidate } from '../candidate.ts';
import { Alike, countWords } from '../duplicates/alike.ts';
import { Materials } from '../duplicates/materials.ts';
import { IdList } from '../id-list.ts';
import type { Finding, OpenStep, Step, StepTools } from '../step.ts';

const Options = z.strictObject({
  /** Likeness (Jaccard, 0-1) from which two texts count as the same; what is less alike than 0.8 is not looked for. */
  threshold: z.number().min(0.8).max(1).default(0.8),
  /** Whether rows of different contents that give the same long answer are duplicates. */
  responses: z.boolean().default(true),
});
type Options = z.infer<typeof Options>;

/** Responses of fewer words are never compared. */
const LEAST_WORDS = 20;

/**
 * Leaves out rows that ask what an earlier one asks: the same instruction on the same material, or both nearly the same.
 * Two questions on one material are two rows; a row and the one that it was refined from are never duplicates. Rows of
 * different materials whose long answers are nearly the same are duplicates too: `duplicate-response`.
 */
export const step: Step<Options> = {
  id: 'duplicates',
  options: Options,
  says: ({ threshold, responses }) =>
    `same instruction on the same material, or nearly (${threshold})${responses ? '; same long answer' : ''}`,
  open: (options, tools) => open(options, tools),
};

function open({ threshold, responses }: Options, { mixed }: StepTools): OpenStep {
  const materials = new Materials(threshold);
  const [asked, answered, prompts] = [new Alike(threshold), new Alike(threshold), new Alike(threshold)];
  const [ids, items, seeds] = [new IdList(), new IdList(), new IdList()];
  const numbers: number[] = [];
  const isKin = (row: Candidate) => (of: number) => row.ancestors.length > 0 && row.ancestors.includes(items.at(of));

  const findAsked = (row: Candidate, place: number, number: number): Finding | null => {
    if (mixed) {
      const near = prompts.add(place, row.prompt, 0, isKin(row));
      if (near && row.external)
        return finding('duplicate', `It asks what row ${ids.at(near.of)} asks`, near.similarity);
    }
    const near = row.external ? null : asked.add(place, row.asked.instruction, number, isKin(row));
    return near && finding('duplicate', `It asks what row ${ids.at(near.of)} asks`, near.similarity);
  };
  const findAnswered = (row: Candidate, place: number, number: number): Finding | null => {
    const { response } = row;
    if (!responses || countWords(response) < LEAST_WORDS) return null;
    const isOfOneContent = (of: number) =>
      (number !== 0 && numbers[of] === number) || (!row.external && seeds.at(of) === row.seed);
    const near = answered.add(place, response, 1, (of) => isOfOneContent(of) || isKin(row)(of));
    return near && finding('duplicate-response', `It answers as row ${ids.at(near.of)} answers`, near.similarity);
  };
  return {
    look(row) {
      const number = materials.numberOf(row);
      const place = ids.length;
      ids.push(row.id);
      items.push(row.item);
      seeds.push(row.seed);
      numbers.push(number);
      return findAsked(row, place, number) ?? findAnswered(row, place, number);
    },
  };
}

function finding(reason: string, what: string, similarity: number): Finding {
  const alike = similarity < 1 ? `, nearly (${Math.round(similarity * 100)}% alike)` : '';
  return { reason, detail: what + alike };
}
