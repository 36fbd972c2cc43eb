import { z } from 'zod';
import { detectLanguage, languageCode } from '../language.ts';
import { titleOfFile } from '../title-of-file.ts';
import type { PdfText } from './document.ts';
import type { OutlineEntry } from './headings.ts';
import type { PdfDocument } from './open.ts';
import { watched } from './watched.ts';

/** What a PDF says about itself, as far as it is to be believed. */
export interface Facts {
  title: string;
  language: string | null;
  license: string | null;
}

const Info = z.object({ Title: z.string().optional(), Language: z.string().nullish() });
const NO_TITLE =
  /^(?:untitled|document\d*|title|slide 1|powerpoint presentation|microsoft \w+ - .*)$|\.\w{2,4}$|[\\/]|^[\w-]*\d{4,}[\w-]*$/i;
const LICENCE = /creativecommons\.org\/\S+|\bcc[ -](?:by|0)\b.*|creative commons.*|public domain.*/i;
const CONTENTS =
  /^(?:table of )?contents\W*$|^(?:inhalt|inhaltsverzeichnis|table des matières|índice|indice|sommaire|содержание|оглавление|目录|目次)$/i;
const OPENING = 6000;

/**
 * Title: that of the file, if the text bears it out (half of its words stand on the first pages), else the first of its
 * highest headings on the first pages, else the file's again, else the name. Language: the file's, unless the text is
 * plainly in another. Licence: where the XMP metadata names one.
 */
export async function factsOf(pdf: PdfDocument, source: string, { text, sections, pages }: PdfText): Promise<Facts> {
  const found = await watched(pdf.getMetadata()).catch(() => undefined);
  const info = Info.safeParse(found?.info).data;
  const stated = info?.Title?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const sane = stated.length > 3 && stated.length < 300 && !NO_TITLE.test(stated) && /\p{L}{2}/u.test(stated);
  const opening = sections.filter(
    ({ start, title }) =>
      start < (pages[3]?.start ?? text.length) && start < OPENING && !CONTENTS.test(title) && !/^\d/.test(title),
  );
  const heading = opening.sort((a, b) => a.level - b.level || a.start - b.start)[0]?.title;
  const title = sane && isBorneOut(stated, text) ? stated : (heading ?? (sane ? stated : titleOfFile(source)));
  const language = languageCode(info?.Language ?? null);
  const read = language === null ? null : await detectLanguage(text.slice(0, 20_000));
  const rights = ['xmprights:webstatement', 'cc:license', 'dc:rights'].map((name) =>
    String(found?.metadata?.get(name) ?? ''),
  );
  const license = rights.map((said) => LICENCE.exec(said)?.[0]?.trim()).find((said) => said !== undefined) ?? null;
  return { title, license, language: read === null || read === language ? language : null };
}

function isBorneOut(title: string, text: string): boolean {
  const said = new Set(
    text
      .slice(0, OPENING)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => said.has(word)).length >= Math.max(1, words.length * 0.7);
}

const MOST_ENTRIES = 5000;
const Entry = z.object({ title: z.string(), items: z.array(z.unknown()).optional() });

/** The outline, flat and in order; empty where there is none or it cannot be read. */
export async function outlineOf(pdf: PdfDocument): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const add = (items: unknown, level: number) => {
    if (!Array.isArray(items) || level > 6) return;
    for (const raw of items) {
      const item = Entry.safeParse(raw).data;
      if (item === undefined || entries.length >= MOST_ENTRIES) continue;
      entries.push({ title: item.title, level });
      add(item.items, level + 1);
    }
  };
  add(await watched(pdf.getOutline()).catch(() => []), 1);
  return entries;
}
