import { spdxOf } from './licenses/spdx.ts';

/** So many paragraphs at either end of a text are looked at. */
const DEPTH = 20;
const LONGEST = 400;
/** Of a long text so many characters at either end are looked at. */
const END = 20_000;

const RESERVED =
  /\b(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены)\b|版权所有|無断転載/iu;
const COPYRIGHT = /^\W*(?:©|\(c\)|copyright\b)[^\n]{0,200}$/iu;
const LICENSED =
  /\b(?:licen[cs]ed|available|released|published|distributed|shared)\b[^\n]{0,100}\bunder\b[^\n]{0,60}((?:creative commons|CC0?|GNU Free Documentation)\b[^\n]{0,120})/i;
const LICENCE_NAME =
  /creative commons (?:attribution|zero|public domain)[\w -]{0,60}?(?: \d\.\d)?(?: (?:international|unported|generic))?(?= licen[cs]e|[.,;)\]]|$)|\bCC(?:0|[ -]BY(?:-(?:NC|ND|SA))*)(?:[ -]\d\.\d)?|creativecommons\.org\/[\w./-]+/i;
const CRUMBS =
  /^\W*(?:home|start|startseite|accueil|inicio|início|strona główna|главная|首页|ホーム)(?:\s*[>»›/|→·]+\s*[^>»›/|→·\n]{1,60}){1,8}$/iu;
const NAVIGATION =
  /^[\W_]*(?:skip to (?:the )?(?:main )?(?:content|navigation)|(?:back|return|go) to (?:the )?top|jump to (?:navigation|content|search)|print(?: this page)?|share(?: this(?: page| article)?)?(?: (?:on|via) [^\n]{0,60})?|edit (?:this page|on github)|(?:« ?|< ?)?prev(?:ious)?(?: page| chapter)?\W{1,9}(?:(?:up|home|contents)\W{1,9})?next(?: page| chapter)?(?: ?»| ?>)?|(?:this page was )?(?:last|page last) (?:updated|modified|reviewed|edited)\b[^\n]{0,60}|(?:privacy|cookie) policy|terms of (?:use|service))[\W_]*$/i;

/**
 * A text without what stands around it at either end: copyright lines, notices of a Creative Commons licence, crumbs and
 * other navigation, each a paragraph of its own; and the licence that such a notice named.
 */
export function withoutFurniture(text: string): { text: string; license: string | null } {
  const found: string[] = [];
  const begins = text.length > END * 3 ? text.indexOf('\n\n', END) : -1;
  const ends = begins === -1 ? -1 : text.lastIndexOf('\n\n', text.length - END);
  const rest =
    begins === -1 || ends <= begins
      ? cleared(text, found)
      : cleared(text.slice(0, begins), found) + text.slice(begins, ends) + cleared(text.slice(ends), found);
  const license = found.map(licenceIn).find((name) => name !== null) ?? null;
  return rest.trim() === '' ? { text, license } : { text: rest, license };
}

/** A text without what is furniture in its first and last paragraphs, which is added to `found`. */
function cleared(text: string, found: string[]): string {
  const paragraphs = text.split(/\n{2,}/);
  const kept = paragraphs.filter((paragraph, at) => {
    const atEnd = at < DEPTH || at >= paragraphs.length - DEPTH;
    if (!atEnd || !isFurniture(paragraph)) return true;
    found.push(paragraph);
    return false;
  });
  return kept.length === paragraphs.length ? text : kept.join('\n\n');
}

function isFurniture(paragraph: string): boolean {
  const said = paragraph.replaceAll(/\s+/g, ' ').trim();
  if (said === '' || said.length > LONGEST || said.startsWith('#')) return false;
  if (CRUMBS.test(said) || NAVIGATION.test(said) || LICENSED.test(said)) return true;
  const brief = said.length <= 200;
  return brief && (RESERVED.test(said) || (COPYRIGHT.test(said) && /\b(?:1[89]|20)\d\d\b/.test(said)));
}

/** The licence that a notice names, as SPDX writes it. */
function licenceIn(paragraph: string): string | null {
  const name = LICENCE_NAME.exec(paragraph)?.[0];
  return name === undefined ? null : spdxOf(name);
}
