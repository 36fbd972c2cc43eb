import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';
import type { Asked } from './part.ts';
import { type Passage, readPassage, type Sentence } from './passage.ts';
import { clauseOf, falsify, lookalikes, pickTarget, withGaps } from './rewrite.ts';
import { type Search, type Source, wordSearch } from './sources.ts';

/** How often an item is given a fault for the checks to find. */
const FAULTY = 0.06;

type Maker = (sentence: Sentence, passage: Passage, draw: Draw) => Known | null;

/** Items on the core document of a collection, each on another sentence. */
export function makeSearches(
  { fields, task, count, draw }: Asked,
  { sources, core }: { sources: readonly Source[]; core: readonly number[] },
): Known[] {
  const type = /^# (.+)$/m.exec(task?.words ?? '')?.[1] ?? '';
  const document = sources.find(({ number }) => number === core[0]) ?? sources[0];
  const passage = readPassage(document?.text ?? '');
  const make = makerFor(type, Object.keys(fields), sources);
  const made: Known[] = [];
  for (const sentence of draw.at('rag').shuffle(passage.good)) {
    if (made.length >= count) break;
    const own = draw.at('rag', sentence.place);
    const item = make(sentence, passage, own);
    if (item) made.push(faulted(item, own.at('fault')));
  }
  return made;
}

function faulted(item: Known, draw: Draw): Known {
  const chance = draw.next();
  if (chance < FAULTY / 2) return { ...item, question: `According to the documents: ${String(item.question)}` };
  return chance < FAULTY ? { ...item, evidence: ['So it was said in those days by all.'] } : item;
}

function makerFor(type: string, fields: readonly string[], sources: readonly Source[]): Maker {
  if (fields.includes('table')) return tabled(sources);
  if (/^Unhelpful/.test(type))
    return onTopic('sum', { answer: '180', alternatives: ['one hundred and eighty', '180 minutes'] });
  if (fields.includes('labels')) return claimed;
  if (fields.includes('points')) return pointed(type);
  return fields.includes('options') ? offered : gapped;
}

const gapped: Maker = (sentence, passage, draw) => {
  const target = pickTarget(sentence, passage, draw);
  if (!target) return null;
  const quote = withGaps(sentence, [target], 5);
  return {
    question: wordSearch({ kind: 'gap', quote }, draw),
    answer: target.text,
    alternatives: [],
    evidence: [sentence.verbatim],
  };
};

const offered: Maker = (sentence, passage, draw) => {
  const item = gapped(sentence, passage, draw);
  const target = sentence.words.find(({ text }) => text === item?.answer);
  if (!item || !target) return null;
  const own = new Set(sentence.words.map(({ plain }) => plain));
  const wrong = lookalikes(target, passage, draw, 3, own).map(({ text }) => text);
  const options = [target.text, ...wrong];
  return options.length < 4 ? null : { ...item, options, key: 0 };
};

const claimed: Maker = (sentence, passage, draw) => {
  const labels = ['yes', 'no', 'maybe'];
  const answer = draw.at('verdict').pick(labels) ?? 'yes';
  const claim =
    answer === 'yes'
      ? clauseOf(sentence, 7)
      : answer === 'no'
        ? falsify(sentence, passage, draw, 7)
        : `perhaps ${clauseOf(sentence, 5)}`;
  if (claim === undefined) return null;
  return { question: wordSearch({ kind: 'claim', quote: claim }, draw), labels, answer, evidence: [sentence.verbatim] };
};

function pointed(type: string): Maker {
  if (/^Insufficient/.test(type)) return onTopic('cost', { points: ['The documents do not say what it cost.'] });
  if (/^Partially/.test(type)) return onTopic('half', {});
  if (/reformulation/i.test(type)) return onTopic('queries', { points: ['Each query names another side of it.'] });
  if (/^Follow-up/.test(type)) {
    return (sentence, passage, draw) => {
      const item = onTopic('about', {})(sentence, passage, draw);
      const other = passage.good.find((each) => each.place !== sentence.place);
      const topic = other && pickTarget(other, passage, draw.at('first'));
      return item && topic
        ? { ...item, first: wordSearch({ kind: 'about', quote: topic.text }, draw.at('first')) }
        : null;
    };
  }
  return onTopic('about', {});
}

/** A search for a word of the sentence. */
function onTopic(kind: Search['kind'], more: Known): Maker {
  return (sentence, passage, draw) => {
    const topic = pickTarget(sentence, passage, draw);
    if (!topic) return null;
    const telling = passage.good.filter(({ words }) => words.some(({ plain }) => plain === topic.plain)).slice(0, 3);
    const points = telling.map((each) => clauseOf(each));
    const evidence = telling.map(({ verbatim }) => verbatim);
    return { points, evidence, ...more, question: wordSearch({ kind, quote: topic.text }, draw) };
  };
}

/** A table of figures, each beside the words that begin its sentence; those of the core first. */
function tabled(sources: readonly Source[]): Maker {
  return (sentence, passage, draw) => {
    const others = sources.flatMap(({ text }) => readPassage(text).good);
    const rows = [sentence, ...passage.good, ...others].flatMap((each) => rowOf(each) ?? []);
    const shown = rows.filter(({ row }, at) => rows.findIndex((other) => other.row[0] === row[0]) === at).slice(0, 5);
    const [own] = shown;
    const [head = '', figure = ''] = own?.row ?? [];
    if (!own || shown.length < 3) return null;
    const columns = ['Line', 'Figure'];
    const table = { caption: 'Figures, by the words that begin the line', columns, rows: shown.map(({ row }) => row) };
    const question = wordSearch({ kind: 'cell', quote: head }, draw);
    return { question, answer: figure, alternatives: [], evidence: [own.verbatim], table };
  };
}

function rowOf({ words, verbatim }: Sentence): { verbatim: string; row: [string, string] } | null {
  const number = words.slice(4).find(({ kind, text }) => kind === 'number' && /^\d+$/.test(text));
  const head = words.slice(0, 4).map(({ text }) => text);
  return number ? { verbatim, row: [head.join(' '), number.text] } : null;
}

/** A second document that says one thing otherwise. */
export function counterpart({ passage, draw }: Asked): Known[] {
  const { good } = passage;
  const [first, ...rest] = draw.at('counterpart').sample(good, 6);
  const claim = first && falsify(first, passage, draw.at('false'), 40);
  if (!claim || rest.length < 2) return [];
  const text = [`${claim}.`, ...rest.map((each) => `It is held that ${each.text}`)].join(' ');
  return [
    {
      disputed: clauseOf(first, 8),
      ours: 'a register, 1998',
      title: 'Another account',
      theirs: 'a leaflet, 2004',
      text,
    },
  ];
}
