import type { RunFile } from '../../run/folder.ts';
import type { SpendingLimits } from '../../run/purse.ts';
import { judgeSkill, keepTariffs } from '../../run/spent.ts';
import type { Store } from '../../store/store.ts';
import type { BatchTransport } from '../../teacher/batch/transport.ts';
import { limitedTeacher } from '../../teacher/gated/limited-teacher.ts';
import type { Meter } from '../../teacher/meter.ts';
import type { PriceTable } from '../../teacher/price.ts';
import { modelOf, type Teacher } from '../../teacher/teacher.ts';
import { shortHash } from '../../text/hash.ts';
import { askedOf, forecastOf, type JudgeForecast } from './forecast.ts';
import { JudgeBooks } from './judge-books.ts';
import type { JudgeWords } from './judge-row.ts';
import { workJudgeUnits } from './judge-units.ts';
import type { JudgeOptions } from './options.ts';
import type { Judged } from './rubric.ts';
import type { Wanted, WantedRow } from './wanted.ts';

/** A judge as the command line opens it: its teacher is not open yet. */
export interface JudgeTeacher {
  teacher: Teacher;
  concurrency: number | null;
  /** Whether a provider serves the model, so that its prices hold. */
  hosted: boolean;
  prices: PriceTable;
  limits: SpendingLimits;
  extraBody: Record<string, unknown>;
  /** Has calls answered in batches. */
  batch: { transport: BatchTransport; wait: boolean } | null;
}

/** What judging stands on. */
export interface JudgingParts {
  dir: string;
  store: Store;
  file: Pick<RunFile, 'teacher' | 'models'>;
  words: JudgeWords;
  open(named: Pick<JudgeOptions, 'teacher' | 'model'>): JudgeTeacher;
  stop: AbortSignal;
  abort: AbortSignal;
  note(progress: JudgeProgress): void;
  /** Told what the judge is to be asked, before it is. */
  foresee(forecast: JudgeForecast): void;
  /** Whether it is asked then; else no row has a mark. */
  isAsked: boolean;
  /** Told which judge (model, words, temperature, as one hash) has said what it was asked. */
  used(judge: string): void;
}

/** How far judging is: rows that were to be judged in this process, those that are, and what was paid. */
export interface JudgeProgress {
  rows: number;
  done: number;
  meter: Meter;
}

/** The judge of a recipe. */
export interface Judging {
  /**
   * Has all wanted rows judged that no earlier run has judged, then tells of each what was said, in order. Gives the
   * judge's model. Rejects as the teacher does; what was paid is kept and not paid again.
   */
  judge(
    wanted: Wanted,
    options: JudgeOptions,
    stays: (at: number) => boolean,
    tell: (row: WantedRow, judged: Judged) => Promise<void>,
  ): Promise<string>;
}

/** Judging in a run folder, whose lock the caller holds. */
export function createJudging(parts: JudgingParts): Judging {
  return {
    async judge(wanted, options, stays, tell) {
      const opened = openOnce(parts, options);
      const model = options.model ?? modelOf((await opened()).teacher, 'judge');
      try {
        const identity = shortHash(model, parts.words.hash, options.temperature).slice(0, 8);
        const books = await JudgeBooks.open(parts.dir, parts.store, identity);
        const { lacking, known } = await books.plan(judgeSkill(model), wanted.groups(stays));
        const batch = lacking > 0 && (await opened()).batch !== null;
        const asked = lacking > 0 ? askedOf(books.open(), books) : [];
        parts.foresee(await forecastOf({ ...parts, batch }, { ...options, model }, asked, known));
        if (!parts.isAsked) return model;
        await books.keep();
        if (lacking > 0) await workJudgeUnits(parts, { ...(await opened()), model, options }, books, lacking);
        parts.stop.throwIfAborted();
        parts.used(identity);
        for (const { unit, rows } of wanted.groups(stays)) {
          const known = await books.judged(unit);
          for (const row of rows) {
            const judged = known.get(row.id);
            if (judged?.contentHash === row.contentHash) await tell(row, judged);
          }
        }
        return model;
      } finally {
        await opened.close();
      }
    },
  };
}

/** The judge's teacher, opened when it is first needed. */
function openOnce({ open, stop, store }: JudgingParts, named: JudgeOptions) {
  let opening: Promise<JudgeTeacher & { teacher: ReturnType<typeof limitedTeacher> }> | undefined;
  const opened = () => {
    opening ??= (async () => {
      const judge = open(named);
      const teacher = limitedTeacher(judge.teacher, judge.concurrency ?? undefined);
      await teacher.open(stop);
      await keepTariffs(store, judge.prices, () => judge.hosted, 'judge-tariffs');
      return { ...judge, teacher };
    })();
    return opening;
  };
  return Object.assign(opened, {
    async close() {
      await opening?.then(({ teacher }) => teacher.close()).catch(() => undefined);
    },
  });
}
