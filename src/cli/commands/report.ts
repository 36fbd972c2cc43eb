import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** `agentinstruct report`: what the dataset is, as a page and as JSON. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('report')
    .description(
      'write report.html and report.json: what the rows are, what was dropped and why, what it cost, with samples',
    )
    .argument('[dir]', 'run folder', 'out')
    .option('--state <dir>', 'folder of the state, if it was given to generate')
    .option(
      '--skills-dir <dir>',
      'folder with skills of your own; may be repeated',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option('--bars', 'exit with 3 when a bar is missed')
    .option('--json', 'print the report as JSON, without samples; see docs/json.md')
    .action(async (dir: string, flags: Record<string, unknown>) => {
      const { runReport } = await import('../report.ts');
      done(await runReport(dir, flags, io));
    });
}
