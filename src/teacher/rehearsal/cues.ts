import type { Draw } from '../../text/draw.ts';

/**
 * Labels that the rehearsal knows, set by set, each with the turns of phrase that stand for it: a text is labelled by
 * putting one of them in, and the label found again by looking for it.
 */
const SETS: readonly Readonly<Record<string, readonly string[]>>[] = [
  {
    Mixed: ['Half of it was a delight, the other half a waste.', 'I would keep one part and return the rest.'],
    Negative: ['It was not worth the money.', 'Nobody should go through this twice.', 'I want those hours back.'],
    Neutral: ['It was noted down on a Tuesday.', 'It has two handles and weighs four pounds.'],
    Positive: ['It was worth every minute.', 'I have told all my neighbours to go.', 'I would do it again tomorrow.'],
  },
  {
    Anger: ['I have counted to ten three times now.', 'They had better not ring me again.'],
    Fear: ['I have packed a bag, just in case.', 'I have not gone down there since.'],
    Joy: ['I caught myself humming over the dishes.', 'I ran the last part of the way.'],
    Sadness: ['There was one cup too many on the table.', 'I still buy the paper that he read.'],
    Shame: ['I went out by the back door.', 'I have told nobody that it was me.'],
  },
  {
    'In favour': ['I have signed, and so should you.', 'Let us begin on Monday.'],
    Opposed: ['I shall vote the other way.', 'The aim is right and this is no way to it.'],
    Undecided: ['I have read both leaflets twice.', 'Show me the figures and I will make up my mind.'],
  },
  {
    'At once': ['There is smoke coming out of it.', 'The water has reached the second step.'],
    'Can wait': ['It will do when you have a moment.', 'We shall not need it before next year.'],
    'Same day': ['They close at six this evening.', 'The train leaves at four.'],
    'This week': ['The inspector comes on Friday.', 'We can manage by hand until the weekend.'],
  },
  {
    Certain: ['So much follows from the first line.'],
    Impossible: ['The first line rules this out.'],
    Open: ['The first line leaves room for either.'],
  },
  {
    Attempt: ['Reply with your card number, and the parcel is yours.', 'Ring us with the code that you were sent.'],
    Advertising: ['Two for the price of one until Sunday.'],
    Genuine: ['Your appointment on Monday stands as agreed.', 'The book that you asked for is on the shelf.'],
  },
  {
    'Both in one': ['It took four years, far too many.'],
    Checkable: ['The register has eleven entries for that day.', 'As far as I could see, there were nine of them.'],
    Judgement: ['No finer one was ever made.', 'Its charm is lost on nobody.'],
    Neither: ['Send it back before the end of the month.'],
  },
  {
    'Answer A': ['The first of them keeps to the wish.'],
    'Answer B': ['The other one keeps to the wish, it must be said.'],
    Equal: ['In this the two of them do not differ.'],
  },
  {
    Accounts: ['The sum has been entered twice.'],
    Deliveries: ['The parcel went to the house next door.'],
    Repairs: ['The lid no longer closes.', 'It has stopped turning.'],
    Schooling: ['The pupils had to hand it in by noon.'],
    Travel: ['We changed trains twice on the way.', 'The ferry does not take bicycles.'],
    Weather: ['It has rained since the morning.'],
  },
];

const CUES = new Map(SETS.flatMap((set) => Object.entries(set)));

/** A set of labels, with the right one. */
export interface Choice {
  labels: string[];
  right: string;
}

/** A label of the task's own where a set holds it, with that set; else one of any set. */
export function drawChoice(target: string | null, draw: Draw): Choice {
  const own = target === null ? undefined : SETS.find((set) => Object.hasOwn(set, target));
  const labels = Object.keys(own ?? draw.at('set').pick(SETS) ?? {});
  const right = own && target !== null ? target : (draw.at('right').pick(labels) ?? '');
  return { labels, right };
}

/** All labels, for items that need many. */
export const ALL_LABELS: readonly string[] = [...CUES.keys()];

/** Sentences with a turn of phrase for each of the labels among them. */
export function cuedText(sentences: readonly string[], labels: readonly string[], draw: Draw): string {
  const cues = labels.flatMap((label) => draw.at('cue', label).pick(CUES.get(label) ?? []) ?? []);
  const [first = '', ...rest] = sentences;
  return [first, ...cues, ...rest].filter((part) => part !== '').join(' ');
}

/** The labels whose turns of phrase stand in a text. */
export function cuedLabels(text: string): string[] {
  const flat = text.replaceAll(/\s*\n(?:>\s?)?\s*/g, ' ');
  return [...CUES].flatMap(([label, cues]) => (cues.some((cue) => flat.includes(cue)) ? [label] : []));
}
