import type { Section } from '../reader.ts';
import type { CodeLanguage } from './language.ts';
import { CODE_LANGUAGES } from './languages.ts';
import { codeSections } from './sections.ts';

/** Whether files of a language hold several, as those of Vue do. */
export function isSingleFile({ name }: CodeLanguage): boolean {
  return name === 'Vue' || name === 'Svelte' || name === 'Astro';
}

const PART = /^<(script|template|style)\b[^\n]{0,500}|^---[^\S\n]*$/gm;

/**
 * The parts of a Vue, Svelte or Astro file as sections of level 1 (markup that stands in no part of its own is
 * `markup`), with the declarations of scripts and styles one level below.
 */
export function singleFileSections(text: string): Section[] {
  const sections: Section[] = [];
  let from = 0;
  PART.lastIndex = 0;
  for (let opening = PART.exec(text); opening; opening = PART.exec(text)) {
    const [line, tag] = opening;
    if (tag === undefined && opening.index > 0) continue;
    const close = tag === undefined ? '\n---' : `\n</${tag}>`;
    const inside = opening.index + line.length;
    const end = text.indexOf(close, inside);
    if (end === -1) break;
    markup(sections, text, from, opening.index);
    const title = tag === undefined ? 'script' : (/^<[^>]*>?/.exec(line)?.[0].replaceAll(/\s+/g, ' ') ?? tag);
    sections.push({ start: opening.index, level: 1, title: title.slice(0, 60) });
    const language = languageOf(tag ?? 'script', line);
    if (language)
      for (const { start, level, title: name } of codeSections(text.slice(inside, end), language))
        sections.push({ start: inside + start, level: level + 1, title: name });
    from = end + close.length;
    PART.lastIndex = from;
  }
  markup(sections, text, from, text.length);
  return sections;
}

function markup(sections: Section[], text: string, from: number, to: number): void {
  const first = text.slice(from, to).search(/\S/);
  if (first !== -1) sections.push({ start: from + first, level: 1, title: 'markup' });
}

function languageOf(tag: string, line: string): CodeLanguage | undefined {
  if (tag === 'template') return undefined;
  const script = /lang=["']?ts/.test(line) ? 'TypeScript' : 'JavaScript';
  return CODE_LANGUAGES.get(tag === 'style' ? (/lang=/.test(line) ? 'SCSS' : 'CSS') : script);
}
