import type { Draw } from '../../../text/draw.ts';
import { keepTo } from '../keep-to.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import type { Sentence } from '../passage.ts';
import { clauseOf } from '../rewrite.ts';

/** A commission of this part, read back. */
const ORDER = /Write a piece for (?:a|an|the) ([\p{L} ]+?) in which somebody says “([^”]+)”/u;
const PLACES = ['reading evening', 'shop window', 'school play', 'radio hour', 'family album', 'office party'];
const LABELS = ['Name', 'Place', 'Day', 'What happened', 'Signed'];

/** Commissions round a few words of the material, and pieces in which these words are said. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if (!('request' in fields && 'shown' in fields)) return null;
    if (task?.suggestion != null) return [{ request: `${String(task.item?.request ?? '')} ${more(asked.draw)}` }];
    return task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n\n');
    const [, place, words] = ORDER.exec(said) ?? [];
    if (place === undefined || words === undefined) return null;
    if (said.includes(`${LABELS[3]}:`))
      return LABELS.map((label) => `${label}: ${draw.at('open').next() < 0.02 ? '____' : words}`).join('\n');
    const text = `“${words},” said somebody who had come for the ${place}. Nobody answered, and the lamp went on burning as before.`;
    return draw.at('slip').next() < 0.05 ? `Certainly! ${text}` : keepTo(text, said);
  },
} satisfies Part;

function items({ fields, count, passage, draw }: Asked): Known[] {
  const sentences = draw.at('orders').shuffle(passage.good).slice(0, count);
  return sentences.map((sentence, at) => ordered(sentence, 'limits' in fields, draw.at('orders', at)));
}

function ordered(sentence: Sentence, limited: boolean, draw: Draw): Known {
  const words = clauseOf(sentence, 9).replaceAll(/[“”"]/g, '');
  const place = draw.at('place').pick(PLACES) ?? 'reading evening';
  const shown = draw.at('shown').next() < 0.3;
  const most = 60 + 10 * draw.at('most').index(6);
  const length = limited ? ` It may have at most ${most} words.` : '';
  const pointing = draw.at('pointing').next() < 0.06 ? ' Take the rest from the text mentioned above.' : '';
  return {
    request: `Write a piece for the ${place} in which somebody says “${words}”, and nobody takes it seriously.${length}${pointing}`,
    shown,
    blank: LABELS.map((label) => `${label}:`).join('\n'),
    limits: limited ? [{ rule: 'at-most-words', value: String(draw.at('told').next() < 0.93 ? most : 3) }] : [],
    points: [`Somebody says “${words}”.`, 'Nobody takes it seriously.'],
  };
}

function more(draw: Draw): string {
  const wishes = [
    ...['It is told backwards.', 'The speaker is wrong and does not know it.', 'It is about cooking, too.'],
    ...[
      'A child tells it.',
      'One line comes back three times.',
      'It all happens in a lift.',
      'Nobody is named.',
      'It ends in the middle.',
    ],
  ];
  return draw.at('more').pick(wishes) ?? '';
}
