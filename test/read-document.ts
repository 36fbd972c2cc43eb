import { type Document, type Reject, readers } from '../src/seed/reader.ts';
import { bytesFile } from '../src/seed/source-file.ts';

/** What the reader for a name's ending makes of these bytes, and what it leaves out. Throws as the reader does. */
export async function readDocuments(
  name: string,
  content: string | Uint8Array,
  textField?: string,
): Promise<{ documents: Document[]; rejects: Reject[] }> {
  const reader = (await readers()).get(/\.\w+$/.exec(name)?.[0] ?? '');
  if (!reader) throw new Error(`no reader for ${name}`);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const rejects: Reject[] = [];
  const options = {
    ...(textField === undefined ? {} : { textField }),
    reject: (reject: Reject) => void rejects.push(reject),
  };
  const documents: Document[] = [];
  for await (const document of await reader.read(bytesFile(name, bytes), options)) documents.push(document);
  return { documents, rejects };
}

/** The first document of a file. */
export async function readDocument(name: string, content: string | Uint8Array): Promise<Document> {
  const [document] = (await readDocuments(name, content)).documents;
  if (!document) throw new Error('no document');
  return document;
}
