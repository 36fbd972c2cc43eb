import { describe, expect, it } from 'vitest';
import { itemOf } from '../src/check/check.fixture.ts';
import { solve } from '../src/check/formal/solve.ts';
import type { AnswerForm } from '../src/data.ts';
import type { Kind } from '../src/teacher/rehearsal/puzzles/kind.ts';
import { liars } from '../src/teacher/rehearsal/puzzles/liars.ts';
import { moves } from '../src/teacher/rehearsal/puzzles/moves.ts';
import { numbers } from '../src/teacher/rehearsal/puzzles/numbers.ts';
import { order } from '../src/teacher/rehearsal/puzzles/order.ts';
import { answerTo, poseAbout } from '../src/teacher/rehearsal/puzzles/pose.ts';
import { sets } from '../src/teacher/rehearsal/puzzles/sets.ts';
import { sums } from '../src/teacher/rehearsal/puzzles/sums.ts';
import { walk } from '../src/teacher/rehearsal/puzzles/walk.ts';
import { draw } from '../src/text/draw.ts';

const NAMES = ['Mara', 'Teo', 'Ilse', 'Jun', 'Omar', 'Petra'];
const FORMS_OF: [string, Kind, AnswerForm[]][] = [
  ['order', order, ['option', 'short', 'order', 'number', 'boolean']],
  ['liars', liars, ['option', 'number', 'boolean']],
  ['sums', sums, ['option', 'number']],
  ['numbers', numbers, ['option', 'number']],
  ['moves', moves, ['option', 'short', 'number']],
  ['walk', walk, ['option', 'short', 'number']],
  ['sets', sets, ['option', 'boolean']],
];

/** An item of a kind as the rehearsal makes it, with its puzzle; null where the draw gives none. */
function made(kind: Kind, form: AnswerForm, at: number) {
  const turn = draw('puzzles', kind.field, form, at);
  const text = kind.tell(NAMES, turn, form);
  const reading = text === null ? null : kind.read(text);
  const posed = reading && poseAbout(reading, form, 4, turn);
  if (!reading || !posed) return null;
  const { asked, ...fields } = posed;
  const item = { ...fields, [kind.field]: { ...reading.statement, ...(asked as object) } };
  return { text, reading, item: itemOf(form, item) };
}

describe.each(FORMS_OF.flatMap(([name, kind, forms]) => forms.map((form) => [name, form, kind] as const)))(
  'the rehearsal, %s as %s',
  (_, form, kind) => {
    const all = Array.from({ length: 30 }, (_, at) => made(kind, form, at)).filter((each) => each !== null);

    it('comes to what the enumerator comes to', () => {
      expect(all.length).toBeGreaterThan(3);
      expect(all.flatMap(({ item }) => solve(item) ?? [])).toEqual([]);
    });

    it('answers its own rows', () => {
      for (const { text, item } of all) {
        const { question, options, key, answer, steps } = item.instruction;
        const shown = Array.isArray(options) ? options.map(String) : [];
        const row = [text, question, ...shown.map((option, at) => `${'ABCD'[at]}. ${option}`)].join('\n\n');
        const reading = kind.read(row);
        const right =
          shown[Number(key)] ??
          [answer === true ? 'Yes' : answer === false ? 'No' : (steps ?? answer)].flat().join(', ');
        expect(reading && answerTo(reading, row)).toContain(right);
      }
    });

    it('is caught with a wrong key', () => {
      const [first] = all;
      const { key, answer, steps, ...rest } = first?.item.instruction ?? {};
      const wrong = {
        key: (Number(key) + 1) % 4,
        answer: typeof answer === 'boolean' ? !answer : typeof answer === 'number' ? answer + 1 : `not ${answer}`,
        steps: Array.isArray(steps) ? steps.toReversed() : undefined,
      };
      expect(solve(itemOf(form, { ...rest, ...wrong }))?.reason).toBe('key-wrong');
    });
  },
);
