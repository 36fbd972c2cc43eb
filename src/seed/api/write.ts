import { cleanText } from '../decode.ts';
import type { Row } from '../json-fields.ts';
import type { Document } from '../reader.ts';

/** A description as a document of kind `api`: YAML, long lines unbroken, no anchors. */
export async function apiDocument(
  description: Row,
  facts: Pick<Document, 'source' | 'title' | 'license'>,
): Promise<Document> {
  const { stringify } = await import('yaml');
  const text = stringify(description, { lineWidth: 0, aliasDuplicateObjects: false });
  return { ...facts, kind: 'api', text: cleanText(text), language: null, sections: [] };
}
