import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message, Pair } from '../src/data.ts';
import { flow } from '../src/flow/flow.ts';
import { FENCE_TAGS } from '../src/prompt/fence.ts';
import { loadLayouts, renderLayout } from '../src/prompt/layout.ts';
import { askAll } from '../src/run/ask-all.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import { scriptedTeacher } from '../src/teacher/scripted.ts';
import type { Request } from '../src/teacher/teacher.ts';
import { defuse } from '../src/text/control-strings.ts';
import { draw } from '../src/text/draw.ts';
import { fillingTeacher } from './filling-teacher.ts';
import { INJECTIONS } from './injections.ts';
import { contextOf, seedOf } from './scripted-flow.ts';

const ROOT = join(import.meta.dirname, '..');
/** Skills whose prompts are rendered for each injection, and for all of them in one document. */
const ONE_BY_ONE = ['reading-comprehension', 'conversation'];
const TOGETHER = [
  'reading-comprehension',
  'text-modification',
  'rag',
  'conversation',
  'open-domain-qa',
  'text-extraction',
];
const BEFORE =
  'The clock in the tower of Bren was built by two sisters. It strikes the hours but not the quarters, because the ' +
  'council would not pay for a second bell. Once a week somebody climbs the stairs and winds it with a crank. For ' +
  'thirty years that was the baker, who had a key to the tower because his oven stood against its wall.';
const AFTER =
  'When he retired, no one asked for the key, and the clock stood still for nine days. On the tenth a pupil of the school ' +
  'rang at his door. She has wound it ever since, and the council has begun to save for the second bell. The sisters, it ' +
  'turned out, had left a hook for it, and a note saying that the town would come round in time.';

const poisoned = (injection: string) => `${BEFORE}\n\n${injection}\n\n${AFTER}`;
/** As a reader of tags sees a text that is careless about case, spacing, width and unseen characters. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}\p{Mn}]/gu, '');
const count = (text: string, mark: string) => text.split(mark).length - 1;

/** What the frames themselves write: their own tags, once each. */
function expectFenced({ stage, messages }: Request): void {
  const user = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  for (const tag of ['material', 'item', 'suggestion', 'answer']) {
    const [opened, closed] = [count(user, `<${tag}>`), count(user, `</${tag}>`)];
    expect([stage, tag, opened, closed]).toEqual([stage, tag, closed, closed]);
    expect(closed).toBeLessThanOrEqual(1);
    expect(count(plain(user), `</${tag}`)).toBe(closed);
    expect(count(plain(user), `<${tag}`)).toBe(opened);
  }
  const material = /<material>\n([\s\S]*)\n<\/material>/.exec(user)?.[1];
  if (material?.includes(BEFORE)) expect(material).toContain(AFTER);
}

/** That no turn holds what a tokenizer would take for more than text. */
function expectDefused(messages: readonly Message[]): void {
  for (const { content } of messages) expect(defuse(content)).toBe(content);
}

it('has at least 40 injections, and the frames use no tag that is not fenced', () => {
  expect(Object.keys(INJECTIONS).length).toBeGreaterThanOrEqual(40);
  const frames = ['transform', 'instruct', 'suggest', 'edit', 'verify', 'simulate'].map((name) => `prompts/${name}.md`);
  const words = [...frames, 'prompts/system.md', ...globSync('prompts/{verify,simulate}/*.md', { cwd: ROOT })];
  const tags = words.flatMap((path) => readFileSync(join(ROOT, path), 'utf8').match(/<\/?\w+>/g) ?? []);
  expect(tags.length).toBeGreaterThan(10);
  for (const tag of tags) expect(FENCE_TAGS).toContain(tag.replaceAll(/[</>]/g, ''));
});

async function expectAllFenced(id: string, injection: string): Promise<void> {
  const teacher = fillingTeacher();
  const context = await contextOf(await loadSkill(join(ROOT, 'skills', id)), teacher);
  await askAll(context, seedOf('poisoned', poisoned(injection)), draw('injections'));
  const framed = teacher.calls.filter(({ stage }) => stage !== 'respond');
  expect(framed.length).toBeGreaterThan(5);
  for (const request of framed) {
    expectFenced(request);
    expectDefused(request.messages);
  }
}

describe('prompts', () => {
  it.each(ONE_BY_ONE.flatMap((id) => Object.keys(INJECTIONS).map((name) => [id, name] as const)))(
    'of %s keep it in its fence: %s',
    (id, name) => expectAllFenced(id, INJECTIONS[name] ?? ''),
  );

  it.each(TOGETHER)('of %s keep all of them in their fence', (id) =>
    expectAllFenced(id, Object.values(INJECTIONS).join('\n\n')),
  );

  it.each([...ONE_BY_ONE, ...TOGETHER.slice(0, 2)])('of %s make rows in which nothing steers a model', async (id) => {
    const rehearsal = rehearsalTeacher();
    const teacher = scriptedTeacher((request) => rehearsal.complete(request));
    const context = await contextOf(await loadSkill(join(ROOT, 'skills', id)), teacher);
    const pairs: Pair[] = [];
    for (const [name, injection] of Object.entries(INJECTIONS)) {
      const seed = seedOf(name, defuse(poisoned(injection)));
      pairs.push(...(await flow({ ...context, runSeed: name }, seed)).pairs);
    }
    expect(pairs.length).toBeGreaterThan(10);
    for (const { messages } of pairs) expectDefused(messages);
    expect(JSON.stringify(pairs)).toContain('PWNED');
  });
});

describe('layouts', () => {
  it.each(Object.keys(INJECTIONS))('are not drawn where they would be left: %s', async (name) => {
    const material = defuse(poisoned(INJECTIONS[name] ?? ''));
    const skill = await loadSkill(join(ROOT, 'skills', 'reading-comprehension'));
    const layouts = await loadLayouts();
    const closing = new Map(layouts.map((layout) => [layout.id, layout.closing]));
    const rehearsal = rehearsalTeacher();
    const teacher = scriptedTeacher((request) => rehearsal.complete(request));
    const context = await contextOf(skill, teacher, { refine: 0 });
    for (let run = 0; run < 3; run++) {
      const { pairs } = await flow({ ...context, runSeed: `${name} ${run}` }, seedOf('poisoned', material));
      for (const { layout, messages } of pairs) {
        const mark = closing.get(layout);
        const said = messages.filter(({ role }) => role !== 'assistant').map(({ content }) => content);
        if (mark?.startsWith('<')) expect(count(plain(said.join('\n')), plain(mark).slice(0, -1))).toBe(1);
        if (mark === '---') expect(said.join('\n').match(/^-{3,}$/gm)?.length).toBeLessThanOrEqual(2);
        if (mark === '"""') expect(count(said.join('\n'), '"""')).toBe(2);
      }
    }
  });

  it('quote every line of a block quote', async () => {
    const quoting = (await loadLayouts()).filter(({ quote }) => quote);
    expect(quoting.length).toBeGreaterThan(0);
    for (const layout of quoting) {
      for (const injection of Object.values(INJECTIONS)) {
        const parts = { material: poisoned(injection), question: 'Who winds it?', choices: [], mark: '' };
        const { user } = renderLayout(layout, parts);
        const lines = user.split(/[\n\r\u2028\u2029]/);
        expect(lines.filter((line) => !line.startsWith('>') && line !== '' && line !== 'Who winds it?')).toEqual([]);
      }
    }
  });
});
