/**
 * Puzzles that everybody has heard. `core`: beginnings of words that its telling can hardly do without, `a|b` for either;
 * a puzzle that has them all is that one. `answers`: beginnings of the words of its usual answer; with `bound` it counts
 * as known only if its key has one of them. English.
 */
export interface KnownRiddle {
  id: string;
  core: string[];
  answers: string[];
  bound: boolean;
}

const known = (id: string, core: string, answers: string, bound = false): KnownRiddle => ({
  id,
  core: core.split(' '),
  answers: answers.split(' ').filter(Boolean),
  bound,
});

/** The list, in our own words: sets of words and nothing quoted. */
export const KNOWN_RIDDLES: readonly KnownRiddle[] = [
  known('footsteps', 'more take leave|left behind', 'footstep footprint step'),
  known('echo', 'speak|answer|voice|call without|no mouth', 'echo', true),
  known('echo-wind', 'hear|speak no|without ear|body wind', 'echo', true),
  known('map', 'cities|town forest|tree|mountain|river house no|without', 'map', true),
  known('piano', 'key no|without|cannot lock|door|open', 'piano keyboard', true),
  known('clock', 'face|hand no|without|cannot|never arm|eye|mouth|clap|finger', 'clock watch', true),
  known('needle', 'eye cannot|can|never see', 'needle', true),
  known('bottle', 'neck no|without head', 'bottle shirt', true),
  known('towel', 'wet|wets|wetter dries|drying|dry', 'towel', true),
  known('hole', 'bigger|larger|grow more take|remove away', 'hole', true),
  known('age', 'goes|go up never|not down', 'age', true),
  known('candle', 'tall young short old', 'candle pencil'),
  known('egg', 'break|broken before use', 'egg'),
  known('stamp', 'travel|round|around world corner', 'stamp'),
  known('letter-m', 'once minute twice moment never thousand|hundred', 'm letter'),
  known('river', 'run|runs never walk|walks mouth|bed|murmur', 'river'),
  known('coffin', 'make|maker sell|buy use|user never|not know|knows|see', 'coffin'),
  known('tomorrow', 'always|never come|coming arrive|arrives', 'tomorrow', true),
  known('silence', 'break|broken say|speak|name', 'silence', true),
  known('name', 'belong|yours other|others use more', 'name', true),
  known('shadow', 'follow day|light|sun night|dark|rain', 'shadow', true),
  known('breath', 'light|lighter feather hold|strong minutes', 'breath', true),
  known('sponge', 'full|holes holds|hold water', 'sponge', true),
  known('sphinx', 'four morning two noon three evening', 'man human person'),
  known('months', 'months 28|twenty-eight days how', 'all twelve 12', true),
  known('electric-train', 'electric train smoke', ''),
  known('rooster', 'rooster|cock egg roof|barn', ''),
  known('survivors', 'plane crash border bury|buried survivors', ''),
  known('surgeon', 'surgeon operate son|boy father|accident', 'mother'),
  known('elevator', 'elevator|lift floor rain|umbrella|tall|tenth short|walk|stairs|reach', ''),
  known('hiccups', 'water bar|bartender|barman gun thank', 'hiccup'),
  known('ice-block', 'hang|hanged|hanging puddle|pool|water room empty|locked', 'ice'),
  known('music-stops', 'music stopped|stops died|dies|dead', ''),
  known('desert-pack', 'desert|field pack|backpack unopened|closed|naked|dead', 'parachute'),
  known('albatross', 'albatross|seagull soup restaurant', ''),
  known('three-switches', 'three switch|switches bulb|lamp room', ''),
  known('two-guards', 'two guard|guards door|doors one truth|lie|lies', ''),
  known('wolf-goat', 'wolf|fox goat|goose|chicken cabbage|grain|corn boat|river|cross', ''),
  known('missionaries', 'missionaries cannibals river|boat|cross', ''),
  known('bridge-torch', 'bridge torch|lantern|flashlight minutes 17|seventeen|four|cross dark|night', ''),
  known('water-jugs', 'jug|litre|liter|gallon|bucket 3|three 5|five 4|four', ''),
  known(
    'twelve-coins',
    'twelve|12|nine|9|eight|8 coin|coins|ball|balls balance|scale|weigh heavier|lighter|counterfeit|false',
    '',
  ),
  known('snail-well', 'snail well|wall climb|climbs day night slip|slides|slips', ''),
  known('lilies', 'lily|lilies|pad|pads double|doubles lake|pond half', ''),
  known('bat-ball', 'bat ball cost|costs more than', ''),
  known('widgets', 'machine|machines 5|five minutes widgets 100|hundred', ''),
  known('monty-hall', 'three doors goat|goats car host|switch', ''),
  known('birthday', 'people|persons room share|same birthday probability|chance|likely', ''),
  known('boxes-coins', 'three boxes|chests two gold silver drawn|draw|take probability|chance', ''),
  known('wrong-labels', 'three boxes|jars apples oranges label|labels wrong|mislabelled|mislabeled', ''),
  known('hats', 'prisoners hat|hats line|row colour|color guess|behind', ''),
  known('hundred-prisoners', '100|hundred prisoners boxes|drawers|switch|lightbulb', ''),
  known('missing-dollar', 'three hotel|motel room 30|thirty 25|27|bellboy|clerk|refund', ''),
  known('seventeen-camels', 'camel|camels|horses 17|seventeen|eleven half third|ninth|fourth', ''),
  known('hourglasses', 'hourglass|hourglasses 4|four|7|seven 9|nine|minutes egg|boil', ''),
  known('burning-ropes', 'rope|ropes|fuse burn|burns hour 45|forty-five|both', ''),
  known('send-more-money', 'send more money', ''),
  known('brothers-sisters', 'brothers sisters none|no father son portrait|picture|man', ''),
  known('zebra', 'norwegian zebra|fish house|houses', ''),
  known('overtake-second', 'race overtake|pass second place|position', 'second', true),
  known('fathers-daughter', 'father five|four daughters|sons names nana|april|penny|snap', ''),
  known('feathers', 'heavier pound|kilo|ton feathers', 'same'),
  known('apples-taken', 'three apples take|took away two how', 'two', true),
  known('dig-hole', 'how much dirt|soil hole', 'none'),
];
