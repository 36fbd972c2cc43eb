import { decodeEntities } from '../entities.ts';
import { type Brackets, splitOutside } from './brackets.ts';
import type { Templates } from './templates.ts';

/** What a wikitext is read with. */
export interface Page {
  text: string;
  brackets: Brackets;
  templates: Templates;
}

const FILES =
  'file image media datei bild fichier archivo imagen ficheiro imagem immagine plik grafika файл изображение 文件 檔案 图像 圖像 ' +
  'ファイル 画像 파일 그림 ملف صورة קובץ תמונה bestand afbeelding lêer beeld fil tiedosto fájl kép soubor dosya resim tập_tin चित्र ചിത്രം';
const CATEGORIES =
  'category kategorie catégorie categoría categoria kategoria категория категорія 分类 分類 カテゴリ 분류 تصنيف קטגוריה categorie ' +
  'kategori luokka kategória kategorija thể_loại श्रेणी template';
const LEFT_OUT = new Set(`${FILES} ${CATEGORIES}`.split(' '));
/** Prefixes of languages: such a link stands in the margin, not in the text. */
const LANGUAGE = /^(?:[a-z]{2,3}|simple|zh-[a-z-]+|be-x-old|nds-nl|roa-rup|fiu-vro|map-bms|bat-smg|cbk-zam)$/;
const ADDRESS = /^(?:https?:|ftp:|mailto:)?\/\/[^\s\]|]+|^(?:mailto|news):[^\s\]|]+/i;
const TAG = /^<\/?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,2000}>/;
/** Links inside links beyond this depth say nothing. */
const DEEPEST = 10;
const LONGEST_LINK = 4000;

/** A stretch of a page as it reads in a line: links by their words, templates by what they say, no marks. */
export function inlineText(page: Page, from: number, to: number): string {
  return decodeEntities(rawText(page, from, to, 0))
    .replaceAll(/'{2,}/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\(\s*[,;:]?\s*\)/g, '')
    .replaceAll(/(?<=\() ?[,;:] |[,;:] (?=\))/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ (?=[,.;:!?)](?:\s|$))/g, '')
    .replace(/^\s*\|+/, '')
    .trim();
}

function rawText(page: Page, from: number, to: number, depth: number): string {
  const { text, brackets } = page;
  let said = '';
  let plain = from;
  const put = (until: number, more: string, next: number) => {
    said += text.slice(plain, until) + more;
    plain = next;
    return next;
  };
  for (let at = from; at < to; ) {
    const char = text[at];
    const end = brackets.get(at);
    if (end !== undefined && end <= to) at = put(at, bracketText(page, at, end, depth), end);
    else if (char === '[') {
      const link = outsideLink(page, at, to, depth);
      at = link ? put(at, link.said, link.end) : at + 1;
    } else if (char === '<') {
      const tag = TAG.exec(text.slice(at, Math.min(to, at + 2100)));
      at = tag ? put(at, tagText(tag), at + tag[0].length) : at + 1;
    } else at++;
  }
  return said + text.slice(plain, to);
}

function bracketText(page: Page, at: number, end: number, depth: number): string {
  if (page.text.startsWith('{{', at)) return page.templates.textOf(page.text.slice(at, end));
  return page.text.startsWith('[[', at) && depth < DEEPEST ? linkText(page, at + 2, end - 2, depth) : '';
}

function linkText(page: Page, from: number, to: number, depth: number): string {
  const parts = splitOutside(page.text, from, to, '|', page.brackets);
  const [[, targetEnd] = [from, to], ...labels] = parts;
  const target = page.text.slice(from, targetEnd).trim();
  const [, prefix = ''] = /^:?\s*([^:#]{1,30}):/.exec(target) ?? [];
  const space = prefix.trim().toLowerCase().replaceAll(' ', '_');
  const shown = target.startsWith(':');
  if (!shown && (LEFT_OUT.has(space) || (LANGUAGE.test(space) && prefix === prefix.toLowerCase()))) return '';
  const label = labels.at(-1);
  if (label && label[0] < label[1]) return rawText(page, label[0], label[1], depth + 1);
  const bare = shown ? target.slice(1) : target;
  return label ? bare.replace(/^[^:]{1,30}:/, '').replace(/\s*\([^()]*\)$|,.*$/, '') : bare;
}

/** `[http://… words]`: the words; without any, nothing. */
function outsideLink(page: Page, at: number, to: number, depth: number): { said: string; end: number } | undefined {
  if (!/[hfmn/]/i.test(page.text[at + 1] ?? '')) return undefined;
  const inner = page.text.slice(at + 1, Math.min(to, at + LONGEST_LINK));
  const address = ADDRESS.exec(inner)?.[0];
  const length = address === undefined ? -1 : inner.indexOf(']');
  if (address === undefined || length === -1) return undefined;
  const close = at + 1 + length;
  return { said: rawText(page, at + 1 + address.length, close, depth + 1).trim(), end: close + 1 };
}

function tagText([tag, name = '']: RegExpExecArray): string {
  if (/^sup$/i.test(name)) return tag.startsWith('</') ? '' : '^';
  return /^(?:br|p|div|li|td|th|tr|table|ul|ol|blockquote|center)$/i.test(name) ? ' ' : '';
}
