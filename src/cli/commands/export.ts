import { type Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { whole } from '../options.ts';

/** `agentinstruct export`: the dataset in the form that a trainer reads. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const list = (value: string) => value.split(',').map((each) => each.trim());
  program
    .command('export')
    .description('write the dataset in the form that a trainer reads; docs/export.md')
    .argument('[dir]', 'run folder', 'out')
    .option(
      '--format <id>',
      'messages, prompt-completion, openai, axolotl, llama-factory, sharegpt, alpaca, chatml-text or tokenized',
      'messages',
    )
    .option('--out <folder>', 'folder to write; a folder that an earlier export wrote is replaced')
    .option('--force', 'also into a folder that holds other things; only files of the same names are replaced')
    .option('--layout <name>', 'llama-factory: openai, sharegpt or alpaca; prompt-completion: last or each')
    .addOption(
      new Option('--as <kind>', 'kind of file (default: as the trainer wants it)').choices([
        'jsonl',
        'json',
        'parquet',
      ]),
    )
    .addOption(new Option('--compress <how>', 'compress JSON files').choices(['none', 'gz', 'zst']).default('none'))
    .addOption(new Option('--split <name>', 'only this split').choices(['train', 'test']))
    .option(
      '--where <sql>',
      'only rows for which this holds, SQL over the columns: "agreement = 1 AND skill <> \'rag\'"',
    )
    .option('--order-by <sql>', 'order of the rows, SQL over the columns (default: that of the dataset)')
    .option('--sample <n>', 'so many rows, drawn by their ids', whole)
    .option('--seed <text>', 'seed of the draw', '0')
    .option(
      '--columns <names>',
      'further columns that rows carry, with commas; all or none (default: id, where readers pass over it)',
      list,
    )
    .option('--rows-per-file <n>', 'begin a new file after so many rows', whole)
    .option('--shards <n>', 'divide each split into so many files', whole)
    .addOption(
      new Option(
        '--control-strings <rule>',
        'rows whose text holds control strings of chat templates, such as <|im_end|>: leave them out, take the strings away, or keep them',
      )
        .choices(['refuse', 'strip', 'keep'])
        .default('refuse'),
    )
    .option('--tokenizer <file>', 'tokenized: tokenizer.json, with tokenizer_config.json beside it')
    .option(
      '--chat-template <name>',
      "tokenized: a Jinja file, or chatml, llama-3, mistral, gemma, phi-3 (default: the tokenizer's own)",
    )
    .option('--max-length <n>', 'tokenized: most tokens of a row', whole, 8192)
    .addOption(
      new Option('--packing <how>', 'tokenized: several conversations in a row (best fit decreasing), or one')
        .choices(['bfd', 'none'])
        .default('bfd'),
    )
    .addOption(
      new Option('--too-long <rule>', 'tokenized: what is longer than --max-length is left out, or cut off at its end')
        .choices(['leave-out', 'truncate'])
        .default('leave-out'),
    )
    .option(
      '--show <n>',
      'tokenized: write nothing, print so many rows and which of their tokens are trained on',
      whole,
    )
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (dir: string, flags: Record<string, unknown>) => {
      const { runExport } = await import('../export.ts');
      done(await runExport(dir, flags, io));
    });
}
