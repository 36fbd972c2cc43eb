import { stringify } from 'yaml';
import type { Format, FormatOptions, OpenFormat, WrittenFile } from '../format.ts';
import { messagesFormat } from '../messages-format.ts';
import { groupsOf, kindsOf } from '../usage.ts';

/** Conversations for axolotl's `type: chat_template` (docs/dataset-formats/conversation.qmd), with the lines of its config in `axolotl-datasets.yaml`. */
export const format: Format = {
  id: 'axolotl',
  summary: 'axolotl, with its datasets block',
  layouts: [],
  kinds: ['jsonl', 'parquet'],
  columns: 'id',
  usage: () => ['Put the lines of `axolotl-datasets.yaml` into your configuration; paths are from this folder.'],
  open,
};

async function open(options: FormatOptions): Promise<OpenFormat> {
  const opened = await messagesFormat(options);
  return {
    ...opened,
    beside: (files) => ({ 'axolotl-datasets.yaml': stringify(axolotlDatasets(files), { version: '1.1' }) }),
  };
}

/** The `datasets` and `test_datasets` of an axolotl configuration; `folder` goes before the names. */
export function axolotlDatasets(files: readonly WrittenFile[], folder = ''): Record<string, object[]> {
  const of = (split: 'train' | 'test') =>
    groupsOf(files)
      .filter((group) => group.split === split)
      .flatMap((group) =>
        group.files.map(({ name }) => entry(`${folder}${name}`, group.tools, kindsOf(group.files)[0])),
      );
  const test = of('test');
  return { datasets: of('train'), ...(test.length > 0 && { test_datasets: test }) };
}

function entry(path: string, tools: boolean, kind = 'jsonl'): object {
  return {
    path,
    ds_type: kind === 'parquet' ? 'parquet' : 'json',
    split: 'train',
    type: 'chat_template',
    field_messages: 'messages',
    ...(tools && { field_tools: 'tools' }),
    message_property_mappings: { role: 'role', content: 'content' },
    roles_to_train: ['assistant'],
    train_on_eos: 'turn',
  };
}
