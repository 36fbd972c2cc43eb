import type { Draw } from '../../../text/draw.ts';
import { claimsOf, type Kind, settled } from './kind.ts';

const START = /At the start ((?:\S+ has (?:the )?[\w -]+?(?:, | and |\.))+)/;
const HAS = /(\S+) has (?:the )?([\w-]+)/g;
const MOVE = /(\S+) and (\S+) swap what they have\.|(\S+) gives (\S+) (\d+)\.|(\S+) gets (\d+) more\./g;
const THINGS = ['lamp', 'rope', 'map', 'key', 'bell', 'drum', 'net'];

/** Things that change hands, or counts that change. */
export const moves: Kind = {
  field: 'moves',
  tell(names, draw, form) {
    const people = names.slice(0, 4);
    return form === 'number' ? tellCounts(people, draw) : tellThings(people, draw);
  },
  read(text) {
    const start = [...(START.exec(text)?.[1] ?? '').matchAll(HAS)].map(([, who = '', has = '']) => ({ who, has }));
    if (start.length < 2) return null;
    const held = new Map(start.map(({ who, has }) => [who, has]));
    const made = [...text.matchAll(MOVE)].map((move) => carryOut(held, move));
    const things = start.map(({ has }) => has);
    const counted = things.every((thing) => /^\d+$/.test(thing));
    const holder = (thing: string) => [...held].find(([, has]) => has === thing)?.[0] ?? '';
    return {
      statement: { start, moves: made },
      cases: 1,
      claims: claimsOf(
        [held],
        counted
          ? []
          : start.flatMap(({ who }) =>
              things.map((thing) => ({
                words: `${who} has the ${thing}.`,
                formal: `has(${who}, ${thing})`,
                holds: (state: Map<string, string>) => state.get(who) === thing,
              })),
            ),
      ),
      questions: start.flatMap(({ who, has }) =>
        counted
          ? settled([held], (state) => Number(state.get(who)), {
              question: `How many does ${who} have in the end?`,
              target: `has(${who})`,
              form: 'number',
            })
          : settled([has], holder, {
              question: `Who has the ${has} in the end?`,
              target: `holder(${has})`,
              form: 'short',
            }),
      ),
    };
  },
};

/** Makes a move and gives its formal form. */
function carryOut(
  held: Map<string, string>,
  [, a = '', b = '', from = '', to = '', given, gets = '', more]: RegExpExecArray,
) {
  const change = (who: string, by: number) => held.set(who, String(Number(held.get(who)) + by));
  if (given !== undefined) {
    change(from, -Number(given));
    change(to, Number(given));
    return `give(${from}, ${to}, ${given})`;
  }
  if (more !== undefined) {
    change(gets, Number(more));
    return `add(${gets}, ${more})`;
  }
  const [x = '', y = ''] = [held.get(a), held.get(b)];
  held.set(a, y).set(b, x);
  return `swap(${a}, ${b})`;
}

function tellThings(people: string[], draw: Draw): string {
  const things = draw.sample(THINGS, people.length);
  const swaps = Array.from({ length: 5 + draw.index(3) }, () => draw.sample(people, 2));
  const start = people.map((who, at) => `${who} has the ${things[at]}`).join(', ');
  return `At the start ${start}. ${swaps.map(([a, b]) => `${a} and ${b} swap what they have.`).join(' ')}`;
}

function tellCounts(people: string[], draw: Draw): string {
  const counts = people.map(() => 20 + draw.index(20));
  const start = people.map((who, at) => `${who} has ${counts[at]}`).join(', ');
  const events = Array.from({ length: 6 }, () => {
    const [a, b] = draw.sample(people, 2);
    return draw.next() < 0.7 ? `${a} gives ${b} ${1 + draw.index(3)}.` : `${a} gets ${2 + draw.index(7)} more.`;
  });
  return `It is about shells in a game. At the start ${start}. ${events.join(' ')}`;
}
