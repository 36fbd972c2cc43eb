import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Seed } from '../src/data.ts';
import { STAGES } from '../src/data.ts';
import { flow } from '../src/flow/flow.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import { scriptedTeacher } from '../src/teacher/scripted.ts';
import type { Request } from '../src/teacher/teacher.ts';
import { draw } from '../src/text/draw.ts';
import { estimateTokens } from '../src/text/tokens.ts';
import { contextOf, seedOf } from './scripted-flow.ts';

const PARAGRAPHS = [
  'The tannery stood downstream of the town, and for good reason. Hides were soaked in the river for three days, scraped on a beam, and laid in pits with ground oak bark, where the better ones stayed for fourteen months. A pit held forty hides. When the guild fixed the price of bark in 1732, two of the six masters gave up, because they had bought their stock in the autumn at nearly twice that price. The others shared one mill from then on and paid its keeper by the sack.',
  'Bees that return to the hive with food do more than unload it. On the comb they run a short line, waggle, and circle back, now to the left and now to the right. The angle of the line against the vertical gives the angle between the food and the sun, and each second of waggling stands for roughly a kilometre of flight. Other bees follow with their antennae and leave. If the source is closer than about fifty metres, the line vanishes and only the circle remains, which says little more than that something is near.',
  'In the first winter the school had no stove, so every pupil brought a brick that had been warmed at home. Mrs. Aldana taught reading from seed catalogues, since these were the only books that came for nothing. By March thirty-one children could read the names of vegetables, and nine could read the prices. The inspector who came in April wrote that the method was irregular and the results were not. He asked for a stove twice and was refused twice. It was the miller who paid for it in the end, on the condition that his name be left out.',
  'A lock lifts a boat without a pump. The boat enters the chamber through the lower gates, which are shut behind it; a sluice in the upper gate is opened, water flows in from above, and when both levels are the same the upper gates can be pushed open by hand. Each passage costs the upper reach one chamber of water, about 220 cubic metres on this canal. In the dry summer of 1976 the keepers therefore waited until two boats could share a chamber, and hung a board at the wharf that told crews how long the wait would be.',
  'Nobody disputes that the ring road has made the centre quieter. Traffic counts on the market square fell from 9,400 vehicles a day to 3,100 within a year. What the shopkeepers dispute is what followed. Takings in the square fell by eight percent in the same year, and the association blames the road. The council answers that takings fell by seven percent in the neighbouring town, which has no ring road, and that the new supermarket opened three weeks before the road did. Both sides have asked for a survey, though not for the same one.',
  'Sourdough is a truce between yeasts and bacteria. The yeasts live on the sugars that the flour releases and make the gas that lifts the loaf; the bacteria make acids that keep other microbes out and that most wild yeasts can bear. A baker steers the balance with warmth and water. A stiff dough kept at eighteen degrees grows slowly and turns sharp with vinegar, while a wet one at twenty-eight turns mild, like yoghurt. Salt slows both. Whoever forgets to feed the starter for a fortnight usually finds a grey liquid on top, which can be poured off.',
  'The map was drawn by someone who had never been there. Its rivers are where the traders said they were, in days of travel rather than miles, so that the slow upper valleys look as long as the whole coast. Towns that bought salt are large; towns that made their own are missing. For two centuries this was called an error. Only when a student laid the trade registers beside it did anybody see that it shows, with great care, how long a mule needs and who would be paid at the end of it.',
  'Glass flows, people say, and point to old windows that are thicker at the bottom. The panes are thicker there, though not always, and some are thicker at the top. They were cut from discs that had been spun by hand, and a disc is thickest near its middle. A glazier who set the heavy edge downwards had a steadier pane. At room temperature the flow would take far longer than the age of the earth to show. The habit of a craft had been taken for a law of matter, and the story is too good to die.',
  'On the night shift the control room is manned by two. One watches the pressure in the three northern lines; the other answers the telephone and writes the log. At 2:40 the second line dropped by a fifth within a minute. Ferrant closed the valve at Orrin before he called anyone, which the rules forbid, and the drop stopped. The report praised the result and reprimanded the order of his acts. Since then the rules allow a valve to be closed first when the loss exceeds a tenth, provided that the call follows within sixty seconds.',
  'My grandmother kept two clocks. The one in the kitchen was ten minutes fast and served for trains; the one in the hall was right and served for visitors. She never explained this, and we children took it for granted that time was different in different rooms. When she was ill my uncle set the kitchen clock, out of kindness. She missed the train to the hospital by four minutes, came home, moved the hand forward again without a word, and took the next one.',
];

const PLACES = [
  ...['Aarvik', 'Bellmoor', 'Castro', 'Dunholt', 'Esker', 'Farrow', 'Gravelines', 'Hallam', 'Issel', 'Jurby'],
  ...['Kilcora', 'Lindau', 'Morven', 'Norrby', 'Ostheim', 'Pelter', 'Quarne', 'Rosalt', 'Selby', 'Tarn'],
];

/** Twenty seeds of two to six paragraphs; no two begin alike. */
const SEEDS: Seed[] = PLACES.map((place, at) => {
  const paragraphs = draw('prefix', at).sample(PARAGRAPHS, 2 + (at % 5));
  return seedOf(place, `${place} keeps its own account of these things. ${paragraphs.join('\n\n')}`);
});

const textOf = ({ messages }: Request) => messages.map(({ role, content }) => `${role}\n${content}\n`).join('');

/** By stage: tokens (characters / 4), and those that stand in the longest beginning shared with any earlier request. */
function measure(requests: readonly Request[]): Map<string, { tokens: number; shared: number }> {
  const earlier: string[] = [];
  const stages = new Map<string, { tokens: number; shared: number }>();
  for (const request of requests) {
    const text = textOf(request);
    const sum = stages.get(request.stage) ?? { tokens: 0, shared: 0 };
    const longest = earlier.reduce(
      (most, other) => (other.startsWith(text.slice(0, most + 1)) ? common(text, other, most) : most),
      0,
    );
    stages.set(request.stage, { tokens: sum.tokens + text.length / 4, shared: sum.shared + longest / 4 });
    earlier.push(text);
  }
  return stages;
}

function common(a: string, b: string, from: number): number {
  let length = from;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

it('shares at least 60% of the tokens of transform, instruct, suggest and edit calls with earlier calls', async () => {
  const skill = await loadSkill(join(import.meta.dirname, '..', 'skills', 'reading-comprehension'));
  const rehearsal = rehearsalTeacher();
  const teacher = scriptedTeacher((request) => rehearsal.complete(request));
  const context = await contextOf(skill, teacher, { refine: 0.6 });
  for (const seed of SEEDS) {
    expect(estimateTokens(seed.text)).toBeGreaterThan(200);
    expect(estimateTokens(seed.text)).toBeLessThan(900);
    await flow(context, seed);
  }
  const inOrder = teacher.calls.toSorted((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  const stages = measure(inOrder);
  const shareOf = (names: readonly string[]) => {
    const sums = names.map((name) => stages.get(name) ?? { tokens: 0, shared: 0 });
    return sums.reduce((all, { shared }) => all + shared, 0) / sums.reduce((all, { tokens }) => all + tokens, 0);
  };
  const framed = ['transform', 'instruct', 'suggest', 'edit'];
  for (const name of framed) expect(stages.has(name)).toBe(true);
  const percent = (names: readonly string[]) => `${(100 * shareOf(names)).toFixed(1)}%`;
  const byStage = [...stages.keys()].map((name) => `${name} ${percent([name])}`).join(', ');
  process.stdout.write(
    `prefix share: ${percent(framed)} over ${framed.join(', ')}; ${percent([...framed, 'respond'])} with responses; ` +
      `${percent([...stages.keys()])} over all calls (${byStage}; ${teacher.calls.length} calls)\n`,
  );
  expect(shareOf(framed)).toBeGreaterThanOrEqual(0.6);
});
