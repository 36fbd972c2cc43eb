import type { z } from 'zod';
import type { Draw } from '../../text/draw.ts';
import type { CodeInstruction } from './fields.ts';

/** Where wordings say that what is handed over stands. English wordings. */
const BEHIND = /\bbelow\b|:\s*$|\bhere (?:is|are) (?:the|my|our)\b|\bthe following\b/i;
const BEFORE = /\babove\b/i;

/** What a programmer gets of a task of code: words, and what is handed over, fenced, beside, behind or before them: where they say. */
export function poseCode(
  { question, given, givenLanguage }: z.infer<typeof CodeInstruction>,
  draw: Draw,
): { material: string; question: string } {
  if (given.trim() === '') return { material: '', question };
  const block = fenced(given, givenLanguage);
  if (BEHIND.test(question)) return { material: '', question: `${question}\n\n${block}` };
  if (BEFORE.test(question)) return { material: '', question: `${block}\n\n${question}` };
  const place = draw.at('place').index(5);
  if (place < 2) return { material: block, question };
  return { material: '', question: place === 2 ? `${block}\n\n${question}` : `${question}\n\n${block}` };
}

/** Code as transforms and agents see it. */
export function showCode({ language, code, notes }: { language: string; code: string; notes: string }): string {
  return [notes.trim(), code.trim() === '' ? '' : fenced(code, language)].filter((part) => part !== '').join('\n\n');
}

/** A block whose fence is longer than any that it holds. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language
    .trim()
    .toLowerCase()
    .replaceAll(/[^\w+#-]/g, '')}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`;
}
