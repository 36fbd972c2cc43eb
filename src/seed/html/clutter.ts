import { all, type HtmlNode } from '../document/node.ts';

/** What is never part of what a page says. */
const NOT_TEXT =
  'script,style,noscript,template,svg,iframe,object,canvas,nav,button,select,input,textarea,[hidden],[aria-hidden="true"],' +
  '[role="navigation"],[role="search"],[role="banner"],[role="contentinfo"],[role="dialog"],[role="alertdialog"],' +
  '[role="menu"],[role="menubar"],[role="tablist"],[aria-modal="true"],dialog,.breadcrumb,.breadcrumbs,.pagenum,' +
  '.sr-only,.visually-hidden,.screen-reader-text,.skip-link,.mw-editsection,.mw-jump-link,.navbox,.noprint,div#toc';
/** By what their makers call them: notices about cookies, and what leads away from the page. */
const NOTICE = /cookie|consent|gdpr|onetrust|privacy-?banner/i;
const AROUND =
  /(?:^|[\s_-])(?:related|recommended|share|sharing|social|newsletter|subscribe|signup|advert|ads?|promo|sponsored|comments?|disqus|sidebar|widget|popup|pagination|pager|tags)(?:$|[\s_-])/i;
const INVISIBLE = /display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?:px|em|rem|%)?\s*(?:;|$)/i;
/** Characters that a notice has at most; and the share of a page's text from which on a part of it is the page itself. */
const LONGEST_NOTICE = 4000;
const THE_PAGE = 0.5;

/**
 * Takes away what nobody reads on a page: menus, controls, hidden parts, notices about cookies, lists of related pages. A part
 * that holds half of the text stays, whatever it is called: some pages stand in one form, or are shown by a script.
 */
export function removeClutter(page: HtmlNode): void {
  const body = page.querySelector('body') ?? page;
  for (const node of all(page, NOT_TEXT)) node.remove();
  for (const part of all(page, 'blockquote header,blockquote footer')) part.outerHTML = `<div>${part.innerHTML}</div>`;
  const most = THE_PAGE * lengthOf(body);
  for (const node of all(body, '[style]')) {
    if (INVISIBLE.test(node.getAttribute('style') ?? '') && lengthOf(node) <= most) node.remove();
  }
  for (const form of all(body, 'form')) if (lengthOf(form) <= most) form.remove();
  for (const node of all(body, 'div,section,aside,ul,p,footer,header')) {
    const name = `${node.getAttribute('id') ?? ''} ${node.getAttribute('class') ?? ''}`;
    if (
      NOTICE.test(name) ? lengthOf(node) <= Math.min(most, LONGEST_NOTICE) : AROUND.test(name) && leadsAway(node, most)
    )
      node.remove();
  }
}

function leadsAway(node: HtmlNode, most: number): boolean {
  return lengthOf(node) <= most && linkedShare(node) > 0.4;
}

/** Which share of the letters of a node leads elsewhere. */
export function linkedShare(node: HtmlNode): number {
  const linked = all(node, 'a[href]:not([href^="#"])').reduce((sum, link) => sum + lengthOf(link), 0);
  return linked / Math.max(1, lengthOf(node));
}

/** Letters and other signs of a node that are not white space. */
export function lengthOf(node: HtmlNode): number {
  return (node.textContent ?? '').replaceAll(/\s+/g, '').length;
}
