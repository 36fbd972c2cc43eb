import type { FileKind, WrittenFile } from './format.ts';

/** The kind of a file by its name. */
function kindOf(name: string): FileKind {
  if (name.endsWith('.parquet')) return 'parquet';
  return /\.jsonl(\.|$)/.test(name) ? 'jsonl' : 'json';
}

/** How Hugging Face `datasets` loads the folder, from Python: the folder's README names its configs. */
export function loadLines(files: readonly WrittenFile[]): string[] {
  const tools = files.some((file) => file.tools);
  const plain = files.some((file) => !file.tools);
  const config = tools && !plain ? ', "tools"' : '';
  const rest = tools && plain ? ['tools = load_dataset(FOLDER, "tools")'] : [];
  return ['```python', 'from datasets import load_dataset', `data = load_dataset(FOLDER${config})`, ...rest, '```'];
}

/** A pattern that fits the files of one split and kind, and no others. */
export function patternOf(files: readonly WrittenFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  if (files.length === 1) return first.name;
  return first.name.replace(/-\d{5}-of-\d{5}/, '-*');
}

/** The files of each split, with and without tools, those that there are. */
export function groupsOf(
  files: readonly WrittenFile[],
): { split: 'train' | 'test'; tools: boolean; files: WrittenFile[] }[] {
  const kinds = [false, true].flatMap((tools) => (['train', 'test'] as const).map((split) => ({ split, tools })));
  return kinds
    .map((kind) => ({ ...kind, files: files.filter((file) => file.split === kind.split && file.tools === kind.tools) }))
    .filter((group) => group.files.length > 0);
}

/** The head of the folder's README: its configs, as `datasets` and the hub read them. */
export function configsOf(files: readonly WrittenFile[]): { config_name: string; data_files: object[] }[] {
  const groups = groupsOf(files);
  return [false, true].flatMap((tools) => {
    const own = groups.filter((group) => group.tools === tools);
    if (own.length === 0) return [];
    const data_files = own.map((group) => ({ split: group.split, path: patternOf(group.files) }));
    return [{ config_name: tools ? 'tools' : 'default', data_files }];
  });
}

/** The kinds of file that there are among some. */
export function kindsOf(files: readonly WrittenFile[]): FileKind[] {
  return [...new Set(files.map(({ name }) => kindOf(name)))];
}
