import type { z } from 'zod';
import type { Draw } from '../../text/draw.ts';

/** The fields of an instruction, as its shape (the skill's and the form's) has parsed them. */
export type Fields = Record<string, unknown>;

/** How many options an item has: least and most. */
export type OptionCount = readonly [number, number];

/** What the student sees beside the question: the choices in the order shown, and whether they are lettered. */
export interface Shown {
  choices: string[];
}

/**
 * An answer form: what an instruction agent returns beside the instruction so that answers can be checked, how the
 * program permutes it, what the student sees of it, and how an answer is held against the key. One file each.
 */
export interface Form {
  /** Those of the fields that say what is right; the rest is what the student is shown. */
  keyFields: readonly string[];
  /** The fields to be asked of the agent. Keys are indices and values, never letters. */
  fields(options: OptionCount): z.ZodRawShape;
  /** What is wrong with the fields, in a few words, or null: what no shape can say. `fixedOrder`: choices stay in the agent's order. */
  problem(fields: Fields, fixedOrder?: boolean): string | null;
  /** The fields with a seeded order of what the student is shown. */
  permute(fields: Fields, draw: Draw): Fields;
  shown(fields: Fields): Shown;
  /** The key in words, for agents that verify; null where the form has no key. */
  key(fields: Fields): string | null;
  /**
   * Whether an answer gives the key: null unless the answer's own wording leaves no doubt, so that an agent is asked.
   * `labels` are the marks before the choices, as the layout shows them, without their punctuation ("A", "b", "1").
   */
  agrees(answer: string, fields: Fields, labels: readonly string[]): boolean | null;
}

/** Text as quotations and near-duplicates are compared: NFKC, lower case, without marks and doubled spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether one plain text stands in another as whole words. Scripts without spaces match anywhere. */
export function holds(text: string, part: string): boolean {
  const [whole, sought] = [plain(text), plain(part)];
  if (sought === '') return false;
  if (/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(sought)) return whole.includes(sought);
  return ` ${whole} `.includes(` ${sought} `);
}

/**
 * Text as answers are compared: case, paired emphasis and quotation marks, hyphens between words, a leading article and
 * the final period aside. What can tell two answers apart stays: signs, decimal points, `C` and `C++`, `2³` and `23`.
 */
export function exact(text: string): string {
  return withoutEmphasis(withoutPowers(text))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/(?<![\p{L}\p{N}])["“„«「『](.+?)["”“»」』](?![\p{L}\p{N}])/gu, '$1')
    .replaceAll(/[‐‑−–]/g, '-')
    .replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^'(.*)'$/, '$1')
    .replace(/\s*[.。．｡]$/, '')
    .replace(/^(?:the|an?) (?=\p{L}{2})/u, '');
}

/** Raised digits written with `^`, which NFKC would make plain digits. */
export function withoutPowers(text: string): string {
  return text.replaceAll(/[⁰¹²³⁴-⁹]+/g, (raised) => `^${raised.normalize('NFKC')}`);
}

const EMPHASIS = /(?<![\p{L}\p{N}])(\*{1,3}|_{1,3}|`{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?![\p{L}\p{N}])/gu;

/** Text without Markdown's emphasis and code marks, where they come in pairs round words: `2*3*4` and `A*` stay. */
export function withoutEmphasis(text: string): string {
  return text.replaceAll(EMPHASIS, '$2').replaceAll(EMPHASIS, '$2');
}
