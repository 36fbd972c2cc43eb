import { describe, expect, it } from 'vitest';
import { estimateOf } from '../../../check/quantity/estimate.ts';
import { finalQuantity } from '../../../check/quantity/final-quantity.ts';
import { parseUnit } from '../../../check/quantity/units.ts';
import { draw } from '../../../text/draw.ts';
import { readPassage } from '../passage.ts';
import estimates from './estimates.ts';

const TEXT =
  'The works use 40 tonnes of sand on a usual day. About 120 people tend the two furnaces. A furnace burns for nine years before it is lined again.';
const FIELDS = { question: {}, reference: {}, evidence: {}, wellKnown: {}, estimate: {}, points: {} };

function made(name: string) {
  const asked = { task: null, messages: [], fields: FIELDS, count: 2, passage: readPassage(TEXT), draw: draw(name) };
  return estimates.fill(asked) ?? [];
}

describe('the rehearsal of estimates', () => {
  it('rests every item on a figure of the material', () => {
    const items = made('a');
    expect(items).toHaveLength(2);
    for (const { evidence, question } of items) {
      expect(TEXT).toContain(Array.isArray(evidence) ? evidence[0] : '?');
      expect(question).toMatch(/gets through (?:40|120|9|2) /);
    }
  });

  it('mostly answers within the range that the item gives', () => {
    const verdicts = Array.from({ length: 100 }, (_, at) => {
      const [item] = made(`run ${at}`);
      const estimate = estimateOf(item ?? {});
      const answer = estimates.answer([{ role: 'user', content: String(item?.question) }], draw('answer', at)) ?? '';
      const final = estimate && finalQuantity(answer, estimate);
      if (!final || 'other' in final) return 'unread';
      const factor = parseUnit(estimate.unit)?.factor ?? 1;
      return final.low >= (estimate.low * factor) / 10 && final.high <= estimate.high * factor * 10 ? 'near' : 'far';
    });
    const count = (verdict: string) => verdicts.filter((each) => each === verdict).length;
    expect(count('near')).toBeGreaterThan(80);
    expect(count('far')).toBeGreaterThan(0);
  });

  it('leaves other prompts and rows alone', () => {
    const other = { question: {}, options: {}, key: {} };
    const asked = { task: null, messages: [], fields: other, count: 1, passage: readPassage(TEXT), draw: draw('x') };
    expect(estimates.fill(asked)).toBeNull();
    expect(estimates.answer([{ role: 'user', content: 'How many?' }], draw('x'))).toBeNull();
  });
});
