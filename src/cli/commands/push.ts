import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** `agentinstruct push`: the dataset to the Hugging Face Hub. */
export function register(program: Command, io: Io): void {
  program
    .command('push')
    .description(
      'bring the dataset to the Hugging Face Hub, shard by shard; the same command goes on with a push that broke off',
    )
    .argument('[dir]', 'run folder', 'out')
    .requiredOption('--repo <name>', 'ORG/NAME of the dataset; it is made where it is not there')
    .option('--branch <name>', 'branch to write to', 'main')
    .option('--private', 'a repository that is made is private')
    .option('--no-report', 'leave report.html and report.json out')
    .option('--token-env <name>', 'variable that holds the token', 'HF_TOKEN')
    .option('--dry-run', 'only say what would be sent')
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (dir: string, flags: Record<string, unknown>) => {
      const { runPush } = await import('../push.ts');
      await runPush(dir, flags, io);
    });
}
