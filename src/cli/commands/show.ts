import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** `agentinstruct show`: one row or drop with its lineage. */
export function register(program: Command, io: Io): void {
  program
    .command('show')
    .description('one row or drop with its lineage, back to the seed')
    .argument('<id>', 'its id, or the first digits of it')
    .option('--out <dir>', 'run folder', 'out')
    .option('--state <dir>', 'folder of the state, if it was given to generate')
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (id: string, flags: { out: string; state?: string; json?: boolean }) => {
      const { showRow } = await import('../show.ts');
      await showRow(id, flags.out, flags.state ?? null, flags.json === true, io);
    });
}
