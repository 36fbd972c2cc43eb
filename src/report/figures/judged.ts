import { type Collector, type Counts, under } from './collector.ts';

/** What a judge's marks of the dataset's rows come to. */
export interface JudgeScores {
  model: string;
  /** Rows with marks. */
  rows: number;
  /** Rows by the lowest of their marks, from 1 to 5: the column `judge_score`. */
  score: Counts;
  /** Rows by each of the marks. */
  marks: Record<string, Counts>;
}

/** Gathers the marks of judges; nothing where there was none. */
export function createJudged(): Collector<JudgeScores[]> {
  const judges = new Map<string, JudgeScores>();
  return {
    row(_pair, _cutOff, judgements) {
      for (const { judge, model, score, marks } of judgements) {
        const found = under(judges, judge, (): JudgeScores => ({ model, rows: 0, score: byMark(), marks: {} }));
        found.rows++;
        count(found.score, score);
        for (const [name, mark] of Object.entries(marks)) {
          found.marks[name] ??= byMark();
          count(found.marks[name], mark);
        }
      }
    },
    result: () => [...judges.values()],
  };
}

function byMark(): Counts {
  return { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
}

function count(counts: Counts, mark: number): void {
  counts[mark] = (counts[mark] ?? 0) + 1;
}
