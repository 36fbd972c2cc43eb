import { resolve } from 'node:path';
import { findFiles } from './find-files.ts';
import { documentsOf, type FileOptions } from './read-file.ts';
import type { Document, Reject } from './reader.ts';
import type { HubOptions } from './remote/hub.ts';

/** How a file is found whose extracted text is wanted. */
export interface ExtractedOptions extends FileOptions {
  skip?: readonly string[];
  hub?: HubOptions;
}

/**
 * The documents of a file as seeds are cut from them, whose spans count their texts. `wanted` is a path, or a source as
 * seeds have it (`docs/a.zip/b.jsonl#12`), of a file that `args` name. Null where they name none such. Errors: E_SEEDS.
 */
export async function extracted(
  args: readonly string[],
  wanted: string,
  options: ExtractedOptions,
  reject: (reject: Reject) => void,
): Promise<AsyncGenerator<Document> | null> {
  const { skip, hub, ...own } = options;
  const { files, rejects } = await findFiles(args, skip, hub);
  const within = (source: string) =>
    wanted === source || wanted.startsWith(`${source}/`) || wanted.startsWith(`${source}#`);
  for (const each of rejects) if (within(each.source)) reject(each);
  const file = files.find(({ path, source }) => path === resolve(wanted) || within(source));
  if (!file) return null;
  const whole = wanted === file.source || !within(file.source);
  const told = (each: Reject) => {
    if (whole || isPart(each.source, wanted)) reject(each);
  };
  return only(documentsOf(file, own, told), (source) => whole || isPart(source, wanted));
}

async function* only(documents: AsyncIterable<Document>, wants: (source: string) => boolean): AsyncGenerator<Document> {
  for await (const document of documents) if (wants(document.source)) yield document;
}

/** Whether a source is that of a part that is wanted, or of a part of it. */
function isPart(source: string, wanted: string): boolean {
  return source === wanted || source.startsWith(`${wanted}#`) || source.startsWith(`${wanted}/`);
}
