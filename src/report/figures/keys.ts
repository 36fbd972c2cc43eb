import { z } from 'zod';
import { type Collector, under } from './collector.ts';

/** Where keys of choices stand, by the number of options. */
export interface KeyPlaces {
  rows: number;
  /** Rows whose key is the first option, the second ... */
  places: number[];
  /** Rows whose key is the longest option, and no other is as long. */
  longest: number;
  /** Rows whose key stands word by word in the question. */
  inStem: number;
}

/** Keys, agreement of answers with them. */
export interface Keys {
  byOptions: Record<string, KeyPlaces>;
  /** Rows with a key by the share of answers that gave it. */
  agreement: Record<string, number>;
}

const Choice = z.object({ options: z.array(z.string()), key: z.int(), question: z.string().optional() });
const LEAST_IN_STEM = 12;

/** Gathers where keys stand. */
export function createKeys(): Collector<Keys> {
  const byOptions = new Map<number, KeyPlaces>();
  const agreement = new Map<string, number>();
  return {
    row({ agreement: share, lineage: { item } }) {
      if (share !== null) {
        const name = share.toFixed(2);
        agreement.set(name, (agreement.get(name) ?? 0) + 1);
      }
      const choice = item?.form === 'option' ? Choice.safeParse(item.instruction).data : undefined;
      if (!choice) return;
      const { options, key, question = '' } = choice;
      const count = options.length;
      const found = under(byOptions, count, () => ({ rows: 0, places: Array(count).fill(0), longest: 0, inStem: 0 }));
      found.rows++;
      found.places[key] = (found.places[key] ?? 0) + 1;
      const text = options[key] ?? '';
      if (options.every((each, at) => at === key || each.length < text.length)) found.longest++;
      const stands = text.length >= LEAST_IN_STEM && question.toLowerCase().includes(text.toLowerCase());
      if (stands) found.inStem++;
    },
    result: () => ({
      byOptions: Object.fromEntries([...byOptions].sort(([a], [b]) => a - b)),
      agreement: Object.fromEntries([...agreement].sort()),
    }),
  };
}
