import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addRunOptions } from '../options.ts';

/** `agentinstruct seeds`: what is read of documents and code, and what is not. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('seeds')
    .description('read documents and code as generate does, and tell what came of them and what could not be read')
    .argument('[seeds...]', 'files, folders, https:// or hf:// addresses, - for standard input')
    .option('--show <file>', 'print the extracted text of one file as the spans of its seeds count it')
    .option('--out <dir>', 'run folder, which is not read (default: out)');
  addRunOptions(command).action(async (seeds: string[], flags: Record<string, unknown>) => {
    const { runSeeds } = await import('../seeds.ts');
    done(await runSeeds(seeds, flags, io));
  });
}
