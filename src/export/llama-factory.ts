import type { WrittenFile } from './format.ts';
import { groupsOf } from './usage.ts';

const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openai: { messages: 'messages' },
  sharegpt: { messages: 'conversations', system: 'system' },
  alpaca: { prompt: 'instruction', query: 'input', response: 'output', system: 'system', history: 'history' },
};

const TAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openai: {
    role_tag: 'role',
    content_tag: 'content',
    user_tag: 'user',
    assistant_tag: 'assistant',
    observation_tag: 'tool',
    function_tag: 'function_call',
    system_tag: 'system',
  },
};

/** The names under which `dataset` and `eval_dataset` find the files, by split. */
export function datasetNames(files: readonly WrittenFile[], split: 'train' | 'test'): string[] {
  const names = entriesOf(files).filter((entry) => entry.split === split);
  return names.map(({ name }) => name);
}

/**
 * The text of `dataset_info.json` (hiyouga/LLaMA-Factory @ ff6d4d12eeb0, data/README.md): an entry for each file, named
 * after its split; further shards have their number behind the name.
 */
export function datasetInfo(files: readonly WrittenFile[], layout: string): string {
  const entries = entriesOf(files).map(({ name, file, tools }) => [
    name,
    {
      file_name: file,
      formatting: layout === 'alpaca' ? 'alpaca' : 'sharegpt',
      columns: { ...COLUMNS[layout], ...(tools && { tools: 'tools' }) },
      ...(TAGS[layout] && { tags: TAGS[layout] }),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function entriesOf(files: readonly WrittenFile[]) {
  return groupsOf(files).flatMap(({ split, tools, files: own }) => {
    const name = ['agentinstruct', tools && 'tools', split === 'test' && 'test'].filter(Boolean).join('_');
    return own.map((file, at) => ({ name: at === 0 ? name : `${name}_${at + 1}`, file: file.name, split, tools }));
  });
}
