import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** `agentinstruct status`: how far a run is, also while it goes on. */
export function register(program: Command, io: Io): void {
  program
    .command('status')
    .description('how far a run is, what it dropped and what it cost; also while it goes on')
    .argument('[dir]', 'run folder', 'out')
    .option('--state <dir>', 'folder of the state, if it was given to generate')
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (dir: string, flags: { state?: string; json?: boolean }) => {
      const { printStatus } = await import('../status.ts');
      await printStatus(dir, flags.state ?? null, flags.json === true, io);
    });
}
