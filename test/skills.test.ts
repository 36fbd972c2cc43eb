import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../src/check/forms/form.ts';
import type { Seed } from '../src/data.ts';
import { flow } from '../src/flow/flow.ts';
import { askAll } from '../src/run/ask-all.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import type { Found } from '../src/skill/program.ts';
import type { Skill } from '../src/skill/skill.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import { scriptedTeacher } from '../src/teacher/scripted.ts';
import { draw } from '../src/text/draw.ts';
import { splitSentences } from '../src/text/sentences.ts';
import { fillingTeacher } from './filling-teacher.ts';
import { contextOf, seedOf } from './scripted-flow.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = readdirSync(join(ROOT, 'skills'));
const IDS = FOLDERS.filter((id) => existsSync(join(ROOT, 'skills', id, 'skill.ts')));

/** A material that a skill accepts, by seed kind; add one here when a skill takes another kind. */
const MATERIALS: Partial<Record<Seed['kind'], string>> = {
  text:
    'The clock in the tower of Bren was built by two sisters. It strikes the hours but not the quarters, because the ' +
    'council would not pay for a second bell. Once a week somebody climbs the stairs and winds it with a crank. For ' +
    'thirty years that was the baker, who had a key to the tower because his oven stood against its wall. When he ' +
    'retired, no one asked for the key, and the clock stood still for nine days. On the tenth a pupil of the school ' +
    'rang at his door. She has wound it ever since, and the council has begun to save for the second bell. The ' +
    'sisters, it turned out, had left a hook for it, and a note saying that the town would come round in time.',
  code: `# Keeps the clock of the tower in time.
def wind_clock(turns: int, by: str = "pupil") -> int:
    """Winds the clock and returns how many hours it will go."""
    return min(turns * 2, 168)


def strike_hours(hour: int) -> list[str]:
    """Lists the strokes of an hour, one for each, and none for the quarters."""
    return ["dong"] * (hour % 12 or 12)


def list_keepers(since_year: int) -> list[str]:
    """Lists who has had the key to the tower since a year, the latest first."""
    keepers = {1958: "baker", 1988: "pupil"}
    return [name for year, name in sorted(keepers.items(), reverse=True) if year >= since_year]
`,
};

function seedFor(skill: Skill): Seed {
  const kind = skill.accepts.kinds.find((each) => MATERIALS[each] !== undefined);
  if (!kind) throw new Error(`MATERIALS holds nothing of the kinds ${skill.accepts.kinds.join(', ')}`);
  return { ...seedOf('tiny', MATERIALS[kind]), kind };
}

/** What a search among a run's other seeds finds. */
const NEIGHBOURS: Found[] = ['winding', 'bells', 'bread', 'council', 'stairs', 'sisters'].map((word, at) => ({
  id: `found-${word}`,
  text:
    `A second note on ${word} in the tower of Bren was written ${at + 2} years later by the town clerk. It says that the ` +
    `${word} had cost the council ${at + 4}00 crowns, and that nobody in the street remembered who had paid. The clerk ` +
    `asked the baker, who sent her to the pupil, who showed her a book in which ${at + 12} names were crossed out.`,
  title: `On ${word}`,
  source: `tiny/${word}.txt`,
  kind: 'text',
  score: 9 - at,
}));

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** All paragraphs and sentences of at least eight words, each once a place, by the place where they stand. */
function passages(path: string, text: string): [place: string, plain: string][] {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '');
  return body.split(/\n\s*\n|\n(?=- )/).flatMap((paragraph, at) => {
    const pieces = new Set([paragraph, ...splitSentences(paragraph).map((each) => each.text)].map(plain));
    return [...pieces]
      .filter((piece) => wordsOf(piece) >= 8)
      .map((piece) => [`${path}, paragraph ${at + 1}`, piece] as const);
  }) as [string, string][];
}

/** The frames' prose. What "edit" begins with is what "suggest" begins with, so that their prompts share it. */
function frameTexts(): [string, string][] {
  const suggest = readFileSync(join(ROOT, 'prompts/suggest.md'), 'utf8');
  return globSync('prompts/**/*.md', { cwd: ROOT }).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    if (!path.endsWith('edit.md')) return [path, text];
    const lines = text.split('\n');
    const parted = lines.findIndex((line, at) => line !== suggest.split('\n')[at]);
    return [path, lines.slice(parted).join('\n')];
  });
}

it('finds a skill in every folder', () => expect(IDS).toEqual(FOLDERS));

it('says nothing twice, whatever the skill', () => {
  const texts = globSync('skills/**/*.md', { cwd: ROOT }).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]);
  const places = Map.groupBy(
    texts.flatMap(([path = '', text = '']) => passages(path, text)),
    ([, piece]) => piece,
  );
  const twice = [...places].filter(([, found]) => found.length > 1);
  expect(twice.map(([piece, found]) => `"${piece}": ${found.map(([place]) => place).join('; ')}`)).toEqual([]);
});

describe.each(IDS)('skill %s', (id) => {
  let skill: Skill;
  beforeAll(async () => {
    skill = await loadSkill(join(ROOT, 'skills', id));
  });
  const files = globSync(`skills/${id}/**/*.md`, { cwd: ROOT }).sort();
  const texts = files.map((path): [string, string] => [path, readFileSync(join(ROOT, path), 'utf8')]);

  it('says each type in 25 to 180 words, and nothing at a length that nobody reads', () => {
    const long = (name: string, text: string, least: number, most: number) => {
      const count = wordsOf(text);
      return count < least || count > most ? [`${name}: ${count} words; ${least} to ${most}`] : [];
    };
    const { types, transforms, goals } = skill;
    const wrong = [
      ...types.flatMap((type) => long(type.id, type.words, 25, 180)),
      ...transforms.flatMap((each) => (each.verbatim ? [] : long(each.id, each.words, 25, 180))),
      ...goals.flatMap((goal) => (goal.program === null ? long(goal.id, goal.words, 25, 180) : [])),
      ...[...types, ...transforms].flatMap(({ id, variants }) =>
        variants.flatMap(({ words, angles }) => [
          ...long(`a variant of ${id}`, words, 3, 150),
          ...angles.flatMap((angle) => long(`an angle of ${id}`, angle, 2, 60)),
        ]),
      ),
      ...[...goals, ...transforms].flatMap((each) =>
        each.angles.flatMap((angle) => long(`an angle of ${each.id}`, angle, 2, 60)),
      ),
      ...long('instruct.md', skill.shared, 25, 400),
      ...long('respond.md', skill.respond, 0, 200),
    ];
    expect(wrong).toEqual([]);
  });

  it('says nothing twice, here or in the frames', () => {
    const places = Map.groupBy(
      [...texts, ...frameTexts()].flatMap(([path, text]) => passages(path, text)),
      ([, piece]) => piece,
    );
    const twice = [...places].filter(([, found]) => found.length > 1);
    expect(twice.map(([piece, found]) => `"${piece}": ${found.map(([place]) => place).join('; ')}`)).toEqual([]);
  });

  it('speaks of no machinery', () => {
    const subject = ['coding', 'data-to-text', 'text-extraction', 'tool-use'].includes(id) ? /\bjson\b/gi : /$^/g;
    const machinery =
      /\bjson\b|\bplaceholders?\b|\bseeds?\b|\btaxonom(?:y|ies)\b|\blanguage models?\b|\bprompt(?:s|ed|ing)?\b|\{\{/i;
    const found = texts.flatMap(([path, text]) =>
      text
        .split('\n')
        .flatMap((line, at) => (machinery.test(line.replaceAll(subject, '')) ? [`${path}:${at + 1}: ${line}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('comes through the flow with a pair and, where it has goals, a refined pair', async () => {
    const rehearsal = rehearsalTeacher();
    const teacher = scriptedTeacher((request) => rehearsal.complete(request));
    const context = { ...(await contextOf(skill, teacher)), search: async () => NEIGHBOURS };
    const passes = Array.from({ length: 12 }, (_, pass) => flow({ ...context, pass }, seedFor(skill)));
    const pairs = (await Promise.all(passes)).flatMap((result) => result.pairs);
    const refined = pairs.filter(({ lineage }) => (lineage.item?.refinements.length ?? 0) > 0);
    expect(pairs.length - refined.length).toBeGreaterThan(0);
    if (skill.goals.length > 0) expect(refined.length).toBeGreaterThan(0);
  });

  it('renders the prompts that were read in review', async () => {
    await expect(await renderPrompts(skill)).toMatchFileSnapshot(`golden/${id}.prompts.txt`);
  });
});

/**
 * A transform a variant, an instruct a type, a suggest and an edit a goal, a respond; the user's messages whole, but
 * for the lines at their beginning that the first one of their stage has too.
 */
async function renderPrompts(skill: Skill): Promise<string> {
  const teacher = fillingTeacher();
  const agents: string[] = [];
  const { asker, ...rest } = await contextOf(skill, teacher);
  const { caller } = asker;
  const call: typeof caller.call = (request, agent) => {
    agents.push(agent);
    return caller.call(request, agent);
  };
  const context = { ...rest, asker: { ...asker, caller: { ...caller, call } } };
  const seed = {
    ...seedFor(skill),
    text: 'The clock stood still for nine days, because nobody had asked for the key.',
  };
  await askAll(context, seed, draw('golden'));
  const asked = new Set(teacher.calls.map((_, at) => agents[at]));
  expect(
    [...skill.types, ...skill.goals.filter((goal) => goal.program === null)].filter(({ id }) => !asked.has(id)),
  ).toEqual([]);
  const firsts = new Map<string, string[]>();
  const rendered = teacher.calls.map(({ stage, messages }, at) => {
    const lines = (messages.at(-1)?.content ?? '').split('\n');
    const first = firsts.get(stage);
    if (!first) firsts.set(stage, lines);
    const parted = lines.findIndex((line, place) => line !== first?.[place]);
    const shared = first ? Math.max(0, parted) : 0;
    const own = shared > 0 ? [`[${shared} lines as in the first ${stage}]`, ...lines.slice(shared)] : lines;
    return [`${'─'.repeat(20)} ${stage}: ${agents[at]}`, ...own].join('\n');
  });
  const systems = [context.frames.system, skill.respond].map((text) => `${'─'.repeat(20)} system\n${text}`);
  return `${[...systems, ...rendered].join('\n\n')}\n`;
}
