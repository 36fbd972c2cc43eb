import { z } from 'zod';
import type { Check, Finding } from '../check.ts';
import { holds, plain } from '../forms/form.ts';
import { WebPage as Page, sameAddress, type WebPage } from './page.ts';

const Content = z.looseObject({ pages: z.array(Page).min(1) });
const Instruction = z.looseObject({ task: z.string(), way: z.array(z.string()) });

/**
 * Pages and task fit each other by program: addresses differ, pages that were made link to one another, a choice is set to
 * what it offers, the task names no element by number or address, and its way takes at least two actions.
 */
export const webTaskSound: Check = {
  id: 'web-task-sound',
  at: 'item',
  check({ item }) {
    const content = Content.safeParse(item.content.value);
    const instruction = Instruction.safeParse(item.instruction);
    if (!content.success || !instruction.success) return null;
    const { task, way } = instruction.data;
    return ofPages(content.data.pages) ?? ofTask(task, way, content.data.pages);
  },
};

function ofPages(pages: readonly WebPage[]): Finding | null {
  const twice = pages.find((page, at) => pages.slice(0, at).some(({ url }) => sameAddress(url, page.url)));
  if (twice) return { reason: 'same-address', detail: `Two pages have the address ${twice.url}` };
  const lost = pages.slice(1).find((page) => !pages.some((each) => each !== page && linksTo(each, page)));
  if (lost) return { reason: 'unlinked-page', detail: `No page links to ${lost.url}` };
  const elements = pages.flatMap((page) => page.elements);
  const set = elements.find(({ options, value }) => options !== null && value !== null && !options.includes(value));
  return set ? { reason: 'not-on-offer', detail: `"${set.name}" holds "${set.value}" and does not offer it` } : null;
}

function linksTo(page: WebPage, other: WebPage): boolean {
  return page.elements.some(({ to }) => to !== null && sameAddress(to, other.url));
}

function ofTask(task: string, way: readonly string[], pages: readonly WebPage[]): Finding | null {
  const numbered = /\[\d{1,4}\]|\b(?:element|id) \d+\b/i.exec(task)?.[0];
  if (numbered !== undefined) return { reason: 'names-element', detail: `The task says "${numbered}"` };
  if (way.length < 2) return { reason: 'too-short-way', detail: `The way has ${way.length} actions` };
  const links =
    pages[0]?.elements.filter(({ role, name }) => role === 'link' && plain(name).split(' ').length > 2) ?? [];
  const told = links.find(({ name }) => holds(task, name));
  return told ? { reason: 'names-link', detail: `The task holds the words of the link "${told.name}"` } : null;
}
