import type { Draw } from '../../text/draw.ts';
import { type Passage, readPassage, type Sentence } from './passage.ts';
import type { Task } from './prompt.ts';

type Shape = 'talk' | 'poem' | 'steps' | 'long' | 'paragraph';

const CUES: readonly (readonly [Shape, RegExp])[] = [
  ['poem', /\bpoem|\bverse|\bstanza/i],
  [
    'talk',
    /\btranscript|\bdebate|\bmeeting|\bconversation|\bdialogue|\bnamed at each turn|\bnames? (?:stand |standing )?before|\btalk between/i,
  ],
  ['steps', /\bdirections\b|\binstructional|\bstep by step|\bsteps\b|\bprocedure/i],
  ['long', /\bseveral paragraphs|\bunfold|\blong text/i],
];
const NAMES = ['Mara', 'Teo', 'Ilse', 'Jun', 'Omar', 'Petra', 'Nadia', 'Viktor', 'Ama', 'Luis', 'Signe', 'Ravi'];
const LINKS = ['Besides, ', 'At the same time, ', 'Moreover, ', 'In turn, ', 'Then again, ', 'For that matter, '];
const SMALL =
  /^(?:The|This|These|Those|That|It|They|There|He|She|We|You|When|While|If|For|In|On|At|As|A|An|Some|Many|Most|Each|Every|Its|Their)\b/;
const LEAST = 200;

/** Rewrites a material's own sentences into the form that the task's words ask for. */
export function transform(task: Task, draw: Draw): string {
  const passage = readPassage(task.material);
  const { sentences, good } = passage;
  if (sentences.length < 3 || good.length < 3) {
    return '<unsuitable>The material has fewer than three whole sentences to work with.</unsuitable>';
  }
  const shape = shapeOf(task.words);
  const chosen = choose(passage, task.length ?? [80, 250], draw);
  return `<result>\n${write(shape, chosen, passage, task.length, draw)}\n</result>`;
}

/** The shape that the first paragraph of the task's words speaks of, after the frame's own. */
function shapeOf(words: string): Shape {
  const paragraphs = words.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  const own = paragraphs.findIndex((part) => /^\s*Turn this material into/.test(part)) + 1;
  const cued = (text: string) =>
    CUES.map(([shape, cue]) => ({ shape, at: text.search(cue) })).filter(({ at }) => at >= 0);
  const [first] = cued(paragraphs[own] ?? '').toSorted((a, b) => a.at - b.at);
  const spoken = /\bnames before turns|\bnamed before their turns/i.test(words);
  return first?.shape ?? (spoken ? 'talk' : 'paragraph');
}

/** Sentences in their order that together have a length within the range, as far as there are enough of them. */
function choose({ good }: Passage, [least, most]: readonly [number, number], draw: Draw): Sentence[] {
  const goal = least + draw.index(Math.max(1, Math.floor((most - least) * 0.8)));
  const chosen: Sentence[] = [];
  let [words, characters] = [0, 0];
  for (const sentence of draw.shuffle(good)) {
    if (words >= goal && characters >= LEAST) break;
    if (words >= least && words + sentence.words.length > most) continue;
    chosen.push(sentence);
    words += sentence.words.length;
    characters += sentence.text.length;
  }
  const enough = chosen.length >= 3 ? chosen : good.slice(0, 3);
  return enough.toSorted((a, b) => a.place - b.place);
}

function write(shape: Shape, chosen: Sentence[], passage: Passage, length: Task['length'], draw: Draw): string {
  if (shape === 'talk') return talk(chosen, draw);
  if (shape === 'poem') return chosen.map(stanza).join('\n\n');
  if (shape === 'steps') return chosen.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
  const plain = paragraphs(chosen, passage.english, draw, shape === 'long' ? 4 : 7);
  return shape === 'long' ? [plain, ...restated(chosen, passage, length?.[0] ?? 600, draw)].join('\n\n') : plain;
}

function talk(chosen: Sentence[], draw: Draw): string {
  const speakers = draw.sample(NAMES, Math.min(2 + draw.index(3), chosen.length));
  const turns: string[] = [];
  for (let at = 0; at < chosen.length; ) {
    const said = chosen.slice(at, at + 1 + draw.index(2));
    at += said.length;
    turns.push(`${speakers[turns.length % speakers.length]}: ${said.map(({ text }) => text).join(' ')}`);
  }
  return turns.join('\n\n');
}

function stanza({ text, words }: Sentence): string {
  let lines = '';
  let [at, inLine] = [0, 0];
  for (const word of words) {
    const pause = /[,;:—–，、；：]\s*$/.test(text.slice(at, word.at)) && inLine >= 3;
    if (pause || inLine >= 7) {
      lines += `${text.slice(at, word.at).trimEnd()}\n`;
      [at, inLine] = [word.at, 0];
    }
    inLine++;
  }
  return lines + text.slice(at);
}

function paragraphs(chosen: Sentence[], english: boolean, draw: Draw, size: number): string {
  const written = chosen.map(({ text }, index) => {
    const linked = english && index % size > 0 && SMALL.test(text) && draw.next() < 0.4;
    return linked ? `${draw.pick(LINKS)}${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
  });
  const parts: string[] = [];
  for (let at = 0; at < written.length; at += size) parts.push(written.slice(at, at + size).join(' '));
  return parts.join('\n\n');
}

/** Pairs of sentences set side by side, until the text has `least` words or every sentence has come twice. */
function restated(chosen: Sentence[], { english }: Passage, least: number, draw: Draw): string[] {
  let words = chosen.reduce((sum, sentence) => sum + sentence.words.length, 0);
  const again: string[] = [];
  const mixed = draw.shuffle(chosen);
  for (let at = 0; at + 1 < mixed.length && words < least; at += 2) {
    const [one, other] = [mixed[at], mixed[at + 1]];
    if (!one || !other) break;
    again.push(`${english ? 'Two of these points deserve another look. ' : ''}${one.text} ${other.text}`);
    words += one.words.length + other.words.length + 7;
  }
  return again;
}
