import { LINE_BREAK } from '../markdown-writer.ts';
import { attribute, textOf, type XmlElement } from '../xml.ts';
import type { ModuleText } from './module-text.ts';

/** Says an element that stands in a line; false for one that is not known. */
export function sayInline(to: ModuleText, of: XmlElement): boolean {
  const say = INLINE.get(of.local);
  say?.(to, of);
  return say !== undefined;
}

const INLINE = new Map<string, (to: ModuleText, of: XmlElement) => void>([
  ['math', (to, of) => to.math(of, attribute(of, 'display') === 'block')],
  ['emphasis', emphasis],
  ['term', (to, of) => to.out.emphasize(to.inside(of), attribute(of, 'class') === 'no-emphasis' ? '' : '**')],
  ['foreign', (to, of) => to.out.emphasize(to.inside(of), '_')],
  ['cite-title', (to, of) => to.out.emphasize(to.inside(of), '_')],
  ['link', link],
  ['sup', (to, of) => to.out.say(/^[-+−\d]+$/.test(textOf(of).trim()) ? `^${textOf(of).trim()}` : to.inside(of))],
  ['newline', (to) => to.out.say(LINE_BREAK)],
  ['space', (to) => to.out.say(' ')],
  ['footnote', (to, of) => to.out.say(` [${to.inside(of)}]`)],
]);

const EFFECTS = new Map([
  ['italics', '_'],
  ['bold', '**'],
  ['strong', '**'],
  ['', '**'],
]);

function emphasis(to: ModuleText, of: XmlElement): void {
  const mark = EFFECTS.get(attribute(of, 'effect') ?? '');
  const text = to.inside(of);
  if (mark === undefined || text.includes('\n')) to.out.say(text);
  else to.out.emphasize(text, mark);
}

/** A link reads as its words; one without words as what it leads to, which only this module knows. */
function link(to: ModuleText, of: XmlElement): void {
  const said = to.inside(of);
  if (said !== '') {
    to.out.say(said);
    return;
  }
  const target = attribute(of, 'target-id');
  if (target === undefined && attribute(of, 'document') === undefined) return;
  const elsewhere = (attribute(of, 'document') ?? '') !== '';
  to.out.say(to.references.mark(elsewhere ? `elsewhere ${target ?? ''}` : (target ?? ''), true));
}
