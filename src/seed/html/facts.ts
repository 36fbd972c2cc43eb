import { z } from 'zod';
import { all, type HtmlNode } from '../document/node.ts';

/** What a page says of itself. */
export interface PageFacts {
  /** The first heading that the title begins with. */
  heading: string | null;
  title: string | null;
  lang: string | null;
  license: string | null;
}

const About = z.looseObject({
  license: z.union([z.string(), z.looseObject({ url: z.string().optional() })]).optional(),
});
const LONGEST_SCRIPT = 200_000;

/** Title, language and licence as a page states them. */
export function factsOf(page: HtmlNode): PageFacts {
  const said = (node: HtmlNode | null) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() || null;
  const title = said(page.querySelector('title'));
  const heading = all(page, 'h1')
    .map(said)
    .find((text) => text !== null && title?.startsWith(text));
  const html = page.querySelector('html');
  const lang = html?.getAttribute('lang') || html?.getAttribute('xml:lang') || metaOf(page, 'og:locale') || null;
  return { heading: heading ?? null, title, lang, license: licenseOf(page) };
}

function licenseOf(page: HtmlNode): string | null {
  const link =
    page.querySelector('a[rel~="license"],link[rel~="license"]') ??
    page.querySelector('a[href*="creativecommons.org/licenses/"],a[href*="creativecommons.org/publicdomain/"]');
  return (
    link?.getAttribute('href') || statedLicense(page) || metaOf(page, 'dcterms.license') || metaOf(page, 'dc.rights')
  );
}

/** The licence that the page's JSON-LD names (schema.org). */
function statedLicense(page: HtmlNode): string | null {
  for (const script of all(page, 'script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > LONGEST_SCRIPT) continue;
    try {
      const about: unknown = JSON.parse(text);
      for (const one of [about].flat()) {
        const license = About.safeParse(one).data?.license;
        const named = typeof license === 'string' ? license : license?.url;
        if (named) return named;
      }
    } catch {}
  }
  return null;
}

function metaOf(page: HtmlNode, name: string): string | null {
  const found = all(page, 'meta[content]').find(
    (meta) => (meta.getAttribute('name') ?? meta.getAttribute('property'))?.toLowerCase() === name,
  );
  return found?.getAttribute('content') || null;
}
