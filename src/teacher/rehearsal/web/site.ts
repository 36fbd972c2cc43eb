import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Passage } from '../passage.ts';
import { clauseOf, targets } from '../rewrite.ts';

const still = (role: string, name: string): Known => ({
  role,
  name: name.slice(0, 400),
  value: null,
  options: null,
  to: null,
});
const link = (name: string, to: string): Known => ({ ...still('link', name), to });

const MENU = [link('Start', '/'), link('Articles', '/articles'), link('Find', '/find'), link('Contact us', '/contact')];

/** A site of three pages out of a passage's sentences: a front, an article a topic, and a list with controls. Null for too few. */
export function siteOf({ good, text }: Passage, draw: Draw): Known | null {
  if (good.length < 4) return null;
  const chosen = draw.sample(good, 6).toSorted((a, b) => a.place - b.place);
  const names = chosen.map((sentence) => draw.pick(targets(sentence))?.text ?? sentence.words[0]?.text ?? 'More');
  const title = clauseOf(chosen[0] ?? { text, words: [], verbatim: text, place: 0 }, 6);
  const front = [
    still('heading', title),
    ...MENU,
    still('text', chosen[0]?.text ?? title),
    ...names.slice(1, 3).map((name) => link(`On ${name}`, '/articles')),
  ];
  const articles = [
    still('heading', 'Articles'),
    ...MENU,
    ...chosen
      .slice(1)
      .flatMap(({ text: sentence }, at) => [still('heading', names[at + 1] ?? 'More'), still('text', sentence)]),
    link('An older article', '/archive'),
  ];
  const find = [
    still('heading', 'Find'),
    ...MENU,
    { ...still('searchbox', 'Search the site') },
    { ...still('combobox', 'Order'), value: 'By date', options: ['By date', 'By name', 'By length'] },
    { ...still('checkbox', 'With pictures only'), value: 'off' },
    still('button', 'Apply'),
    ...chosen.map((_, at) => still('row', `${names[at]} | ${2001 + at} | ${10 * (at + 1)} pages`)),
  ];
  return {
    pages: [
      { url: '/', title, elements: front },
      { url: '/articles', title: 'Articles', elements: articles },
      { url: draw.next() < 0.05 ? '/articles' : '/find', title: 'Find', elements: find },
    ],
  };
}
