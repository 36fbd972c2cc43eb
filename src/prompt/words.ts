import { parseDocument } from 'yaml';
import { UserError } from '../errors.ts';

/** A file of agent words: head, prose, and sections. Lines count from 1 and are kept so that errors can name them. */
export interface Words {
  path: string;
  head: Record<string, unknown>;
  /** What stands before the first heading. */
  lead: Section;
  sections: Section[];
}

/**
 * One heading's words. `group` is the nearest level-1 heading above it. `attributes` are the `Name: value` lines right
 * below the heading, names in lower case. `angles` are the bullets of a list that ends the section: one is drawn.
 */
export interface Section {
  title: string;
  group: string | null;
  line: number;
  attributes: Record<string, string>;
  prose: string;
  angles: string[];
}

const HEAD = /^---\n([\s\S]*?\n)??---(?:\n|$)/;
const ATTRIBUTE = /^([A-Z][A-Za-z-]*): *(\S.*)$/;
const BULLET = /^- +(\S.*)$/;

/** Reads a file's words. Errors: E_PROMPT with path and line when the head is not a YAML map. */
export function parseWords(path: string, source: string): Words {
  const text = source.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  const head = HEAD.exec(text);
  const firstLine = head ? head[0].split('\n').length : 1;
  const lines = text.slice(head?.[0].length ?? 0).split('\n');
  const sections: Section[] = [];
  let group: string | null = null;
  let title = '';
  let start = 0;
  const close = (end: number) => {
    const stray = lines.slice(start, end).findIndex((line) => line.trim() !== '');
    if (start > 0 && title === '' && stray >= 0) throw strayText(path, firstLine + start + stray, group ?? '');
    if (start === 0 || title !== '') sections.push(section(title, group, firstLine + start, lines.slice(start, end)));
  };
  let fenced = false;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('```')) fenced = !fenced;
    const heading = fenced ? null : /^(#{1,2}) +(\S.*)$/.exec(line);
    if (!heading) continue;
    close(index);
    [start, title] = [index + 1, heading[1] === '#' ? '' : (heading[2] ?? '').trim()];
    if (heading[1] === '#') group = (heading[2] ?? '').trim();
  }
  close(lines.length);
  const [lead, ...rest] = sections;
  return { path, head: parseHead(path, head?.[1] ?? ''), lead: lead ?? section('', null, 1, []), sections: rest };
}

function strayText(path: string, line: number, group: string): UserError {
  return new UserError('E_PROMPT', `Cannot read "${path}:${line}": nobody is told what stands under "# ${group}"`, {
    hint: 'A level-1 heading only groups the level-2 sections below it; write the words under one of those.',
  });
}

function section(title: string, group: string | null, line: number, lines: string[]): Section {
  const attributes: Record<string, string> = {};
  let at = 0;
  while (title !== '' && at < lines.length) {
    const match = ATTRIBUTE.exec(lines[at] ?? '');
    if (match) attributes[(match[1] ?? '').toLowerCase()] = (match[2] ?? '').trim();
    else if ((lines[at] ?? '').trim() !== '' || Object.keys(attributes).length > 0) break;
    at++;
  }
  const { prose, angles } = splitAngles(lines.slice(at));
  return { title, group, line, attributes, prose, angles };
}

/** Parts a closing bulleted list from the prose above it; a bullet may run over indented lines. */
function splitAngles(lines: string[]): { prose: string; angles: string[] } {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end--;
  let first = end;
  while (first > 0 && /^(- +\S| {2,}\S|\s*$)/.test(lines[first - 1] ?? '')) first--;
  const angles: string[] = [];
  for (const line of lines.slice(first, end)) {
    const bullet = BULLET.exec(line);
    if (bullet) angles.push(bullet[1] ?? '');
    else if (line.trim() !== '' && angles.length > 0) angles.push(`${angles.pop()} ${line.trim()}`);
  }
  first = angles.length === 0 ? end : first + lines.slice(first, end).findIndex((line) => BULLET.test(line));
  const prose = lines.slice(0, first).join('\n').trim();
  return { prose: prose.replace(/(^|\n)(Variants|Angles):$/, '').trim(), angles };
}

function parseHead(path: string, yaml: string): Record<string, unknown> {
  const document = parseDocument(yaml);
  const problem = document.errors[0];
  if (problem) {
    const line = 1 + (problem.linePos?.[0].line ?? 1);
    throw new UserError('E_PROMPT', `Cannot read "${path}:${line}": ${problem.message.split('\n')[0]}`, {
      hint: 'The lines between the two --- must be YAML, one "name: value" a line.',
    });
  }
  const value = headOf(document);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError('E_PROMPT', `Cannot read "${path}:2": the head is not a list of "name: value" lines`, {
      hint: 'Write for example "title: Argument passage" between the two --- lines.',
    });
  }
  return Object.fromEntries(Object.entries(value));
}

/** The document's value; undefined where it names an anchor that is nowhere. */
function headOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS() ?? {};
  } catch {
    return undefined;
  }
}
