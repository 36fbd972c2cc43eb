import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWER_FORMS } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import type { Fields } from './form.ts';
import { FORMS } from './index.ts';

const marks = fc.string({
  unit: fc.constantFrom(...'\\^$.*+?()[]{}|/-–—:;,!\'"’“„ \n\tabcABC019一的नहीं'),
  maxLength: 40,
});
const text = fc.oneof(
  marks,
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const texts = fc.array(text, { minLength: 3, maxLength: 6 });

function fieldsOf(form: string, parts: string[], pick: number): Fields {
  const answer = parts[pick % parts.length] ?? '';
  if (form === 'option') return { options: parts, key: pick % parts.length };
  if (form === 'boolean') return { answer: pick % 2 === 0 };
  if (form === 'number') return { answer: pick / 7, unit: answer };
  if (form === 'short') return { answer, alternatives: parts };
  if (form === 'list') return { answer: parts };
  if (form === 'order') return { steps: parts };
  if (form === 'label') return { labels: parts, answer };
  return { points: parts };
}

test('a long run of bullets or of emphasis marks is read at once', () => {
  const steps = ['Boil the water', 'Add the leaves', 'Pour it out'];
  for (const run of ['•\n', '\n- ', '\n• ', '1. ', ' - ', '*a ', '_', '`']) {
    const answer = `${steps[0]} ${run.repeat(30_000)} ${steps[1]}, ${steps[2]}`;
    expect(FORMS.order.agrees(answer, { steps }, ['A', 'B', 'C'])).toBeNull();
    expect(FORMS.list.agrees(answer, { answer: steps }, [])).toBeNull();
  }
});

test.each(ANSWER_FORMS)('%s takes whatever a model writes for an item or an answer without failing', (name) => {
  const form = FORMS[name];
  fc.assert(
    fc.property(texts, fc.nat(20), fc.array(text), (parts, pick, lines) => {
      const fields = form.permute(fieldsOf(name, parts, pick), draw('hostile', pick));
      const { choices } = form.shown(fields);
      const labels = choices.map((_, index) => String.fromCharCode(65 + index));
      for (const answer of [lines.join('\n'), ...parts, parts.join('\n'), `Answer: ${parts.join(', ')}`]) {
        expect([true, false, null]).toContain(form.agrees(answer, fields, labels));
      }
      expect(typeof (form.problem(fields) ?? '')).toBe('string');
      expect(typeof (form.key(fields) ?? '')).toBe('string');
    }),
    { numRuns: 300 },
  );
});
