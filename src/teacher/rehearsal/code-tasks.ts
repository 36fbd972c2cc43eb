import type { Draw } from '../../text/draw.ts';
import { OUTPUT, PROGRAM, readOwn, SORTED, TABLES } from './code-kinds.ts';
import type { Known } from './makers.ts';
import type { Passage } from './passage.ts';
import { codeOf, drawLanguage, RECIPES, type Recipe, recipeIn, testsOf, type Written, writtenIn } from './programs.ts';

/** What a task of code is made for: the title of its type, the fields asked for, the material. */
export interface Wanted {
  title: string;
  fields: Readonly<Record<string, unknown>>;
  passage: Passage;
}

/** A task of code of the kind that the fields show. */
export function codeTask(wanted: Wanted, draw: Draw): Known {
  const { fields, passage } = wanted;
  const word = wordOf(passage, draw);
  if ('entry' in fields) return callable(wanted, word, draw);
  if ('samples' in fields) return PROGRAM.make(word, draw);
  if ('setup' in fields) return TABLES.make(word, draw);
  if ('accepts' in fields) return SORTED.make(word, draw);
  if ('runs' in fields) return OUTPUT.make(word, draw);
  return about(wanted, word, draw);
}

/** What a row of code is answered with; null where its task is not one of the rehearsal's. */
export function fromCodeTask(said: string, draw: Draw): string | null {
  const own = readOwn(said, draw);
  if (own !== null) return own;
  const recipe = recipeIn(said);
  const name = /`(\w+)`/.exec(said)?.[1];
  const language = /\bin (python|javascript|typescript)\b/.exec(said)?.[1];
  if (recipe && name && language) return solved(recipe, name, writtenIn(language), said, draw);
  const asked = /\(a matter of (\w+) in (\w+)\)/.exec(said);
  return asked ? prose(asked[1] ?? '', asked[2] ?? '', draw) : null;
}

const LEADS: Record<string, string> = {
  'Fix the bug': 'Somebody reports wrong results, though only now and then. Mend it and say what the cause was.',
  'Debug from a traceback': 'The run ended with: TypeError in line 1. Find the cause and mend it.',
  Refactor: 'Give it a better form without changing what it does.',
  Optimize: 'It is slow for 100000 entries. Make it faster, with the same results.',
  'Write tests': 'Write plain assertions that run right behind it.',
  'Implement from tests': 'The assertions say what it has to do.',
};

const BROKEN = ['Fix the bug', 'Debug from a traceback'];
const HANDED = ['Refactor', 'Optimize', 'Write tests', 'Translate to another language'];

function callable({ title }: Wanted, word: string, draw: Draw): Known {
  const recipe = draw.at('recipe').pick(RECIPES) ?? RECIPES[0];
  if (!recipe) return {};
  const language = drawLanguage(draw.at('language'));
  const name = `${recipe.verb}_${word}`;
  const lead = LEADS[title] ?? '';
  const broken = BROKEN.includes(title) && draw.at('whole').next() > 0.06;
  const given = title.startsWith('Implement')
    ? testsOf(recipe, name, language)
    : BROKEN.includes(title) || HANDED.includes(title)
      ? codeOf(recipe, name, language, broken)
      : '';
  const task = title === 'Write tests' ? 'It is the function' : `Wanted in ${language} is the function`;
  return {
    question:
      `${task} \`${name}\`, which ${recipe.tells}.${title === 'Write tests' ? ` The tests are to be in ${language}.` : ''} ${lead}`.trim(),
    given,
    givenLanguage: given === '' ? '' : language,
    language,
    entry: name,
    entryKind: 'function',
    points: ['It is right for an empty input', 'It is right for repeated values'],
  };
}

function solved(recipe: Recipe, name: string, language: Written, said: string, draw: Draw): string {
  const chance = draw.at('answer').next();
  const code = said.includes('plain assertions that run right behind')
    ? chance < 0.06
      ? 'assert'
      : testsOf(recipe, name, language, chance < 0.1)
    : codeOf(recipe, name, language, chance < 0.07);
  const fence = chance > 0.97 ? '' : language;
  return `The order of the input is what matters here.\n\n\`\`\`${fence}\n${chance > 0.94 && chance < 0.96 ? `${code} (` : code}\n\`\`\``;
}

/** A task that is answered in words, or with a few lines that nobody runs. */
function about({ title, fields, passage }: Wanted, word: string, draw: Draw): Known {
  const shown = draw.at('shown').pick(RECIPES) ?? RECIPES[0];
  const given = shown ? codeOf(shown, `${shown.verb}_${word}`, 'python') : '';
  const kind = ['Command line', 'Configuration file', 'Concurrency', 'Use this interface', 'Type annotation'];
  const language = kind.includes(title) ? (title.startsWith('Command') ? 'bash' : 'json') : 'text';
  const matter = title.toLowerCase().replaceAll(/[^a-z]+/g, '_');
  const question = `What would you say or write about this, for somebody who works with ${word} (a matter of ${matter} in ${language})?`;
  const known = { question, given, givenLanguage: given === '' ? '' : 'python', language };
  const points = [
    `It says what the code does with ${word}`,
    passage.good[0]?.text.slice(0, 80) ?? 'It names the edge case',
  ];
  if (!('options' in fields)) return { ...known, points };
  const options = draw.at('rates').shuffle(['O(1)', 'O(n)', 'O(n log n)', 'O(n²)']);
  return {
    ...known,
    question: `How does its time grow with the length n of what it is given (a matter of growth in text)?`,
    options,
    key: options.indexOf('O(n)'),
  };
}

function prose(matter: string, language: string, draw: Draw): string {
  if (matter === 'growth')
    return draw.at('growth').next() < 0.06 ? 'It grows as O(n²).' : 'Each entry is looked at once, so it is O(n).';
  const text = 'It goes through the input once and keeps what it has seen; an empty input gives an empty result.';
  if (language === 'text') return text;
  const code = language === 'bash' ? 'sort names.txt | uniq -c' : '{"keep": true, "most": 10}';
  const broken = draw.at('block').next() < 0.06;
  return `${text}\n\n\`\`\`${language}\n${broken ? code.slice(0, -2) : code}\n\`\`\``;
}

function wordOf({ text }: Passage, draw: Draw): string {
  const words = text.match(/\b[a-z]{4,9}\b/gi) ?? [];
  return (draw.at('word').pick(words) ?? 'entry').toLowerCase();
}
