import type { z } from 'zod';
import { draw } from '../../text/draw.ts';
import { JudgeOptions } from '../judge/options.ts';
import type { Judged, Marks } from '../judge/rubric.ts';
import { Wanted } from '../judge/wanted.ts';
import type { Finding, OpenStep, Step, StepTools } from '../step.ts';

type Options = z.infer<typeof JudgeOptions>;

/**
 * Has a model give each row, or a share of them, four marks from 1 to 5; the lowest stands in the column `judge_score`, and
 * rows below `minScore` are left out. A row whose judgement could not be used stays without a mark.
 */
export const step: Step<Options> = {
  id: 'judge',
  options: JudgeOptions,
  says: ({ model, teacher, share, minScore }) =>
    `${share < 1 ? `${Math.round(share * 100)}% of the rows ` : ''}judged by ${model ?? teacher}${minScore === null ? '' : `; left out below ${minScore}`}`,
  open: (options, tools) => open(options, tools),
};

function open(options: Options, { seed, judge }: StepTools): OpenStep {
  const wanted = new Wanted();
  const counts = new Map<string, number>();
  let model = options.model;
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    note(row) {
      if (options.share === 1 || draw(seed, 'judge', row.id).next() < options.share) wanted.push(row);
    },
    async settle(rows) {
      model = await judge.judge(
        wanted,
        options,
        (at) => rows.stays(at),
        async ({ at }, judged) => {
          if (judged.record === 'unjudged') return void count('unjudged');
          count(`score ${judged.score}`);
          rows.score(at, judged.score);
          if (judged.score < (options.minScore ?? 1)) await rows.leaveOut(at, finding(judged));
        },
      );
    },
    found: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    settled: () => ({ ...options, model }),
  };
}

const NAMES: Record<keyof Marks, string> = {
  instruction: 'instruction',
  correct: 'correctness',
  complete: 'completeness',
  wellFormed: 'form',
};

/** The lowest mark, with what the judge says of it. */
function finding({ marks, score }: Extract<Judged, { record: 'judged' }>): Finding {
  const [name, mark] = Object.entries(marks).find(([, each]) => each.score === score) ?? ['correct', marks.correct];
  return { reason: 'low-score', detail: `${score} for ${NAMES[name as keyof Marks]}: ${mark.reason}` };
}
