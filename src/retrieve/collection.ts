import { z } from 'zod';

/** A document as a search brings it up. */
export const Document = z.strictObject({
  title: z.string().min(1).describe('Its title'),
  about: z.string().nullable().describe('Where it comes from and when, in half a line; null where nothing says so'),
  text: z.string().min(1).describe('Its text'),
});
export type Document = z.infer<typeof Document>;

/** What a search brought up. Documents are numbered from 1 in their order. */
export const Collection = z.strictObject({
  documents: z.array(Document).min(1).max(32).describe('All documents as they were found; changes go to "revised"'),
  core: z.array(z.int().positive()).min(1).max(3).describe('Numbers of the documents that are to be asked from'),
  dispute: z.string().nullable().describe('What the core documents disagree about; null where they do not'),
  revised: z
    .array(
      z.strictObject({
        number: z.int().positive().describe('Which document'),
        text: z.string().min(1).describe('Its whole new text'),
      }),
    )
    .describe('Documents whose text is another than the one found; empty at first'),
});
export type Collection = z.infer<typeof Collection>;

/** The documents with their revisions; the last one counts, and one of a document that is not there changes nothing. */
export function documentsOf({ documents, revised }: Pick<Collection, 'documents' | 'revised'>): Document[] {
  const texts = new Map(revised.map(({ number, text }) => [number, text]));
  return documents.map((document, at) => ({ ...document, text: texts.get(at + 1) ?? document.text }));
}

/** The collection as agents read it: numbered documents, and at the end which of them are the core. */
export function showCollection(collection: Collection): string {
  const shown = documentsOf(collection).map(
    ({ title, about, text }, at) => `[${at + 1}] ${title}${about === null ? '' : ` (${about})`}\n${text.trim()}`,
  );
  return [...shown, coreLine(collection)].join('\n\n');
}

function coreLine({ core, dispute }: Collection): string {
  const line = core.length === 1 ? `Core: document ${core[0]}.` : `Core: documents ${core.join(' and ')}.`;
  return dispute === null ? line : `${line} They disagree about this: ${dispute}`;
}
