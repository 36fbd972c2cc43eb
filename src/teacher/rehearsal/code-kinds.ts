import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';

/** A kind of task beside functions: how one is made with a word of the material, and how its rows are answered. */
interface Kind {
  make(word: string, draw: Draw): Known;
  /** Null where the text tells no task of the kind. */
  answer(said: string, draw: Draw): string | null;
}

const fenced = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;

/** A whole program that reads numbers and writes one. */
export const PROGRAM: Kind = {
  make(word, draw) {
    const most = 2 + draw.index(20);
    const language = draw.at('language').pick(['javascript', 'python']) ?? 'python';
    return {
      question: `Write a program in ${language}. The first line of its input is a count, the second as many weights of ${word}; print how many are above ${most}. For the input 2 / ${most} ${most + 2} it prints 1.`,
      given: '',
      givenLanguage: '',
      language,
      samples: [
        { stdin: `2\n${most} ${most + 2}\n`, stdout: '1' },
        { stdin: `1\n${most + 1}\n`, stdout: draw.at('wrong').next() < 0.06 ? '4' : '1' },
      ],
      points: ['It reads the count and does not rely on it', 'It prints a number alone'],
    };
  },
  answer(said, draw) {
    const told = /program in (javascript|python)\.[\s\S]*print how many are above (\d+)/.exec(said);
    if (!told) return null;
    const sign = draw.at('answer').next() < 0.07 ? '>=' : '>';
    const code =
      told[1] === 'python'
        ? `input()\nprint(sum(1 for each in input().split() if int(each) ${sign} ${told[2]}))`
        : `const [, line] = require('fs').readFileSync(0, 'utf8').split('\\n');\nconsole.log(line.split(' ').filter((each) => Number(each) ${sign} ${told[2]}).length);`;
    return `Only the second line matters.\n\n${fenced(told[1] ?? '', code)}`;
  },
};

/** A query over two tables. */
export const TABLES: Kind = {
  make(word, draw) {
    const names = draw.shuffle(['Ada', 'Ben', 'Cleo', 'Dora']);
    const [first = '', second = '', third = '', fourth = ''] = names;
    const setup = `CREATE TABLE ${word}_keeper (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE ${word}_visit (keeper INTEGER, day TEXT);
INSERT INTO ${word}_keeper VALUES (1, '${first}'), (2, '${second}'), (3, '${third}'), (4, '${fourth}');
INSERT INTO ${word}_visit VALUES (1, '2024-01-02'), (1, '2024-02-03'), (3, '2024-02-04');`;
    const idle = [second, fourth].toSorted().map((name) => [name]);
    return {
      question: `Which keepers of the table ${word}_keeper have no visit at all? Give their names, sorted, with one SQL query.`,
      given: setup,
      givenLanguage: 'sql',
      language: 'sql',
      setup: draw.at('broken').next() < 0.04 ? `${setup} INSERT` : setup,
      expected: draw.at('wrong').next() < 0.05 ? [[first]] : idle,
      points: ['Those without a visit are there', 'Names are sorted'],
    };
  },
  answer(said, draw) {
    const table = /Which keepers of the table (\w+)_keeper have no visit/.exec(said)?.[1];
    if (table === undefined) return null;
    const not = draw.at('answer').next() < 0.07 ? '' : 'NOT ';
    const query = `SELECT name FROM ${table}_keeper WHERE ${not}EXISTS (SELECT 1 FROM ${table}_visit WHERE keeper = id) ORDER BY name`;
    return `Those without are the ones for whom no visit exists.\n\n${fenced('sql', query)}`;
  },
};

/** An expression that tells numbers of a form from others. */
export const SORTED: Kind = {
  make(word, draw) {
    const mark = word.slice(0, 2).toUpperCase();
    const accepts = [`${mark}-12`, `${mark}-345`, `${mark}-07b`, `${mark}-9999c`];
    const rejects = [`${mark}12`, `${mark}-`, `${mark}-12B`, `${mark.toLowerCase()}-12`];
    return {
      question: `Numbers of ${word} begin with ${mark}, a hyphen and two to four digits, and may end with one small letter: ${mark}-12 fits, ${mark}-12B does not. Write one regular expression for JavaScript that fits them.`,
      given: '',
      givenLanguage: '',
      language: 'regex',
      accepts: draw.at('twice').next() < 0.05 ? [...accepts, accepts[0]] : accepts,
      rejects,
      points: ['The small letter may be left out'],
    };
  },
  answer(said, draw) {
    const mark = /begin with (\w\w), a hyphen and two to four digits/.exec(said)?.[1];
    if (mark === undefined) return null;
    const digits = draw.at('answer').next() < 0.07 ? '\\d+' : '\\d{2,4}';
    return `Two to four digits, then at most one letter.\n\n${fenced('regex', `^${mark}-${digits}[a-z${digits === '\\d+' ? 'A-Z' : ''}]?$`)}`;
  },
};

/** A program of which the output is asked for. */
export const OUTPUT: Kind = {
  make(word, draw) {
    const [most, step] = [3 + draw.at('most').index(5), 2 + draw.at('step').index(3)];
    const language = draw.at('language').pick(['javascript', 'python']) ?? 'python';
    const given =
      language === 'python'
        ? `${word} = []\nfor n in range(${most}):\n    ${word}.append(n * ${step})\nprint(sum(${word}))`
        : `const ${word} = [];\nfor (let n = 0; n < ${most}; n++) ${word}.push(n * ${step});\nconsole.log(${word}.reduce((a, b) => a + b, 0));`;
    const right = (step * most * (most - 1)) / 2;
    return {
      question: `What exactly does the program print that adds up ${most} multiples of ${step}?`,
      given,
      givenLanguage: language,
      language: 'text',
      runs: language,
      answer: String(draw.at('wrong').next() < 0.07 ? right + step : right),
      alternatives: [],
    };
  },
  answer(said, draw) {
    const told = /adds up (\d+) multiples of (\d+)/.exec(said);
    if (!told) return null;
    const [most, step] = [Number(told[1]), Number(told[2])];
    const sum = (step * most * (most - 1)) / 2;
    return `The multiples begin with nothing and are ${most} in all.\n\nAnswer: ${draw.at('answer').next() < 0.06 ? sum + 1 : sum}`;
  },
};

/** The answer to a row of one of these kinds; null where it is of none. */
export function readOwn(said: string, draw: Draw): string | null {
  for (const kind of [PROGRAM, TABLES, SORTED, OUTPUT]) {
    const answer = kind.answer(said, draw);
    if (answer !== null) return answer;
  }
  return null;
}
