import { languageName } from './fields.ts';

/** A fenced block of an answer. `language` is empty where the fence names none. */
export interface Block {
  language: string;
  code: string;
}

/** The fenced blocks of a Markdown text, in order; a fence that is never closed ends with the text. */
export function fencedBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { mark: string; language: string; lines: string[] } | null = null;
  for (const line of text.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/.exec(line);
    const mark = fence?.[1] ?? '';
    if (open === null) {
      if (fence) open = { mark, language: languageName(fence[2] ?? ''), lines: [] };
    } else if (mark.startsWith(open.mark) && (fence?.[2] ?? '') === '') {
      blocks.push({ language: open.language, code: open.lines.join('\n') });
      open = null;
    } else open.lines.push(line);
  }
  if (open) blocks.push({ language: open.language, code: open.lines.join('\n') });
  return blocks;
}

/**
 * The code of an answer in a language: of several blocks the longest that holds `entry`, or else the longest. Null where
 * no block is of the language.
 */
export function codeOf(text: string, language: string, entry = ''): string | null {
  const blocks = fencedBlocks(text).filter((block) => block.language === languageName(language));
  const holding = blocks.filter(({ code }) => code.includes(entry));
  const longest = (list: Block[]) => list.toSorted((a, b) => b.code.length - a.code.length)[0];
  return (longest(holding) ?? longest(blocks))?.code ?? null;
}
