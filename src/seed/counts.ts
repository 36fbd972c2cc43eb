import type { Seed } from '../data.ts';
import type { Found } from './guard.ts';
import type { Reject } from './reader.ts';
import type { Screen } from './screen.ts';

/** What is counted while seeds are read. */
export interface Counts {
  /** Chunks that were left out, by rule. */
  refused: Record<string, number>;
  /** Secrets, personal data and control strings, by kind. */
  found: Record<string, number>;
}

/** Adds counts to others, which are changed. */
export function addCounts(sum: Counts, { refused, found }: Counts): void {
  add(sum.refused, refused);
  add(sum.found, found);
}

function add(sum: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
}

/** Screens the seeds of a file, tells what is refused, and counts. */
export class Counting {
  readonly #screen: Screen;
  readonly #reject: (reject: Reject) => void;
  readonly #counts: Counts = { refused: {}, found: {} };
  /** The document that was told last as a whole. */
  #told: string | undefined;

  constructor(screen: Screen, reject: (reject: Reject) => void) {
    this.#screen = screen;
    this.#reject = reject;
  }

  /** What was counted; undefined where that is nothing. */
  get counts(): Counts | undefined {
    const { refused, found } = this.#counts;
    return Object.keys(refused).length + Object.keys(found).length === 0 ? undefined : this.#counts;
  }

  add(found: Found): void {
    add(this.#counts.found, found);
  }

  /** Whether a seed is refused; then it is told, `file.txt#120-940: repetitive lines (72%)`, what holds for a document once. */
  refuses(seed: Seed): boolean {
    const refusal = this.#screen(seed);
    if (refusal === null) return false;
    const { rule, found, whole } = refusal;
    this.#counts.refused[rule] = (this.#counts.refused[rule] ?? 0) + 1;
    if (!whole) this.#reject({ source: `${seed.source}#${seed.span.join('-')}`, reason: found, rule });
    else if (this.#told !== seed.source) this.#reject({ source: seed.source, reason: found, rule });
    if (whole) this.#told = seed.source;
    return true;
  }
}
