import type { Known } from './makers.ts';
import type { Asked } from './part.ts';
import { readPassage } from './passage.ts';
import { falsify, withGaps } from './rewrite.ts';
import { solve } from './solve.ts';
import { readSearch, readSources, wordSearch } from './sources.ts';
import { plainText } from './words.ts';

/** The changed fields of an item on documents: evidence taken out, a contradiction put in, or the question asked anew. */
export function editSearch(asked: Asked): Known[] {
  const { fields, task } = asked;
  const changed = 'revised' in fields ? ('points' in fields ? contradicted(asked) : removed(asked)) : reworded(asked);
  return changed && task ? [changed] : [];
}

/** Every document without the sentences that answer. */
function removed({ task, draw }: Asked): Known | null {
  const search = readSearch(String(task?.item?.question ?? ''));
  const { sources } = readSources(task?.material ?? '') ?? { sources: [] };
  if (!search) return null;
  const revised = sources.flatMap(({ number, text }) => {
    const kept = without(text, search.kind, search.quote);
    return kept === text ? [] : [{ number, text: kept === '' ? 'Nothing more is told.' : kept }];
  });
  return revised.length > 0 && draw.at('remove').next() > 0.05 ? { revised } : { revised: [] };
}

function without(text: string, kind: string, quote: string): string {
  const found = kind === 'gap' ? solve({ kind: 'cloze', quote }, text, [])?.quote : undefined;
  const sought = plainText(quote);
  const gone = readPassage(text).sentences.filter((sentence) =>
    kind === 'gap'
      ? found !== undefined && (sentence.text.includes(found) || found.includes(sentence.text))
      : sentence.words.some(({ plain }) => plain === sought),
  );
  return gone.reduce((left, { verbatim }) => left.replaceAll(verbatim, ''), text).trim();
}

/** Another document that says one thing of the core otherwise. */
function contradicted({ task, draw }: Asked): Known | null {
  const { sources, core } = readSources(task?.material ?? '') ?? { sources: [], core: [] };
  const told = sources.find(({ number }) => number === core[0]);
  const other = draw.at('other').pick(sources.filter(({ number }) => !core.includes(number)));
  const passage = told && readPassage(told.text);
  const sentence = passage && draw.at('which').pick(passage.good);
  const claim = sentence && falsify(sentence, passage, draw.at('false'), 40);
  if (!claim || !other) return null;
  const points = Array.isArray(task?.item?.points) ? task.item.points : [];
  return {
    revised: [{ number: other.number, text: `${other.text} ${claim}.` }],
    points: [...points, 'Two documents differ in this, and neither is the better one.'],
    evidence: [sentence.verbatim],
  };
}

function reworded({ task, draw }: Asked): Known | null {
  const question = String(task?.item?.question ?? '');
  const search = readSearch(question);
  const { sources, core } = readSources(task?.material ?? '') ?? { sources: [], core: [] };
  const told = sources.find(({ number }) => number === core[0]);
  if (!search || !told) return null;
  const [found] =
    search.kind === 'gap' ? (solve({ kind: 'cloze', quote: search.quote }, told.text, [])?.values ?? []) : [];
  const { good } = readPassage(told.text);
  const sentence = good.find(
    ({ text }) => found !== undefined && text.includes(search.quote.replace('____', found).replaceAll(/^… | …$/g, '')),
  );
  const word = sentence?.words.find(({ text }) => text === found);
  const quote = sentence && word ? withGaps(sentence, [word], 3 + draw.at('around').index(2)) : search.quote;
  const beside = draw.at('beside').pick(good.filter((each) => each !== sentence))?.verbatim;
  const evidence = [task?.item?.evidence ?? [], beside ?? []].flat();
  return { question: wordSearch({ kind: search.kind, quote }, draw, question), evidence };
}
