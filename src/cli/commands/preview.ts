import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addRunOptions } from '../options.ts';

/** `agentinstruct preview`: one seed's prompts, or one seed worked through, and an estimate. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('preview')
    .description('show the prompts for one seed, or work one seed through, and estimate the whole')
    .argument('[seeds...]', 'files, folders, https:// or hf:// addresses, - for standard input')
    .option('--run', 'ask the teacher: work one seed through and show its rows with their lineage')
    .option('--all', 'every prompt of the skill, each agent once')
    .option('--seed <n>', 'which seed, counted from 1 in path order', '1')
    .option('--transform <id>', 'only this transform')
    .option('--type <ids>', 'only these instruction types, with commas')
    .option('--goal <id>', 'only this refinement goal, for every item')
    .option('--sample <n>', 'estimate from so many seeds that the teacher works through, with the spread')
    .option('--no-estimate', 'leave the estimate out');
  addRunOptions(command).action(async (seeds: string[], flags: Record<string, unknown>) => {
    const { runPreview } = await import('../preview.ts');
    done(await runPreview(seeds, flags, io));
  });
}
