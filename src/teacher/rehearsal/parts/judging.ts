import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Part } from '../part.ts';

const NAMES = ['instruction', 'correct', 'complete', 'wellFormed'] as const;
const TURN = /^=== (?:system|user|assistant|tool|tools) ===$/m;

/**
 * Marks for a row. The rehearsal understands nothing of it: it looks whether there is an answer, whether that ends and
 * whether it comes twice, and draws a fault now and then, so that there is something to leave out.
 */
export default {
  fill({ fields, messages, draw }) {
    if (!NAMES.every((name) => name in fields)) return null;
    const text = messages[0]?.content ?? '';
    const item = text.slice(text.indexOf('<item>\n') + 7, text.lastIndexOf('\n</item>'));
    return [marksOf(item, draw.at('marks'))];
  },
} satisfies Part;

function marksOf(item: string, draw: Draw): Known {
  const turns = item.split(TURN).map((turn) => turn.trim());
  const answer = turns.at(-1) ?? '';
  const words = answer.split(/\s+/).filter(Boolean);
  const marks: Record<(typeof NAMES)[number], { reason: string; score: number }> = {
    instruction: mark(5, 'There is a request before the answer'),
    correct: drawn(draw.at('correct'), 'The answer has words of what was asked about'),
    complete: drawn(draw.at('complete'), 'There is an answer to what was asked'),
    wellFormed: mark(5, 'It comes to an end'),
  };
  if (words.length === 0) marks.complete = mark(1, 'There is no answer');
  if (/[,;]$|\b(?:and|or|the|of)$/.test(answer)) marks.wellFormed = mark(1, 'It breaks off');
  if (answer.length > 80 && answer.slice(0, answer.length / 2).trim() === answer.slice(answer.length / 2).trim())
    marks.wellFormed = mark(2, 'It says everything twice');
  return marks;
}

/** Mostly nothing to mend; a fault now and then, drawn. */
function drawn(draw: Draw, reason: string): { reason: string; score: number } {
  const chance = draw.next();
  if (chance < 0.04) return mark(2, 'The rehearsal drew a fault here');
  return mark(chance < 0.1 ? 3 : chance < 0.25 ? 4 : 5, reason);
}

function mark(score: number, reason: string): { reason: string; score: number } {
  return { reason: `${reason} (by rule, no model read it)`, score };
}
