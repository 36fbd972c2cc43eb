import type { Draw } from '../../text/draw.ts';

/** Languages that the rehearsal writes. */
export type Written = 'python' | 'javascript' | 'typescript';

/** A small function that is known by heart: how its task is told, how it is solved, how it goes wrong, how it is tested. */
export interface Recipe {
  /** A verb for the function's name. */
  verb: string;
  /** The task in words; the rehearsal knows it again by them. */
  tells: string;
  /** Bodies after the parameter `x`, by language; `slip` is the body with a defect. */
  body: { python: string; javascript: string; slip: { python: string; javascript: string } };
  /** Arguments and results, as JSON is written. */
  pairs: readonly (readonly [argument: string, result: string])[];
}

/** The functions that the rehearsal can write. */
export const RECIPES: readonly Recipe[] = [
  {
    verb: 'count',
    tells: 'takes a list of words and returns how many differ from the word before them; the first counts too',
    body: {
      python: 'return sum(1 for at, word in enumerate(x) if at == 0 or word != x[at - 1])',
      javascript: 'return x.filter((word, at) => at === 0 || word !== x[at - 1]).length;',
      slip: {
        python: 'return sum(1 for at, word in enumerate(x) if at > 0 and word != x[at - 1])',
        javascript: 'return x.filter((word, at) => at > 0 && word !== x[at - 1]).length;',
      },
    },
    pairs: [
      ['["a", "a", "b"]', '2'],
      ['["a", "b", "a"]', '3'],
      ['[]', '0'],
    ],
  },
  {
    verb: 'share',
    tells:
      'takes a pair, an amount and a number of shares, and returns whole shares with the sum of the amount, larger ones first',
    body: {
      python: 'return [x[0] // x[1] + (1 if at < x[0] % x[1] else 0) for at in range(x[1])]',
      javascript:
        'return Array.from({ length: x[1] }, (_, at) => Math.floor(x[0] / x[1]) + (at < x[0] % x[1] ? 1 : 0));',
      slip: {
        python: 'return [x[0] // x[1] for at in range(x[1])]',
        javascript: 'return Array.from({ length: x[1] }, () => Math.floor(x[0] / x[1]));',
      },
    },
    pairs: [
      ['[7, 3]', '[3, 2, 2]'],
      ['[6, 3]', '[2, 2, 2]'],
      ['[1, 2]', '[1, 0]'],
    ],
  },
  {
    verb: 'latest',
    tells:
      'takes a list of pairs, a name and a value, and returns for each name its last value, in the order of first mention',
    body: {
      python:
        'last = {}\n    for name, value in x:\n        last[name] = value\n    return [[name, value] for name, value in last.items()]',
      javascript: 'return [...new Map(x)];',
      slip: {
        python:
          'last = {}\n    for name, value in x:\n        last.setdefault(name, value)\n    return [[name, value] for name, value in last.items()]',
        javascript: 'return [...new Map(x.toReversed())].toReversed();',
      },
    },
    pairs: [
      ['[["a", 1], ["b", 2], ["a", 3]]', '[["a", 3], ["b", 2]]'],
      ['[["b", 5]]', '[["b", 5]]'],
      ['[]', '[]'],
    ],
  },
  {
    verb: 'join',
    tells:
      'takes a list of intervals, each a start and an end, sorted by start, and returns them with those joined that touch or overlap',
    body: {
      python:
        'joined = []\n    for start, end in x:\n        if joined and start <= joined[-1][1]:\n            joined[-1][1] = max(joined[-1][1], end)\n        else:\n            joined.append([start, end])\n    return joined',
      javascript:
        'const joined = [];\n  for (const [start, end] of x) {\n    const last = joined.at(-1);\n    if (last && start <= last[1]) last[1] = Math.max(last[1], end);\n    else joined.push([start, end]);\n  }\n  return joined;',
      slip: {
        python:
          'joined = []\n    for start, end in x:\n        if joined and start <= joined[-1][1]:\n            joined[-1][1] = end\n        else:\n            joined.append([start, end])\n    return joined',
        javascript:
          'const joined = [];\n  for (const [start, end] of x) {\n    const last = joined.at(-1);\n    if (last && start <= last[1]) last[1] = end;\n    else joined.push([start, end]);\n  }\n  return joined;',
      },
    },
    pairs: [
      ['[[1, 5], [2, 3], [7, 8]]', '[[1, 5], [7, 8]]'],
      ['[[1, 2], [2, 4]]', '[[1, 4]]'],
      ['[]', '[]'],
    ],
  },
];

/** The recipe whose task a text tells; null where it tells none. */
export function recipeIn(text: string): Recipe | null {
  return RECIPES.find(({ tells }) => text.includes(tells)) ?? null;
}

/** A function by a recipe, or with its defect. */
export function codeOf(recipe: Recipe, name: string, language: Written, slip = false): string {
  const bodies = slip ? recipe.body.slip : recipe.body;
  if (language === 'python') return `def ${name}(x):\n    ${bodies.python}`;
  return `function ${name}(x${language === 'typescript' ? ': any' : ''}) {\n  ${bodies.javascript}\n}`;
}

/** Assertions on a function by a recipe; with `wrong`, the last one expects what is not so. */
export function testsOf(recipe: Recipe, name: string, language: Written, wrong = false): string {
  const lines = recipe.pairs.map(([argument, result]) =>
    language === 'python'
      ? `assert ${name}(${argument}) == ${result}`
      : `assert.deepEqual(${name}(${argument}), ${result});`,
  );
  const last = language === 'python' ? `assert ${name}([]) == [0, 0]` : `assert.deepEqual(${name}([]), [0, 0]);`;
  return (wrong ? [...lines, last] : lines).join('\n');
}

/** One of the languages in which most such work is done. */
export function drawLanguage(draw: Draw): Written {
  return draw.pick<Written>(['javascript', 'typescript', 'python']) ?? 'javascript';
}

/** The language that a name stands for; JavaScript where it is none of the rehearsal's. */
export function writtenIn(name: string): Written {
  return name === 'python' || name === 'typescript' ? name : 'javascript';
}
