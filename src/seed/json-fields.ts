import { estimateTokens } from '../text/tokens.ts';
import { cleanText } from './decode.ts';
import { markdownHeadings } from './headings.ts';
import { languageCode } from './language.ts';
import { type Document, Unreadable } from './reader.ts';

/** A JSON object, or a row of a table by its columns. */
export type Row = Record<string, unknown>;

/** Fields that hold a whole text; the first that does is the record's. */
const WHOLE = names(
  'text content body passage document article context contexts fulltext rawtext pagecontent plaintext',
);

/** Fields that hold a text in parts: lists of strings, of lists, of objects with a text. */
const PARTS = names(
  'abstract introduction sections subsections chapters paragraphs bodytext parts pages stanzas verses lines sentences',
);

/** Fields whose words follow the text that they stand beside. */
const BESIDE = names('notes footnotes annotations');

/** Words that say in any place of a field's name that it asks, or answers what is asked. */
const ASKING = names(
  'question questions answer answers qas qa choices distractor distractors rationale explanation completion completions response responses solution solutions instruction instructions prompt prompts conversation conversations messages output outputs',
);

/** Whole names of such fields whose words alone could mean something else. */
const ASKING_WHOLE = names(
  'label labels option options target targets hypothesis input inputs query queries problem exp cop opa opb opc opd key gold goldanswer chosen rejected turns dialog dialogue correct finaldecision premise claim endings canary tgt groundtruth',
);

/** Fields that say something of a record's text. */
const FACTS = names('title headline url author authors license licence licenses language lang meta metadata');

/** Levels of nesting below which nothing is looked for. */
const DEEPEST = 12;

function names(list: string): Set<string> {
  return new Set(list.split(' '));
}

/** A field's name without case and marks: `pageContent`, `page_content` and `PAGE-CONTENT` are one. */
function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

/**
 * Whether a field holds a question, an answer, a choice, a label or a conversation, by its name: such fields of data
 * sets never become material, unless one is asked for as `textField`.
 */
export function isAnswerField(name: string): boolean {
  if (ASKING_WHOLE.has(plain(name))) return true;
  return name
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .split(/[^\p{L}]+/u)
    .some((word) => ASKING.has(word.toLowerCase()));
}

/** Whether a field is one of the usual ones for a text, its parts, or what stands beside it. */
export function isTextField(name: string): boolean {
  return [WHOLE, PARTS, BESIDE].some((list) => list.has(plain(name)));
}

/** Whether a field may hold title, author, license or language. */
export function isFactField(name: string): boolean {
  return FACTS.has(name);
}

/** Whether a record is a task for somebody: then nothing of it is material but a text in a usual field. */
export function isExercise(row: Row): boolean {
  return Object.keys(row).some(isAnswerField);
}

/** Whether a value is an object that is no list. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A record as a document. Its text is in `textField` (a name, or a path such as `page.body`); else in the first of the
 * usual fields; else in its sections, paragraphs or lines, with their headings; else it is all running text in it,
 * unless the record is an exercise (see {@link isAnswerField}). Title (else `url`), author, license and language are
 * carried, also from a `meta` or `metadata` object. Throws `Unreadable` where nothing is found.
 */
export function recordDocument(row: Row, source: string, textField?: string): Document {
  const found = textField === undefined ? textOfRecord(row) : joined(fieldAt(row, textField), 1);
  if (found === undefined || found === null) throw new Unreadable(nothingIn(row, textField));
  const text = cleanText(found).trim();
  if (text === '') throw new Unreadable('empty text');
  return { source, kind: 'text', text, ...factsOf(row), sections: markdownHeadings(text) };
}

function nothingIn(row: Row, textField: string | undefined): string {
  if (textField !== undefined) return `no field "${textField}" with a text`;
  if (isExercise(row)) return 'only questions, answers or labels, which are left out';
  return 'no field "text", "content", "body", "passage", "document", "article" with a text';
}

/** What a record, or the file it stands in, says of its text. */
export function factsOf(row: Row): Pick<Document, 'title' | 'license' | 'language'> {
  const facts: Row = { ...rowOf(row.meta), ...rowOf(row.metadata), ...row };
  const fact = (...among: string[]) => among.map((name) => said(facts[name])).find((value) => value !== undefined);
  const author = fact('author', 'authors');
  const stated = fact('title', 'headline');
  const title = (stated?.includes(' ') ? stated : stated?.replaceAll('_', ' ')) ?? fact('url');
  return {
    title:
      title !== undefined && author !== undefined && author.length < 100 ? `${title} (${author})` : (title ?? null),
    license: fact('license', 'licence', 'licenses') ?? null,
    language: languageCode(fact('language', 'lang')),
  };
}

/** A string, or the first of a list; of an object its name. */
function said(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const name = isRow(first) ? (first.name ?? first.title) : first;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
}

function rowOf(value: unknown): Row {
  return isRow(value) ? value : {};
}

function fieldAt(row: Row, path: string): unknown {
  if (Object.hasOwn(row, path)) return row[path];
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isRow(value) && Object.hasOwn(value, name) ? value[name] : undefined), row);
}

/** The running text of a record; null where it has none. Each value is looked at once, so that nesting costs nothing. */
export function textOfRecord(row: Row, depth = 1): string | null {
  if (depth > DEEPEST) return null;
  const fields = Object.entries(row).flatMap(([name, value]) =>
    isAnswerField(name) ? [] : [{ name: plain(name), value, text: lazy(() => joined(value, depth)) }],
  );
  const take = (kept: (field: (typeof fields)[number]) => boolean) =>
    fields.filter(kept).flatMap((field) => field.text() ?? []);
  const whole = [...WHOLE].find((name) => take((field) => field.name === name).some((text) => text.trim() !== ''));
  const named = take(({ name }) => (whole === undefined ? PARTS.has(name) : name === whole));
  if (named.length > 0) return [...named, ...take(({ name }) => BESIDE.has(name))].join('\n\n');
  if (isExercise(row)) return null;
  const other = take(({ value }) => typeof value === 'object' || isProse(value)).filter(isProse);
  return other.length > 0 ? other.join('\n\n') : null;
}

/** Whether a record has a text, or sections, paragraphs or lines, in a field of a usual name. */
export function hasNamedText(row: Row): boolean {
  return Object.entries(row).some(([name, value]) => isTextField(name) && (joined(value, 1) ?? '').trim() !== '');
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A field's text: a string as it is, short strings of a list as lines, long ones and parts as paragraphs. */
function joined(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (depth > DEEPEST) return null;
  if (isRow(value)) return textOfRecord(value, depth + 1);
  if (!Array.isArray(value)) return null;
  const parts: unknown[] = value;
  const texts: string[] = [];
  let above: string | undefined;
  for (const part of parts) {
    const text = joined(part, depth + 1);
    if (text === null || text.trim() === '') continue;
    const heading = isRow(part) ? headingOf(part) : undefined;
    const headed = heading !== undefined && heading !== above;
    texts.push(headed ? `${'#'.repeat(Math.min(6, depth + 1))} ${heading}\n\n${text}` : text);
    above = heading ?? above;
  }
  const lines = parts.every((part) => typeof part === 'string' && isLine(part));
  return texts.length === 0 ? null : texts.join(lines ? '\n' : '\n\n');
}

function isLine(text: string): boolean {
  return estimateTokens(text) <= 30 && !text.includes('\n');
}

function headingOf(part: Row): string | undefined {
  const heading = [part.heading, part.title, part.section, part.name].map(said).find((text) => text !== undefined);
  return heading !== undefined && heading.length <= 150 && !heading.includes('\n') ? heading : undefined;
}

/** Whether a value is running text rather than a name, a code or an address. */
export function isProse(value: unknown): value is string {
  if (typeof value !== 'string' || value.length < 30) return false;
  const head = value.slice(0, 2000);
  const dense = head.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g)?.length ?? 0;
  return dense >= 30 || (value.length >= 100 && (head.match(/\s+\S/g)?.length ?? 0) >= 8);
}
