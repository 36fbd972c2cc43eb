import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Passage } from '../passage.ts';

const NAME = /\b(?:def|func|function|fn|class|public|static|void|const)\s+([A-Za-z][A-Za-z0-9_]{3,30})/g;
const VERBS = ['find', 'list', 'get', 'update', 'create', 'compare', 'cancel', 'count'] as const;
const TOPICS = [
  ['name', 'string', 'the name that it goes by'],
  ['limit', 'integer', 'how many at most'],
  ['order', 'string', 'in which order'],
  ['since_year', 'integer', 'the first year that counts'],
  ['place', 'string', 'where it is kept'],
] as const;

/** Functions named after what a code declares, with drawn parameters; null for code that declares too little. */
export function libraryOf({ text }: Passage, draw: Draw): Known | null {
  const nouns = [...new Set([...text.matchAll(NAME)].flatMap(([, name = '']) => nounOf(name)))];
  if (nouns.length < 2) return null;
  const subjects = draw.sample(nouns, 5);
  const apis = subjects.map((noun, at) => apiOf(noun, draw.at(at)));
  const guesses = subjects.slice(1).map((noun, at) => ({
    search: `${noun.replaceAll('_', ' ')} ${nouns[at] ?? ''}`,
    api: apiOf(noun, draw.at('guess', at)),
  }));
  return { library: `Functions around ${subjects[0]}`, apis, guesses };
}

function nounOf(name: string): string[] {
  const parts = name.split(/_|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase());
  const noun = parts.slice(-2).join('_');
  return /^[a-z][a-z_]{3,24}$/.test(noun) ? [noun] : [];
}

function apiOf(noun: string, draw: Draw): Known {
  const verb = draw.pick(VERBS) ?? 'find';
  const chosen = draw.sample(TOPICS, 1 + draw.index(3));
  const parameters = chosen.map(([name, type, about], at) => ({
    name,
    type,
    about,
    required: at === 0,
    allowed: name === 'order' ? ['rising', 'falling'] : null,
    inner: null,
  }));
  const changes = ['update', 'create', 'cancel'].includes(verb);
  const thing = noun.replaceAll('_', ' ');
  const about = `${verb[0]?.toUpperCase()}${verb.slice(1)} every ${thing} that fits. Leaves everything else as it is.`;
  return { name: `${verb}_${noun}`, about, parameters, returns: `the ${thing} with its number`, changes };
}
