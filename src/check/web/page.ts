import { z } from 'zod';

/** What elements of a page can be, in the words that observations use. */
export const ROLES = [
  ...['heading', 'text', 'image', 'row', 'alert', 'link', 'button', 'tab', 'menuitem'],
  ...['textbox', 'searchbox', 'spinbutton', 'combobox', 'checkbox', 'radio', 'switch'],
] as const;

/** Roles of elements that text can be typed into. */
export const FIELDS: readonly string[] = ['textbox', 'searchbox', 'spinbutton'];

/** Roles of elements that are on or off. */
export const TOGGLES: readonly string[] = ['checkbox', 'radio', 'switch'];

/** Roles of elements that a click does nothing to. */
export const STILL: readonly string[] = ['heading', 'text', 'image', 'row', 'alert'];

/** One element of a page. Its number is its place in the page, counted from 1. */
export const PageElement = z.strictObject({
  role: z.enum(ROLES),
  name: z.string().max(400).describe('What it says, or what it is labelled'),
  value: z
    .string()
    .nullable()
    .describe('What a field holds or a choice is set to; "on" or "off" for what is ticked or switched; else null'),
  options: z.array(z.string()).max(60).nullable().describe('What a combobox offers; else null'),
  to: z.string().nullable().describe('The address that a link leads to, as the page there has it; else null'),
});
export type PageElement = z.infer<typeof PageElement>;

/** A page as its elements. */
export const WebPage = z.strictObject({
  url: z.string().min(1).max(300).describe('Its address: a path such as /opening-hours; of other sites whole'),
  title: z.string().min(1).max(200),
  elements: z.array(PageElement).min(1).describe('From top to bottom'),
});
export type WebPage = z.infer<typeof WebPage>;

/** Whether two addresses are one: a final slash, the fragment and the case of letters aside. */
export function sameAddress(a: string, b: string): boolean {
  const bare = (address: string) => address.split('#')[0]?.replace(/\/$/, '').toLowerCase();
  return bare(a) === bare(b);
}
