import { chooseReader } from '../src/seed/choose-reader.ts';
import type { Document, Reject } from '../src/seed/reader.ts';
import { bytesFile } from '../src/seed/source-file.ts';

/** What the reader that is chosen for them makes of these bytes, and what it leaves out. Throws as the reader does. */
export async function readDocuments(
  name: string,
  content: string | Uint8Array,
  textField?: string,
): Promise<{ documents: Document[]; rejects: Reject[] }> {
  const file = bytesFile(name, typeof content === 'string' ? Buffer.from(content) : content);
  const rejects: Reject[] = [];
  const options = {
    ...(textField === undefined ? {} : { textField }),
    reject: (reject: Reject) => void rejects.push(reject),
  };
  const documents: Document[] = [];
  for await (const document of await (await chooseReader(file)).read(file, options)) documents.push(document);
  return { documents, rejects };
}

/** The first document of a file. */
export async function readDocument(name: string, content: string | Uint8Array): Promise<Document> {
  const [document] = (await readDocuments(name, content)).documents;
  if (!document) throw new Error('no document');
  return document;
}
