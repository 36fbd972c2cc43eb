import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../test/read-document.ts';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/markup');
const FILES = readdirSync(FOLDER).filter((name) => !name.endsWith('.golden'));

/** What a reader makes of a file, as a person reads it: what is said of it, its text, what was left out. */
async function shown(name: string): Promise<string> {
  const { documents, rejects } = await readDocuments(name, readFileSync(join(FOLDER, name)));
  const parts = documents.map(({ text, sections, kind, title, license, language }) => {
    const headings = sections.map(({ level, title: said }) => `${level} ${said}`);
    return `${JSON.stringify({ kind, title, license, language, headings })}\n\n${text}`;
  });
  return `${[...parts, ...rejects.map(({ reason }) => `left out: ${reason}`)].join('\n\n')}\n`;
}

describe('files of markup', () => {
  it('are there', () => expect(FILES.length).toBeGreaterThanOrEqual(16));

  it.each(FILES)('read as they did when they were looked at: %s', async (name) => {
    await expect(await shown(name)).toMatchFileSnapshot(join(FOLDER, `${name}.golden`));
  });
});
