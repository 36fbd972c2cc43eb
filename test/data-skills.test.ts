import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unsupportedFigures } from '../src/check/figures/supported.ts';
import type { Seed } from '../src/data.ts';
import { flow } from '../src/flow/flow.ts';
import type { FlowResult } from '../src/flow/result.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import { scriptedTeacher } from '../src/teacher/scripted.ts';
import { contextOf, seedOf } from './scripted-flow.ts';

/** Many flows in one test, on machines that do other work too. */
const PATIENCE = 60_000;

const TABLE = [
  'site,opened,visitors,staff,area',
  'North,1911,1200,8,340',
  'South,1932,800,5,275',
  'East,1954,1513,7,512',
  'West,1987,640,4,198',
  'Harbour,2003,2210,13,733',
].join('\n');
const TEXT =
  'In 1904 the harbour of Bren had 12 lamps and 3 keepers, as the clerk Ines Roca noted in her book. The council paid ' +
  '450 crowns for oil in that year and 510 in the next. A storm on 9 May 1906 broke 7 of the lamps, and the smith Jon ' +
  'Bly asked 85 crowns for the repair of each. Until the repair was done, the keeper Marta Quill burned two fires on ' +
  'the mole. In 1911 the council bought 20 new lamps from a firm in Orne, which burned gas and needed one keeper. The ' +
  'two others were sent to the customs house, where Ines Roca had become the head of 14 clerks. By 1920 the harbour ' +
  'had 31 lamps, and the book of the clerk was given to the museum of Bren together with 6 of the oldest lamps.';

const TALK = TEXT.split('. ')
  .map((sentence, at) => `${['Ines', 'Jon', 'Marta'][at % 3]}: ${sentence}.`)
  .join('\n\n');

async function run(id: string, seed: Seed, passes: number, only = /./): Promise<FlowResult[]> {
  const whole = await loadSkill(join(import.meta.dirname, '..', 'skills', id));
  const skill = { ...whole, types: whole.types.filter((type) => only.test(type.id)) };
  const rehearsal = rehearsalTeacher();
  const context = await contextOf(
    skill,
    scriptedTeacher((request) => rehearsal.complete(request)),
  );
  return Promise.all(Array.from({ length: passes }, (_, pass) => flow({ ...context, pass }, seed)));
}

const typesOf = (results: FlowResult[]) =>
  new Set(results.flatMap(({ pairs }) => pairs.map(({ lineage }) => lineage.item?.type)));
const reasonsOf = (results: FlowResult[]) => new Set(results.flatMap(({ drops }) => drops.map(({ reason }) => reason)));

describe('data to text', () => {
  it(
    'makes rows of every type, and drops what is misread',
    async () => {
      const results = await run('data-to-text', seedOf('harbour', TEXT), 45);
      const { types } = await loadSkill(join(import.meta.dirname, '..', 'skills', 'data-to-text'));
      expect(types.map(({ id }) => id).filter((id) => !typesOf(results).has(id))).toEqual([]);
      expect(reasonsOf(results)).toContain('unsupported-numbers');
      expect(reasonsOf(results)).not.toContain('check-broken');
    },
    PATIENCE,
  );

  it(
    'takes a table as it is, and lets through no number that the table does not carry',
    async () => {
      const results = await run('data-to-text', { ...seedOf('sites', TABLE), kind: 'table' }, 40);
      const pairs = results.flatMap((result) => result.pairs);
      const verbatim = pairs.filter(({ lineage }) => lineage.item?.content.transform === 'identity');
      expect(new Set(pairs.map(({ lineage }) => lineage.item?.content.transform))).toEqual(
        new Set(['identity', 'triples', 'chart-specification']),
      );
      for (const { messages } of verbatim) {
        const said = messages.map(({ content }) => content);
        const shown = said.slice(0, -1).join('\n').replaceAll(/^> /gm, '');
        expect(shown).toContain(TABLE);
        expect(unsupportedFigures(said.at(-1) ?? '', shown)).toEqual([]);
      }
      expect(verbatim.length).toBeGreaterThan(20);
    },
    PATIENCE,
  );

  it(
    'refuses a table of two columns before any call',
    async () => {
      const narrow = TABLE.split('\n').map((line) => line.split(',').slice(0, 2).join(','));
      const text = Array.from({ length: 4 }, () => narrow.join('\n')).join('\n');
      const [result] = await run('data-to-text', { ...seedOf('narrow', text), kind: 'table' }, 1);
      expect(result?.drops[0]).toMatchObject({ reason: 'not-accepted', detail: 'fewer than three rows or columns' });
    },
    PATIENCE,
  );
});

describe('text extraction', () => {
  it(
    'makes rows of every type from text, and of talk',
    async () => {
      const fromText = await run('text-extraction', seedOf('harbour', TEXT), 40);
      const fromTalk = await run('text-extraction', seedOf('talk', TALK), 40, /^(?:minutes|note)-/);
      const results = [...fromText, ...fromTalk];
      const { types } = await loadSkill(join(import.meta.dirname, '..', 'skills', 'text-extraction'));
      expect(types.map(({ id }) => id).filter((id) => !typesOf(results).has(id))).toEqual([]);
      for (const reason of ['not-json', 'span-not-found', 'unsupported-claim', 'extraction-invalid'])
        expect(reasonsOf(results)).toContain(reason);
      expect(reasonsOf(results)).not.toContain('check-broken');
    },
    PATIENCE,
  );

  it(
    'shows the outline to the student and keeps the extraction from it',
    async () => {
      const results = await run('text-extraction', seedOf('harbour', TEXT), 12);
      const outlined = results.flatMap(({ pairs }) => pairs).filter(({ lineage }) => lineage.item?.instruction.outline);
      expect(outlined.length).toBeGreaterThan(0);
      for (const { messages, lineage } of outlined) {
        const asked = messages.slice(0, -1).map(({ content }) => content);
        expect(asked.join('\n')).toMatch(/subject/);
        expect(asked.join('\n')).not.toContain(String(lineage.item?.instruction.extraction));
      }
    },
    PATIENCE,
  );

  it(
    'asks of a table what tables are asked',
    async () => {
      const results = await run('text-extraction', { ...seedOf('sites', TABLE), kind: 'table' }, 10);
      const transforms = results.flatMap(({ pairs }) => pairs.map(({ lineage }) => lineage.item?.content.transform));
      expect(new Set(transforms)).toEqual(new Set(['table-as-found']));
    },
    PATIENCE,
  );
});
