import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { chooseColumns } from '../export/columns.ts';
import { exportDataset } from '../export/export-dataset.ts';
import { formats } from '../export/format.ts';
import type { Trainer } from '../export/recipes/recipe.ts';
import { PAPER, type TrainingSettings } from '../export/recipes/settings.ts';
import { TRAINERS, type WrittenRecipe, writeRecipe } from '../export/recipes/write-recipe.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const Flags = z.looseObject({
  trainer: z.string(),
  base: z.string().min(1),
  out: z.string(),
  data: z.string().optional(),
  gpus: z.int(),
  perDeviceBatch: z.int(),
  globalBatch: z.int(),
  maxLength: z.int(),
  learningRate: z.number(),
  warmupSteps: z.int(),
  epochs: z.int(),
  force: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Exports the rows for a trainer, unless an export is given, and writes its configuration beside them. */
export async function runRecipe(dir: string, given: Record<string, unknown>, io: Io): Promise<void> {
  const flags = Flags.parse(given);
  const { trainer: id, base, gpus, perDeviceBatch, globalBatch, maxLength, learningRate, warmupSteps, epochs } = flags;
  const settings: TrainingSettings = {
    ...{ base, gpus, perDeviceBatch, globalBatch, maxLength, learningRate, warmupSteps, epochs },
    weightDecay: PAPER.weightDecay,
  };
  const trainer = TRAINERS.get(id);
  if (trainer === undefined) throw new UserError('E_USAGE', `Cannot write a recipe for "${id}": there is none`);
  const data = flags.data ?? join(flags.out, 'data');
  if (flags.data === undefined) await exportFor(trainer, dir, data, flags.force);
  const written = await writeRecipe(trainer, settings, { out: flags.out, data, force: flags.force });
  if (flags.json) return io.out(JSON.stringify({ ...written, data }, null, 2));
  for (const line of recipeLines(written, settings, data)) io.out(printable(line));
}

async function exportFor(trainer: Trainer, dir: string, out: string, force: boolean): Promise<void> {
  const format = (await formats()).get(trainer.formats[0] ?? '');
  if (format === undefined) throw new Error(`there is no format for ${trainer.id}`);
  const layout = trainer.layout ?? format.layouts[0] ?? null;
  await exportDataset(dir, format, {
    ...{ out, force, layout, kind: format.kinds[0] ?? 'jsonl', compression: 'none', controlRule: 'refuse' },
    columns: chooseColumns(null, format),
    selection: { split: null, where: null, orderBy: null, sample: null, seed: '0' },
    rowsPerFile: null,
    shards: null,
    version: VERSION,
    flags: {},
  });
}

function recipeLines(written: WrittenRecipe, settings: TrainingSettings, data: string): string[] {
  const n = (count: number) => count.toLocaleString('en');
  const { trainer, out, files, rows, tokens, accumulation, globalBatch, steps } = written;
  return [
    `recipe    ${trainer}, ${settings.base}`,
    `data      ${n(rows)} rows for training in ${data}, about ${n(tokens)} tokens`,
    `batch     ${n(globalBatch)} = ${settings.gpus} GPUs x ${settings.perDeviceBatch} x ${n(accumulation)} accumulated; about ${n(steps)} steps in all`,
    ...(steps <= settings.warmupSteps * 4
      ? [`  few steps for ${n(settings.warmupSteps)} of warm-up: README.md says what to do`]
      : []),
    `files     ${files.join(', ')} in ${out}`,
  ];
}
