import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addRunOptions, each } from '../options.ts';

/** `agentinstruct generate`: makes a dataset of seeds, or goes on with one. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('generate')
    .description('make a dataset from documents and code; the same command goes on with a run that was stopped')
    .argument('[seeds...]', 'files, folders, https:// or hf:// addresses, - for standard input')
    .option('--out <dir>', 'run folder, which is also the dataset (default: out)')
    .option('--state <dir>', 'folder on a local disk for the state, if --out is on a network')
    .option(
      '--no-wait',
      'with batch: end short while a batch is under way; the same command goes on when it is answered',
    )
    .option(
      '--retry-drops',
      'try again what was dropped for a fault of a reply, or with --stage all that a stage dropped',
    )
    .option('--stage <name>', 'with --retry-drops: the stage whose drops are tried again')
    .option('--benchmarks <path>', 'reject seeds that hold an item of these benchmarks; may be repeated', each)
    .option(
      '--curate [recipe]',
      "curate the dataset at the end, by a recipe's file (default: the folder's own, or the usual steps)",
    );
  addRunOptions(command).action(async (seeds: string[], flags: Record<string, unknown>) => {
    const { runGenerate } = await import('../generate.ts');
    done(await runGenerate(seeds, flags, io));
  });
}
