import { type Collector, createTally, type Tally, under } from './collector.ts';

/** Shares that no one thing should take too much of. */
export interface Shares {
  /** By skill with 50 rows and more: the commonest layout together with the form of answer asked for. */
  looks: Record<string, { look: string; share: number }>;
  /** Most rows from one transformed content, and whose. */
  perContent: { most: number; seed: string | null };
  /** Rows whose last reply had run out of room. */
  cutOff: number;
}

const LEAST_ROWS = 50;

/** Gathers looks, rows of one content and cut-off replies. */
export function createShares(): Collector<Shares> {
  const looks = new Map<string, Tally>();
  const contents = new Map<string, number>();
  let cut = 0;
  return {
    row({ layout, answerForm, lineage: { skill, seed, item, pass } }, cutOff) {
      under(looks, skill, createTally).add(`${layout} × ${answerForm}`);
      const content = `${seed.id} ${skill} ${pass} ${item?.content.transform}`;
      contents.set(content, (contents.get(content) ?? 0) + 1);
      if (cutOff) cut++;
    },
    result() {
      let [most, seed]: [number, string | null] = [0, null];
      for (const [content, rows] of contents) if (rows > most) [most, seed] = [rows, content.split(' ')[0] ?? null];
      return { looks: Object.fromEntries([...looks].flatMap(commonest)), perContent: { most, seed }, cutOff: cut };
    },
  };
}

function commonest([skill, tally]: [string, Tally]): [string, { look: string; share: number }][] {
  const counts = Object.entries(tally.counts());
  const rows = counts.reduce((sum, [, count]) => sum + count, 0);
  const [look, count] = counts[0] ?? ['', 0];
  return rows < LEAST_ROWS ? [] : [[skill, { look, share: count / rows }]];
}
