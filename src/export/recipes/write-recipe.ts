import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { messageOf, UserError } from '../../errors.ts';
import { chatTemplatePath } from '../tokenize/chat-template.ts';
import { ExportMark, MARK } from '../write/place.ts';
import { writeTexts } from '../write/texts.ts';
import { axolotl } from './axolotl.ts';
import { ZERO_3 } from './deepspeed.ts';
import { llamaFactory } from './llama-factory.ts';
import { recipeReadme } from './readme.ts';
import type { RecipeFacts, RecipeFile, Trainer } from './recipe.ts';
import { accumulationSteps, stepsFor, type TrainingSettings, templateFor } from './settings.ts';
import { trl } from './trl.ts';

/** The trainers that there are recipes for, by id. */
export const TRAINERS: ReadonlyMap<string, Trainer> = new Map(
  [trl, axolotl, llamaFactory].map((each) => [each.id, each]),
);

/** As PyYAML reads it: YAML 1.1, in which a bare `no` is false. */
const YAML = { version: '1.1' } as const;

/** What a recipe came to. */
export interface WrittenRecipe {
  trainer: string;
  out: string;
  files: string[];
  rows: number;
  /** An estimate: four bytes of JSON a token. */
  tokens: number;
  accumulation: number;
  globalBatch: number;
  steps: number;
}

const DataFile = z.looseObject({
  name: z.string(),
  split: z.enum(['train', 'test']),
  tools: z.boolean(),
  rows: z.int(),
  bytes: z.int(),
});

/**
 * Writes a recipe for an export: the trainer's configuration, our chat template for the base model, for several GPUs a
 * DeepSpeed configuration, and a README with the commands. Errors: E_EXPORT where `data` is no export that the trainer
 * reads or `out` holds other things, E_DISK.
 */
export async function writeRecipe(
  trainer: Trainer,
  settings: TrainingSettings,
  { out, data, force }: { out: string; data: string; force: boolean },
): Promise<WrittenRecipe> {
  const facts = await readFacts(trainer, settings, out, data);
  const template = await readFile(chatTemplatePath(templateFor(settings.base).ours), 'utf8');
  const train = facts.files.filter(({ split }) => split === 'train');
  const tokens = Math.round(train.reduce((sum, { bytes }) => sum + bytes, 0) / 4);
  const steps = stepsFor(tokens, settings);
  const files = {
    [trainer.file]: stringify(trainer.configure(facts), YAML),
    'chat_template.jinja': template,
    ...(settings.gpus > 1 && { 'zero3.json': `${JSON.stringify(ZERO_3, null, 2)}\n` }),
    'README.md': recipeReadme(trainer, facts, { tokens, steps }),
  };
  await writeTexts(out, files, force);
  const accumulation = accumulationSteps(settings);
  return {
    trainer: trainer.id,
    out,
    files: Object.keys(files),
    rows: train.reduce((sum, { rows }) => sum + rows, 0),
    tokens,
    accumulation,
    globalBatch: accumulation * settings.gpus * settings.perDeviceBatch,
    steps,
  };
}

async function readFacts(
  trainer: Trainer,
  settings: TrainingSettings,
  out: string,
  data: string,
): Promise<RecipeFacts> {
  const mark = await readMark(data);
  const fits = trainer.formats.includes(mark.format) && (trainer.layout === null || mark.layout === trainer.layout);
  if (!fits) {
    throw new UserError(
      'E_EXPORT',
      `Cannot write a recipe for ${trainer.id}: "${data}" is an export as ${mark.format}`,
      {
        hint: `Export with --format ${trainer.formats[0]}${trainer.layout ? ` --layout ${trainer.layout}` : ''}, or leave --data out.`,
      },
    );
  }
  const from = relative(resolve(out), resolve(data));
  const folder = isAbsolute(from) || from.startsWith('..') ? from : `./${from}`;
  const files = mark.files.flatMap((file): RecipeFile[] => {
    const parsed = DataFile.safeParse(file);
    if (!parsed.success) return [];
    const { name, split, tools, rows, bytes } = parsed.data;
    return [{ path: `${folder}/${name}`, split, tools, rows, bytes }];
  });
  return { settings, data: folder, files, mark };
}

async function readMark(data: string): Promise<ExportMark> {
  try {
    return ExportMark.parse(JSON.parse(await readFile(join(data, MARK), 'utf8')));
  } catch (cause) {
    throw new UserError(
      'E_EXPORT',
      `Cannot write a recipe for "${data}": it is no export (${messageOf(cause).slice(0, 100)})`,
      {
        hint: 'Give --data a folder that "agentinstruct export" wrote, or leave it out.',
        cause,
      },
    );
  }
}
