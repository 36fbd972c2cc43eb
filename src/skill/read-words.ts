import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { codeOf, UserError } from '../errors.ts';
import { parseWords, type Words } from '../prompt/words.ts';

/** Reads one file of words. Errors: E_SKILL naming the path. */
export async function readWords(path: string, shown: string): Promise<Words & { source: string }> {
  try {
    const source = await readFile(path, 'utf8');
    return { ...parseWords(shown, source), source };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      'E_SKILL',
      `Cannot read "${shown}": ${codeOf(cause) === 'ENOENT' ? 'there is no such file' : codeOf(cause)}`,
      {
        hint: 'A skill folder holds skill.ts, instruct.md, taxonomy.md and a folder transform/ (docs/skills.md).',
        cause,
      },
    );
  }
}

/** Reads all Markdown files of a folder, by name; none where there is no folder. */
export async function readAllWords(dir: string, shown: string): Promise<(Words & { source: string; id: string })[]> {
  const names = await readdir(dir).catch(() => []);
  const files = names.filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    files.map(async (name) => ({
      ...(await readWords(join(dir, name), `${shown}/${name}`)),
      id: basename(name, '.md'),
    })),
  );
}

/** The prose of a file that is one text, its closing list with it. Errors: those of {@link refuseHeadings}. */
export function wholeProse(file: Words): string {
  refuseHeadings(file);
  const list = file.lead.angles.map((angle) => `- ${angle}`).join('\n');
  return [file.lead.prose, list].filter((part) => part !== '').join('\n\n');
}

/** For files that are one text: what stands below a heading would be lost. Errors: E_PROMPT with path and line. */
export function refuseHeadings({ path, sections }: Words): void {
  const first = sections[0];
  if (!first) return;
  throw new UserError('E_PROMPT', `Cannot read "${path}:${first.line}": the heading "${first.title}" parts the text`, {
    hint: 'Only taxonomy.md and transforms have headings; write paragraphs here.',
  });
}

/** The head or the attributes of words, held against a shape. Errors: E_PROMPT naming path, line and what is amiss. */
export function parseAttributes<T>(shape: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw new UserError(
    'E_PROMPT',
    `Cannot read "${where}": ${path === '' ? '' : `"${path}": `}${issue?.message ?? 'it does not fit'}`,
    {
      hint: 'docs/skills.md lists what may stand there.',
    },
  );
}

/** A list written "a, b c" or as a YAML list. */
export const Names = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[,\s]+/).filter((name) => name !== '')));
