import type { Draw } from '../../../text/draw.ts';
import { codeTask, fromCodeTask } from '../code-tasks.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { codeOf, recipeIn, testsOf, type Written, writtenIn } from '../programs.ts';

/** Tasks of code from small known functions; answered, tested and solved again by knowing them. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('notes' in fields && 'code' in fields) return [content(asked)];
    if ('tests' in fields && 'cases' in fields) return [tests(asked)];
    if ('solution' in fields && Object.keys(fields).length === 1) return [{ solution: solution(asked) }];
    if ('suggestions' in fields && task?.item && 'givenLanguage' in task.item) return [{ suggestions: SUGGESTIONS }];
    if (!('givenLanguage' in fields)) return null;
    if (task?.suggestion != null) return [edited(asked)];
    return task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n\n');
    return fromCodeTask(said, draw);
  },
} satisfies Part;

const SUGGESTIONS = [
  'Say that the argument belongs to the caller and must be left as it was.',
  'Say that it is called often, so that it must not keep anything between calls.',
  'Ask for the reason of the least obvious line in a sentence.',
];

const HINTS: [RegExp, string][] = [
  [/\bdef \w+\(.*\):|^import \w+$/m, 'python'],
  [/\bpackage \w+;|\bpublic \w+/, 'java'],
  [/\bfn \w+|\blet mut\b/, 'rust'],
  [/^func |\bpackage \w+$/m, 'go'],
  [/#include|\bstd::/, 'cpp'],
  [/\binterface \w+ \{|: (?:string|number)\b/, 'typescript'],
  [/\bfunction\b|=>|\bconst \w+ =/, 'javascript'],
];

function content({ passage, draw }: Asked): Known {
  const language = HINTS.find(([hint]) => hint.test(passage.text))?.[1] ?? '';
  const code = language === '' ? '' : passage.text.split('\n').slice(0, 60).join('\n');
  const about = draw.at('about').pick(passage.good)?.text ?? passage.text.slice(0, 120);
  return {
    language,
    code,
    notes: `What it is about: ${about}\n\nIt has to be right for every input, an empty one too.`,
  };
}

function items({ task, fields, count, passage, draw }: Asked): Known[] {
  const title = /^# (.+)$/m.exec(task?.words ?? '')?.[1] ?? '';
  return Array.from({ length: count }, (_, at) => codeTask({ title, fields, passage }, draw.at('code', at)));
}

function edited({ task, fields, draw }: Asked): Known {
  const question = String(task?.item?.question ?? '');
  const more = draw.pick([
    'Leave what you are given as it was.',
    'Nothing may be kept from one call to the next.',
    'Say in a sentence why the least obvious line is there.',
  ]);
  return 'question' in fields ? { question: `${question} ${more}` } : {};
}

interface Told {
  said: string;
  name: string;
  language: Written;
}

/** The task that a tester or a second programmer is given. */
function told({ task }: Asked): Told {
  const item = task?.item ?? {};
  const language = String(item.language ?? '');
  const name = /(\w+)$/.exec(String(item.defines ?? ''))?.[1] ?? '';
  return { said: `${item.task ?? ''}\n${task?.material ?? ''}`, name, language: writtenIn(language) };
}

function tests(asked: Asked): Known {
  const { said, name, language } = told(asked);
  const recipe = recipeIn(said);
  if (!recipe) return { tests: '', cases: programCases(said) };
  const chance = asked.draw.at('tests').next();
  const idle = language === 'python' ? 'assert True' : 'assert.ok(true);';
  return { tests: chance < 0.05 ? idle : testsOf(recipe, name, language, chance > 0.96), cases: [] };
}

function programCases(said: string): Known[] {
  const most = Number(/above (\d+)/.exec(said)?.[1] ?? 0);
  return [
    { stdin: `3\n${most} ${most + 1} ${most + 5}\n`, stdout: '2' },
    { stdin: '1\n0\n', stdout: '0' },
  ];
}

function solution(asked: Asked): string {
  const { said, name, language } = told(asked);
  const recipe = recipeIn(said);
  const slip = slips(asked.draw);
  if (recipe) return codeOf(recipe, name, language, slip);
  return /```\w+\n([\s\S]*?)\n```/.exec(fromCodeTask(said, asked.draw) ?? '')?.[1] ?? 'pass';
}

function slips(draw: Draw): boolean {
  return draw.at('slip').next() < 0.05;
}
