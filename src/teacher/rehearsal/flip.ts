import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';
import type { Passage, Sentence } from './passage.ts';
import { asEdit, itemOf, putFor, without } from './places.ts';
import type { Task } from './prompt.ts';
import type { Probe } from './questions.ts';
import { clauseOf, lookalikes } from './rewrite.ts';
import { solve } from './solve.ts';
import { squash, wordsOf } from './words.ts';

/** The passage with other words where a probe is settled, and the key that follows from them; null where none does. */
export function flipped(
  item: Known,
  probe: Probe,
  place: Sentence,
  passage: Passage,
  task: Task,
  draw: Draw,
): Known | null {
  const replaced = (by: string, fields: Known): Known => {
    const changed = passage.text.replaceAll(place.verbatim, () => by);
    return { ...asEdit(changed, place.verbatim, by), ...fields, evidence: [by] };
  };
  const choices = itemOf(item).choices;
  if (probe.kind === 'statement') return flippedClaim(item, probe, place, passage, draw, replaced);
  const [old = ''] = solve(probe, passage.text, choices)?.values ?? [];
  const others = choices.filter((choice) => squash(choice) !== old);
  if (probe.kind !== 'cloze') {
    const by = others[0] === undefined ? undefined : draw.pick(others);
    const end = /[\p{P}]+$/u.exec(place.verbatim)?.[0] ?? '';
    return by === undefined ? null : replaced(by + end, { key: choices.indexOf(by) });
  }
  const by = choices.length > 0 ? draw.pick(preferred(others, task)) : newWord(old, place, passage, task, draw);
  if (by === undefined) return null;
  const values = solve(probe, passage.text, [])?.values ?? [];
  const gaps = putFor(place, old);
  const answer = Array.isArray(item.answer)
    ? [by, ...values.slice(1)]
    : typeof item.answer === 'number'
      ? Number(by)
      : by;
  return gaps
    ? replaced(gaps(by), { answer, ...(choices.length > 0 && { key: choices.indexOf(by) }), alternatives: [] })
    : null;
}

/** A sentence with the word that is counted goes. */
export function fewer(item: Known, probe: Probe, passage: Passage): Known | null {
  const evidence = [item.evidence].flat();
  const place = passage.sentences.find(({ verbatim }) => evidence.includes(verbatim));
  if (!place) return null;
  const fields = without(place, passage);
  const answer = Number(solve(probe, String(fields.passage), [])?.values[0]);
  const left = evidence.filter((quote) => String(fields.passage).includes(String(quote)));
  return left.length > 0 ? { ...fields, answer, evidence: left } : null;
}

/** Two neighbours of an order change places in the passage, and so among the steps. */
export function swapped(item: Known, { text, sentences }: Passage, draw: Draw): Known | null {
  const steps = itemOf(item).choices;
  const at = draw.index(steps.length - 1);
  const places = [at, at + 1].map((step) =>
    sentences.find((sentence) => sentence.text.includes(squash(steps[step] ?? '\0'))),
  );
  const [one, other] = places.map((place) => place?.verbatim);
  const [first, second] = [steps[at], steps[at + 1]];
  if (!one || !other || one === other || first === undefined || second === undefined) return null;
  const parts = text.split(one).map((part) => part.split(other).join(one));
  return { ...asEdit(parts.join(other), one, other), steps: steps.with(at, second).with(at + 1, first) };
}

function flippedClaim(
  item: Known,
  { quote }: Probe,
  place: Sentence,
  passage: Passage,
  draw: Draw,
  replaced: (by: string, fields: Known) => Known,
): Known | null {
  const was = passage.flat.includes(quote);
  const answer = typeof item.answer === 'boolean' ? !was : was ? 'False' : 'True';
  const end = /[\p{P}]+$/u.exec(place.verbatim)?.[0] ?? '';
  if (!was) return replaced(quote + end, { answer });
  const half = wordsOf(clauseOf(place)).slice(1, -1);
  const word = draw.pick(half.filter(({ text }) => text.length > 3));
  const [other] = word ? lookalikes(word, passage, draw, 1, new Set(place.words.map(({ plain }) => plain))) : [];
  const by = word && other && putFor(place, word.text)?.(other.text);
  return by === undefined ? null : replaced(by, { answer });
}

/** Choices that the suggestion quotes, else all. */
function preferred(choices: string[], { suggestion }: Task): string[] {
  const quoted = choices.filter((choice) => suggestion?.includes(`“${choice}”`));
  return quoted.length > 0 ? quoted : choices;
}

function newWord(old: string, place: Sentence, passage: Passage, { suggestion }: Task, draw: Draw): string | undefined {
  if (/^\d+$/.test(old)) return String(Number(old) + 1 + draw.index(9));
  const suggested = /into “([^”\s]+)”/.exec(suggestion ?? '')?.[1];
  if (suggested !== undefined && suggested !== old) return suggested;
  const word = place.words.find(({ text }) => text === old);
  const own = new Set(place.words.map(({ plain }) => plain));
  return word && lookalikes(word, passage, draw, 1, own)[0]?.text;
}
