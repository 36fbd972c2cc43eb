import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { each, header, json, number, whole } from '../options.ts';

/** `agentinstruct curate`: leaves out of a dataset what should not be trained on, and mixes in what should. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const list = (value: string) => value.split(',').map((name) => name.trim());
  program
    .command('curate')
    .description(
      'choose the rows that are worth training on; without options by the recipe that the folder has; docs/curation.md',
    )
    .argument('[dir]', 'run folder', 'out')
    .option('--recipe <file>', 'steps and their options from a YAML file')
    .option('--likeness <share>', 'likeness from which rows are duplicates, 0.8 to 1 (default: 0.8)', number)
    .option('--no-duplicates', 'do not look for duplicates')
    .option('--benchmarks <path>', 'leave out rows that hold an item of these benchmarks; may be repeated', each)
    .option('--drop <flags>', 'flags that leave a row out, with commas; none for none', list)
    .option('--no-flags', 'do not look for flags')
    .option('--judge', 'have a model give rows marks from 1 to 5')
    .option('--min-score <n>', 'with --judge: leave out rows with a mark below', whole)
    .option('--judge-share <share>', 'with --judge: judge this share of the rows', number)
    .option('--estimate', 'say what the judge would be asked and what that costs, and do nothing')
    .option('--sample <n>', 'keep so many rows, far from one another, of all skills and types', whole)
    .option('--per-source <n>', 'with --sample: most rows of one document', whole)
    .option(
      '--mix <path=rows>',
      'mix in so many rows of another dataset (JSON Lines or Parquet with "messages"), or such a share of the whole: other.jsonl=20%; may be repeated',
      each,
    )
    .option('--seed <text>', 'seed of all draws')
    .option('--off', 'put the dataset back as it was; the recipe stays')
    .option('--state <dir>', 'folder of the state, if it was given to generate')
    .option('--config <file>', 'config file (default: agentinstruct.config.yaml or .ts, if there is one)')
    .option(
      '--teacher <name>',
      'with --judge: who judges, as for generate (default: teacher.judge of the config, else its teacher)',
    )
    .option('--model <name>', "the judge's model")
    .option('--api-key-env <name>', 'environment variable that holds the API key')
    .option('--temperature <number>', 'of the judge (default: 0)', number)
    .option('--max-tokens <n>', 'most tokens of one reply (default: 2048)', whole)
    .option('--header <name:value>', 'send this header with every call; may be repeated', header)
    .option('--extra-body <json>', 'fields to add to every request body', json)
    .option('--concurrency <n>', 'calls in flight at each endpoint (default: what it is found to bear)', whole)
    .option('--rpm <n>', 'requests a minute that each endpoint allows (default: what it states)', whole)
    .option('--tpm <n>', 'tokens a minute that each endpoint allows (default: what it states)', whole)
    .option('--ca <file>', 'PEM file with further certificate authorities')
    .option('--max-cost <dollars>', 'end short before more is spent, all that the run has cost counted', number)
    .option('--max-tokens-total <n>', 'end short before more tokens are spent, all of the run counted', whole)
    .option('--timeout <seconds>', 'for one attempt at a call', number)
    .option('--record <file>', 'append every reply to this file')
    .option('--no-wait', 'with batch: end short while a batch is under way')
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (dir: string, flags: Record<string, unknown>) => {
      const { runCurate } = await import('../curate.ts');
      done(await runCurate(dir, flags, io));
    });
}
