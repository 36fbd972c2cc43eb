import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../test/read-document.ts';
import { CODE_LANGUAGES } from './languages.ts';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/code');

/** Small sources, full of what must not be taken for declarations, by the names that they would have in a project. */
const SOURCES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -'.txt'.length));

/** What must be found in each: language, and by level the title of each section and the line that it begins with. */
const EXPECTED = new Map(
  readFileSync(join(FOLDER, 'sections.md'), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf(':')), `## ${part}`.trim()]),
);

async function told(name: string): Promise<string> {
  const { codeLanguage, text, sections } = await readDocument(name, readFileSync(join(FOLDER, `${name}.txt`)));
  const lines = sections.map(({ start, level, title }) => {
    const line = text.slice(start, text.indexOf('\n', start)).trim();
    return `${'  '.repeat(level - 1)}- ${title}${line.includes(title) ? '' : ` << ${line}`}`;
  });
  return [`## ${name}: ${codeLanguage}`, ...lines].join('\n');
}

describe('declarations', () => {
  it.each(SOURCES)('are found in %s', async (name) => {
    expect(await told(name)).toBe(EXPECTED.get(name));
  });

  it('are known for every language', async () => {
    const languages = await Promise.all(SOURCES.map(told));
    const found = new Set(languages.map((each) => /: (.*)/.exec(each)?.[1]));
    expect([...CODE_LANGUAGES.keys()].filter((name) => !found.has(name))).toEqual([]);
  });
});
