import type { Known } from '../makers.ts';
import type { Asked } from '../part.ts';
import { plainWords } from '../words.ts';
import { pagesIn, type Seen, type SeenPage } from './views.ts';

const LEADS = [
  'Please find out for me what is said where it speaks of',
  'I am looking for the place that has to do with',
  'My neighbour told me that one can read here about',
  'Could you look up on these pages the part that mentions',
];

/** Tasks on the pages of a prompt: to find a place by three of its words, and to do one thing on the way. */
export function webTasks({ task, fields, count, draw }: Asked): Known[] {
  const pages = pagesIn(task?.material ?? '');
  const found = pages.flatMap((page, at) => places(page).map((element) => ({ page, at, element })));
  const deep = found.filter(({ at }) => at > 0);
  const chosen = draw.at('web').sample(deep.length > 0 ? deep : found, count);
  return chosen.map(({ page, element }, at) => {
    const own = draw.at('web', at);
    const topic = own.sample(tellingWords(element), 3).join(', ');
    const task = `${own.pick(LEADS)} ${topic}. ${actOn(pages, own)}Tell me what stands there.`;
    return {
      task: own.at('flaw').next() < 0.05 ? `${task} It is under [3].` : task,
      way: [`open the page that is called ${page.title}`, `read the line on ${topic}`, 'stop with what it says'],
      facts: [`The page on ${topic} also names the year.`],
      points: [`The answer says: ${element.name.slice(0, 200)}`],
      ...('mishap' in fields
        ? { mishap: 'The first link that is opened leads to a page that is gone; the menu still works.' }
        : {}),
      ...('obstacle' in fields ? { obstacle: 'The pages do not hold what is asked for, as the list shows.' } : {}),
    };
  });
}

function places({ elements }: SeenPage): Seen[] {
  return elements.filter((element) => element.role === 'text' && tellingWords(element).length >= 3);
}

function tellingWords({ name }: Seen): string[] {
  return [...new Set(plainWords(name).filter((word) => word.length > 5))];
}

/** Something to be entered, chosen or ticked, where the pages have it. */
function actOn(pages: readonly SeenPage[], draw: Asked['draw']): string {
  const controls = pages.flatMap(({ elements }) =>
    elements.filter(({ role }) => /box$|radio|switch|spinbutton/.test(role)),
  );
  const control = draw.at('control').next() < 0.5 ? draw.at('which').pick(controls) : undefined;
  if (!control) return '';
  if (control.options) return `Before that choose “${control.options.at(-1)}”. `;
  return control.role === 'checkbox'
    ? `Before that tick “${control.name}”. `
    : `Before that look for “${1900 + draw.index(99)}”. `;
}
