import type { Message } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import { blockIn } from '../blocks.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { pickTarget } from '../rewrite.ts';

const OPENINGS = [
  'I keep hearing about {a} at work and nobody says what it has to do with {b}. Do you know?',
  'My brother says {a} is the reason for {b}, and I am not so sure about that.',
  'Tomorrow I have to say something about {a} to twelve people. Where would you begin?',
  'I wrote down “{a}” on a slip and now I cannot remember why. Something with {b}?',
];
const MOVES = [
  'They want to know what this has to do with {a}, because the reply leaves it out.',
  'They object: at their place it was about {a}, and they ask whether that changes anything.',
  'They ask for the same in two lines, for a note about {a} that goes to somebody else.',
  'They remember {a} from the beginning and want that to be taken into it.',
  'They ask which of the two points comes first when there is only time for {a}.',
];

/** People with a word or two of the material on their mind, who ask again and again about the next. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    const material = blockIn(asked.messages, 'material') ?? '';
    if ('message' in fields && material.startsWith('The person: '))
      return [{ message: messageFor(material, asked.draw) }];
    if (!('opening' in fields && 'persona' in fields && 'plan' in fields)) return null;
    return task?.suggestion == null ? talks(asked) : edited(asked);
  },
  answer(messages, draw) {
    const [first] = messages;
    const talks =
      first?.role === 'system' && first.content.startsWith('Answer this person, at this moment of the talk');
    return talks ? replyTo(messages, draw) : null;
  },
} satisfies Part;

function talks({ passage, fields, task, count, draw }: Asked): Known[] {
  const six = /exactly five moves/.test(task?.words ?? '');
  return Array.from({ length: count }, (_, at) => {
    const own = draw.at('talk', at);
    const words = own.sample(passage.good, 6).flatMap((sentence) => pickTarget(sentence, passage, own)?.text ?? []);
    if (words.length < 2) return [];
    const filled = (text: string, place: number) =>
      text
        .replaceAll('{a}', words[place % words.length] ?? '')
        .replaceAll('{b}', words[(place + 1) % words.length] ?? '');
    const size = six ? 5 : 1 + own.at('size').index(4);
    const needing = own.at('flaw').next() < 0.95;
    const plan = own.sample(MOVES, size).map((move, place) => ({
      move: filled(move, place + 1),
      needs: needing && place === size - 1 ? 1 : null,
    }));
    return [
      {
        opening: own.at('curt').next() < 0.03 ? 'Hello?' : filled(own.pick(OPENINGS) ?? '', 0),
        persona: `Somebody who has met with ${words[0]} and wants to get on with it; writes in whole sentences, without patience for long replies.`,
        plan,
        points: [`What is said at the end still fits ${words[0]}.`],
        ...('private' in fields && {
          private: `They have known all along that it is about ${words[1]}, and say so when asked.`,
        }),
        ...('setting' in fields && {
          setting:
            own.at('setting').next() < 0.5 ? null : 'You are there for people who ask about their work. Be brief.',
        }),
      },
    ];
  }).flat();
}

function edited({ task, passage, draw }: Asked): Known[] {
  const sentences = draw.at('edit').sample(passage.good, 3);
  const word = sentences.flatMap((sentence) => pickTarget(sentence, passage, draw)?.text ?? [])[0] ?? 'that';
  const kept = draw.at('kept').index(4) + 1;
  const plan = Array.isArray(task?.item?.plan) ? task.item.plan : [];
  const more = { move: `They come back to ${word}, which was not wanted before, and ask for it now.`, needs: 1 };
  return [{ plan: [...plan.slice(0, kept), more] }];
}

/** The move that is due, said by the person; now and then nothing but thanks. */
function messageFor(material: string, draw: Draw): string {
  const due = /^The move that is due: (.+)$/m.exec(material)?.[1] ?? '';
  if (draw.next() < 0.03) return 'Thanks a lot, that helped.';
  const about =
    /about ([^ ,.]+)|remember ([^ ,.]+)|with ([^ ,.]+)|for ([^ ,.]+)\.|to ([^ ,.]+)/
      .exec(due)
      ?.slice(1)
      .find(Boolean) ?? 'it';
  const wordings = [
    `And what about ${about}, does that not come into it as well?`,
    `Hm. Where I am it has always been ${about} that decided; does that change your answer?`,
    `Could you put that so that ${about} is in it, in two lines at most?`,
    `You said something else before I came to ${about}. Which of the two holds?`,
    `If there is only time for ${about}, what do I leave out?`,
  ];
  return draw.at('wording').pick(wordings) ?? due;
}

function replyTo(messages: readonly Message[], draw: Draw): string {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  const words = (said.at(-1) ?? '').split(/\s+/).filter((word) => word.length > 4);
  const first = (said[0] ?? '').split(/\s+/).filter((word) => word.length > 5);
  const [a = 'that', b = 'this'] = draw.sample(words, 2);
  const replies = [
    `As for ${a}: it depends on ${b}, and on what you meant by ${draw.pick(first) ?? 'it'} at the start.`,
    `Take ${a} first. Once that stands, ${b} follows, whatever the other side says about number ${said.length}.`,
    `There are two sides to ${a}; the one that you have in mind comes down to ${b} and little else.`,
    `I would leave ${a} as it was in your message ${said.length} and look at ${b} once more before deciding.`,
  ];
  return draw.at('reply', said.length).pick(replies) ?? '';
}
