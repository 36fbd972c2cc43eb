import type { CodeLine } from './code-line.ts';
import type { CodeLanguage } from './language.ts';
import { scan } from './scan.ts';

/** What the comments at the top of a source file say of its licence, and the file without them. */
export interface Notice {
  /** An SPDX expression; null where no licence is named. */
  license: string | null;
  text: string;
}

/** The top of a file in which its notice is looked for. */
const TOP = 20_000;
/** Words that a comment must have beside its notice to be kept. */
const LEAST_LEFT = 12;

/** Licences by what their notices say, the more particular first. */
const NOTICES: readonly (readonly [RegExp, (flat: string) => string])[] = [
  [/GNU Affero General Public License|\bAGPL/i, (flat) => versioned('AGPL', flat, '3.0')],
  [/GNU (?:Lesser|Library) (?:General )?Public License|\bLGPL/i, (flat) => versioned('LGPL', flat, '2.1')],
  [/GNU General Public License|\bGPL ?v?\d|\bGNU GPL/i, (flat) => versioned('GPL', flat, '1.0')],
  [/Mozilla Public License|\bMPL[ -]?v?2/i, () => 'MPL-2.0'],
  [/Apache License,? (?:Version )?2\.0|Apache[ -]2\.0|apache\.org\/licenses\/LICENSE-2\.0/i, () => 'Apache-2.0'],
  [/Boost Software License/i, () => 'BSL-1.0'],
  [/Eclipse Public License(?: -)? v(?:ersion )?\.? ?2/i, () => 'EPL-2.0'],
  [/Eclipse Public License/i, () => 'EPL-1.0'],
  [/European Union Public Licen[cs]e/i, () => 'EUPL-1.2'],
  [
    /Redistribution and use in source and binary forms/i,
    (flat) => `BSD-${/neither the names?/i.test(flat) ? 3 : 2}-Clause`,
  ],
  [/\b(?:3|three)[ -]clause BSD|BSD[ -]3[ -]Clause|(?:modified|new) BSD licen[cs]e/i, () => 'BSD-3-Clause'],
  [/\b(?:2|two)[ -]clause BSD|BSD[ -]2[ -]Clause|simplified BSD licen[cs]e/i, () => 'BSD-2-Clause'],
  [/Permission to use, copy, modify,? and(?:[/ ]or)? distribute this software for any purpose/i, () => 'ISC'],
  [/\bISC licen[cs]ed?\b/i, () => 'ISC'],
  [/provided 'as-is', without any express or implied warranty/i, () => 'Zlib'],
  [
    /Permission is hereby granted, free of charge|\bMIT[ -]licen[cs]ed?\b|licen[cs]ed? under (?:the )?MIT\b/i,
    () => 'MIT',
  ],
  [/free and unencumbered software released into the public domain/i, () => 'Unlicense'],
  [/\bCC0\b|creativecommons\.org\/publicdomain\/zero/i, () => 'CC0-1.0'],
];

/** Words of notices that stand in hardly any other comment. */
const NOTICE_WORDS = new RegExp(
  [
    String.raw`SPDX-|copyright ?(?:\d{4}|\(c\)|©|by\b|notice|holders?)|©|\(c\) ?\d{4}|all rights reserved|@(?:licen[cs]e|copyright)\b`,
    String.raw`licen[cs]ed (?:under|to)\b|\b(?:MIT|BSD|GPL|LGPL|Apache|Mozilla)[\w .-]{0,20} licen[cs]ed?\b|licen[cs]e,? (?:that|at|as|version|v\d|in the)\b`,
    String.raw`see (?:the )?(?:file )?licen[cs]e|permission (?:is hereby|to use)|redistributions? (?:and|of|in)\b|redistribute it`,
    `without (?:any |express |implied )*warrant|warranties|is free software|should have received|may obtain a copy|["']as[- ]is["']`,
    `be liable|merchantability|public domain`,
  ].join('|'),
  'i',
);

/**
 * The licence that a source file names at its top: an SPDX line, or the notice of a well-known licence in the comments
 * before the first line of code; and the file without these comments. A comment that says more keeps the rest.
 */
export function takeNotice(text: string, language: CodeLanguage): Notice {
  const head = text.slice(0, TOP);
  const { lines } = scan(head, language);
  const groups = topComments(head, lines);
  const whole = groups.map(({ said }) => said).join('\n');
  const license = licenseIn(whole);
  let kept = text;
  for (const group of groups.toReversed()) kept = withoutNotice(kept, head, group);
  return { license, text: kept.replace(/^\s*\n/, '') };
}

/** The SPDX expression of the licence that a notice names. */
export function licenseIn(notice: string): string | null {
  const spdx = /SPDX-License-Identifier:\s{0,9}(\(?[\w.+-]+(?:\)? (?:OR|AND|WITH) \(?[\w.+-]+){0,9}\)?)/i.exec(
    notice,
  )?.[1];
  if (spdx !== undefined) return spdx.replace(/^\(([^()]*)\)$/, '$1');
  const flat = notice.replaceAll(/[\s*/#;%!-]+/g, ' ');
  const found = NOTICES.find(([words]) => words.test(flat) || words.test(notice));
  return found ? found[1](flat) : null;
}

/** GNU licences say which versions they mean. */
function versioned(name: string, flat: string, otherwise: string): string {
  const version = /(?:version|License,? v|\bA?L?GPL[ -]?v?)\s?(\d(?:\.\d)?)/i.exec(flat)?.[1] ?? otherwise;
  const later = /or (?:\(?at your option\)? )?(?:any )?(?:later|newer)|\d\+/i.test(flat) || version === '1.0';
  return `${name}-${version.includes('.') ? version : `${version}.0`}-${later ? 'or-later' : 'only'}`;
}

/** A run of comment lines. */
interface Comments {
  lines: readonly CodeLine[];
  said: string;
}

/** The comments before the first code, by blank lines; the line of an interpreter and what opens a file are passed over. */
function topComments(head: string, lines: readonly CodeLine[]): Comments[] {
  const groups: CodeLine[][] = [[]];
  for (const [at, line] of lines.slice(0, -1).entries()) {
    const said = head.slice(line.start, line.end);
    if (line.comment && !(at < 2 && /^#!|-\*-|coding[:=]/.test(said))) groups.at(-1)?.push(line);
    else if (line.codeEnd === line.start || /^(?:<\?php|#!|['"]use \w+['"];?|#pragma once)/.test(said)) groups.push([]);
    else if (!line.comment) break;
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => ({ lines: group, said: group.map(({ start, end }) => head.slice(start, end)).join('\n') }));
}

/** The text without a comment that is a notice, or without the paragraphs of it that are. */
function withoutNotice(text: string, head: string, { lines, said }: Comments): string {
  if (!NOTICE_WORDS.test(said)) return text;
  const paragraphs: CodeLine[][] = [[]];
  for (const line of lines) {
    paragraphs.at(-1)?.push(line);
    if (!/[\p{L}\d]/u.test(head.slice(line.start, line.end))) paragraphs.push([]);
  }
  const words = (of: readonly CodeLine[]) => of.map(({ start, end }) => head.slice(start, end)).join(' ');
  const notices = paragraphs.filter((paragraph) => NOTICE_WORDS.test(words(paragraph)));
  const left = words(paragraphs.filter((paragraph) => !notices.includes(paragraph)).flat());
  const cut = (left.match(/\p{L}{2,}/gu)?.length ?? 0) < LEAST_LEFT ? [lines] : notices;
  return cut.toReversed().reduce((rest, part) => withoutLines(rest, head, part, lines), text);
}

/** Without these lines, but for the marks that open and close the comment that they stand in. */
function withoutLines(text: string, head: string, part: readonly CodeLine[], all: readonly CodeLine[]): string {
  const isWhole = part.length === all.length;
  const marks = /^\s*(?:\/\*[*!]?|\*\/|\{-|-\}|\(\*|\*\)|<!--|-->|"""|'''|=\w+)\s*$/;
  return part.toReversed().reduce((rest, { start, end }) => {
    const mark = !isWhole && marks.test(head.slice(start, end));
    return mark ? rest : rest.slice(0, start) + rest.slice(end + 1);
  }, text);
}
