import type { Asker } from '../../ask/complete.ts';
import type { RunFile } from '../../run/folder.ts';
import { spentBy } from '../../run/purse.ts';
import { pricesOf } from '../../run/spent.ts';
import type { Store, Unit } from '../../store/store.ts';
import { createCaller } from '../../teacher/call.ts';
import { memoryJournal } from '../../teacher/journal.ts';
import { createMeter } from '../../teacher/meter.ts';
import { costOf } from '../../teacher/price.ts';
import { rehearsalTeacher } from '../../teacher/rehearsal/rehearsal.ts';
import { type JudgeWords, judgeRow } from './judge-row.ts';
import { pairsFor } from './judged-pairs.ts';

/** What a judge is about to be asked. */
export interface JudgeForecast {
  model: string;
  /** Rows that it is to be asked about, and rows that it has judged before. */
  rows: number;
  known: number;
  /** Tokens by estimate, from so many rows for which a rehearsal judge stood in: a model may write longer. */
  prompt: number;
  completion: number;
  sampled: number;
  /** US dollars; null where no price is known. */
  cost: number | null;
  /** What the run has cost before. */
  spent: number;
}

/** Rows of a unit of the run that are to be judged. */
export interface AskedOf {
  madeBy: string;
  ids: readonly string[];
}

/** Where rows and prices are; `batch` for calls that go in batches. */
interface ForecastParts {
  dir: string;
  store: Store;
  file: Pick<RunFile, 'teacher' | 'models'>;
  words: JudgeWords;
  batch: boolean;
}

/** Rows that are rehearsed. */
const SAMPLE = 48;

/** What asking about these rows takes, scaled up from some of them that are spread evenly. Errors: E_RUN_FOLDER. */
export async function forecastOf(
  { dir, store, file, words, batch }: ForecastParts,
  judge: { model: string; temperature: number; maxTokens: number },
  asked: readonly AskedOf[],
  known: number,
): Promise<JudgeForecast> {
  const { model, temperature, maxTokens } = judge;
  const rows = asked.reduce((sum, { ids }) => sum + ids.length, 0);
  const meter = createMeter();
  const caller = createCaller({ teacher: rehearsalTeacher(), journal: memoryJournal(), meter });
  const asker: Asker = { caller, order: 0, sampling: () => ({ temperature }), maxTokens: () => maxTokens };
  const made = new Map((await store.manifest()).map((entry) => [entry.unit.id, entry]));
  let sampled = 0;
  for (const { madeBy, ids } of spread(asked, rows)) {
    for (const pair of await pairsFor(dir, made.get(madeBy), ids)) {
      await judgeRow(asker, words, pair);
      sampled++;
    }
  }
  const scale = sampled === 0 ? 0 : rows / sampled;
  const { promptTokens = 0, completionTokens = 0 } = meter.stages.get('judge')?.usage ?? {};
  const [prompt, completion] = [Math.round(promptTokens * scale), Math.round(completionTokens * scale)];
  const tariff = (await pricesOf(store, 'judge-tariffs')).tariff('judge', model);
  const usage = { promptTokens: prompt, cachedTokens: 0, completionTokens: completion };
  const spent = (await spentBy(store, (stage) => file.models[stage] ?? file.teacher)).cost;
  const cost = rows === 0 ? 0 : costOf(tariff, usage, batch);
  return { model, rows, known, prompt, completion, sampled, cost, spent };
}

/** Some of the rows, evenly, by the unit that made them. */
function spread(asked: readonly AskedOf[], rows: number): AskedOf[] {
  const count = Math.min(SAMPLE, rows);
  const wanted = new Set(Array.from({ length: count }, (_, at) => Math.floor((at * rows) / count)));
  let before = 0;
  return asked
    .map(({ madeBy, ids }) => {
      const from = before;
      before += ids.length;
      return { madeBy, ids: ids.filter((_, at) => wanted.has(from + at)) };
    })
    .filter(({ ids }) => ids.length > 0);
}

/** The rows of units of a judge, by the units that made them. */
export function askedOf(units: readonly Unit[], books: { madeBy(unit: Unit): string; wantedOf(unit: Unit): string[] }) {
  return units.map((unit): AskedOf => ({ madeBy: books.madeBy(unit), ids: books.wantedOf(unit) }));
}
