import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Io } from '../io.ts';
import { whole } from '../options.ts';

/** `agentinstruct recipe`: a configuration to train with. */
export function register(program: Command, io: Io): void {
  program
    .command('recipe')
    .description("write a trainer's configuration with the paper's settings, and the data that it points at")
    .argument('[dir]', 'run folder', 'out')
    .addOption(
      new Option('--trainer <id>', 'which trainer').choices(['trl', 'axolotl', 'llama-factory']).default('trl'),
    )
    .option('--base <model>', 'the model to train: a name on the hub, or a folder', 'mistralai/Mistral-7B-v0.1')
    .option('--out <folder>', 'folder to write', 'recipe')
    .option('--data <folder>', 'an export to point at (default: the rows are exported to data/ in --out)')
    .option('--gpus <n>', 'GPUs', whole, 8)
    .option('--per-device-batch <n>', 'packed sequences on each GPU at once; the paper had 10', whole, 1)
    .option('--global-batch <n>', 'packed sequences a step; reached by accumulating gradients', whole, 1520)
    .option('--max-length <n>', 'tokens of a packed sequence', whole, 8192)
    .option('--learning-rate <number>', 'highest learning rate', positive, 8e-6)
    .option('--warmup-steps <n>', 'steps until it is reached', whole, 500)
    .option('--epochs <n>', 'times that the data is gone through', whole, 3)
    .option('--force', 'replace files of the same names')
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (dir: string, flags: Record<string, unknown>) => {
      const { runRecipe } = await import('../recipe.ts');
      await runRecipe(dir, flags, io);
    });
}

function positive(value: string): number {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed) || parsed <= 0)
    throw new InvalidArgumentError('Give a number above 0.');
  return parsed;
}
