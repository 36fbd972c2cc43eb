import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plain } from '../src/check/forms/form.ts';
import type { Content, Seed } from '../src/data.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { flow } from '../src/flow/flow.ts';
import { instruct } from '../src/flow/instruct.ts';
import { refine } from '../src/flow/refine.ts';
import { pose, respond } from '../src/flow/respond.ts';
import { createLedger, type Draft } from '../src/flow/result.ts';
import { transformSeed } from '../src/flow/transform.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import type { Skill } from '../src/skill/skill.ts';
import { draw } from '../src/text/draw.ts';
import { splitSentences } from '../src/text/sentences.ts';
import { fillingTeacher } from './filling-teacher.ts';
import { contextOf, seedOf } from './scripted-flow.ts';

const ROOT = join(import.meta.dirname, '..');
const IDS = readdirSync(join(ROOT, 'skills'));

/** A material that a skill accepts, by seed kind; add one here when a skill takes another kind. */
const MATERIALS: Partial<Record<Seed['kind'], string>> = {
  text:
    'The clock in the tower of Bren was built by two sisters. It strikes the hours but not the quarters, because the ' +
    'council would not pay for a second bell. Once a week somebody climbs the stairs and winds it with a crank. For ' +
    'thirty years that was the baker, who had a key to the tower because his oven stood against its wall. When he ' +
    'retired, no one asked for the key, and the clock stood still for nine days. On the tenth a pupil of the school ' +
    'rang at his door. She has wound it ever since, and the council has begun to save for the second bell. The ' +
    'sisters, it turned out, had left a hook for it, and a note saying that the town would come round in time.',
};

function seedFor(skill: Skill): Seed {
  const kind = skill.accepts.kinds.find((each) => MATERIALS[each] !== undefined);
  if (!kind) throw new Error(`MATERIALS holds nothing of the kinds ${skill.accepts.kinds.join(', ')}`);
  return { ...seedOf('tiny', MATERIALS[kind]), kind };
}

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

describe.each(IDS)('skill %s', async (id) => {
  const skill = await loadSkill(join(ROOT, 'skills', id));
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
      ...goals.flatMap((goal) => long(goal.id, goal.words, 25, 180)),
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
    const machinery =
      /\bjson\b|\bplaceholders?\b|\bseeds?\b|\btaxonom(?:y|ies)\b|\blanguage models?\b|\bprompt(?:s|ed|ing)?\b|\{\{/i;
    const found = texts.flatMap(([path, text]) =>
      text.split('\n').flatMap((line, at) => (machinery.test(line) ? [`${path}:${at + 1}: ${line}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('comes through the flow with a pair and, where it has goals, a refined pair', async () => {
    const context = await contextOf(skill, fillingTeacher());
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
  const content: Content = { transform: 'any', variant: null, angle: null, value: skill.fromSeed(seed) };
  await askAll(context, seed, content);
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

async function askAll(context: FlowContext, seed: Seed, content: Content): Promise<void> {
  const { skill } = context;
  const ledger = createLedger(seed, skill.id, 0);
  const trail = {
    calls: [],
    usage: { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0, estimated: false },
  };
  for (const transform of skill.transforms.filter((each) => !each.verbatim)) {
    for (const variant of transform.variants.length > 0 ? transform.variants : [null]) {
      const angles = [transform.angles[0], variant?.angles[0]].filter((each) => each !== undefined);
      const length = transform.lengths[0]?.range ?? '';
      await transformSeed(context, seed, { transform, variant, angles, length, types: [] });
    }
  }
  const drafts: Draft[] = [];
  for (const type of skill.types) {
    const variant = type.variants[0] ?? null;
    const drawn = { type, variant, form: variant?.form ?? type.form, count: 2 };
    drafts.push(...(await instruct(context, seed, content, trail, drawn, ledger, draw('golden'))));
  }
  for (const goal of skill.goals) {
    const suits = ({ item }: Draft) => goal.forms.includes(item.form) && (goal.types?.includes(item.type) ?? true);
    const draft = drafts.find(suits);
    if (!draft) throw new Error(`no item suits the goal "${goal.id}"`);
    const drawn = { goal, angle: goal.angles[0] ?? null, suggestions: 3, carryOut: 1 };
    await refine(context, seed.id, draft, drawn, ledger, draw('golden'));
  }
  const [draft] = drafts;
  const [layout] = context.layouts;
  if (!draft || !layout) throw new Error('no item came out');
  const posed = skill.pose(draft.item.content.value, draft.item.instruction);
  const subject = { item: draft.item, ...posed, parent: null, outcome: null, response: null };
  await respond(context, seed, pose(draft, subject, layout), ledger);
}
