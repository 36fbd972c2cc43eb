import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSkill } from '../src/skill/load-skill.ts';

const skill = await loadSkill(join(import.meta.dirname, '..', 'skills', 'reading-comprehension'));

const ids = (text: string) => text.trim().split(/\s+/);
const LOGIC = ids(`strengthen weaken necessary-assumption sufficient-assumption flaw inference-must-be-true
  most-strongly-supported cannot-be-true identify-the-principle apply-the-principle method-of-reasoning
  role-of-a-statement main-point parallel-reasoning parallel-flaw resolve-the-paradox evaluate-the-argument
  complete-the-argument`);
const VOICE = ids('point-at-issue point-of-agreement speaker-attribution');
const DETAIL =
  ids(`literal-comprehension numerical-discrete-reasoning relationship-matching sequencing-events all-except
  cause-and-effect compare-and-contrast multi-hop answerability coreference`);
const WHOLE = ids(`main-idea authors-purpose text-structure evaluative-comprehension critical-comprehension
  sentence-insertion fact-versus-opinion`);
const LANGUAGE = ids('vocabulary-fill-in-the-blank vocabulary-in-context figurative-language tone emotion-and-motive');

const typesOf = (id: string) => skill.transforms.find((each) => each.id === id)?.types.toSorted();
const variantsOf = (id: string) => skill.transforms.find((each) => each.id === id)?.variants ?? [];
const variants: Record<string, string[]> = Object.fromEntries(
  variantsOf('argument-passage').map(({ id, types }) => [id, types ?? []]),
);

describe('reading comprehension', () => {
  it('has the nine transforms of the paper with their weights', () => {
    expect(Object.fromEntries(skill.transforms.map(({ id, weight }) => [id, weight]))).toEqual({
      'argument-passage': 20,
      'debate-passage': 10,
      'conversation-passage': 10,
      'meeting-transcript': 8,
      poem: 4,
      'satirical-passage': 3,
      'instructional-passage': 8,
      'long-text': 15,
      identity: 22,
    });
    expect(skill.transforms.filter(({ verbatim }) => verbatim).map(({ id }) => id)).toEqual(['identity']);
  });

  it('has the 43 types in their groups, numerical reasoning four times as often', () => {
    const groups = Map.groupBy(skill.types, ({ group }) => group);
    const byGroup = Object.fromEntries([...groups].map(([group, types]) => [group, types.map(({ id }) => id)]));
    expect(byGroup).toEqual({ Logic: LOGIC, Voice: VOICE, Detail: DETAIL, Whole: WHOLE, Language: LANGUAGE });
    expect(skill.types).toHaveLength(43);
    const heavy = skill.types.filter(({ weight }) => weight !== 1).map(({ id, weight }) => [id, weight]);
    expect(heavy).toEqual([['numerical-discrete-reasoning', 4]]);
  });

  it.each([
    ['argument-passage', [...LOGIC, ...WHOLE]],
    [
      'conversation-passage',
      [
        ...VOICE,
        ...ids('literal-comprehension sequencing-events inference-must-be-true coreference emotion-and-motive'),
      ],
    ],
    ['meeting-transcript', [...VOICE, ...DETAIL]],
    ['instructional-passage', [...DETAIL, 'sentence-insertion']],
    ['long-text', [...DETAIL, ...WHOLE, 'vocabulary-fill-in-the-blank', 'vocabulary-in-context']],
    ['identity', [...DETAIL, ...WHOLE, ...LANGUAGE, 'inference-must-be-true', 'most-strongly-supported']],
    ['poem', [...LANGUAGE, 'main-idea', 'evaluative-comprehension']],
    ['satirical-passage', [...LANGUAGE, ...ids('authors-purpose critical-comprehension fact-versus-opinion')]],
  ])('asks of a %s what suits it', (transform, types) => {
    expect(typesOf(transform)).toEqual(types.toSorted());
  });

  it('asks of a debate-passage who says what, two statements, and the logic that two sides have', () => {
    const types = typesOf('debate-passage') ?? [];
    expect(types).toEqual(expect.arrayContaining([...VOICE, 'critical-comprehension']));
    expect(types.filter((id) => !VOICE.includes(id) && !LOGIC.includes(id))).toEqual(['critical-comprehension']);
    expect(types).not.toEqual(expect.arrayContaining(['flaw']));
  });

  it.each([
    ['gap', ids('strengthen weaken necessary-assumption sufficient-assumption evaluate-the-argument')],
    ['flawed', ids('flaw parallel-flaw')],
    [
      'valid',
      ids(`method-of-reasoning role-of-a-statement main-point inference-must-be-true cannot-be-true parallel-reasoning
        identify-the-principle`),
    ],
    ['discrepancy', ['resolve-the-paradox']],
    ['rule-and-case', ['apply-the-principle']],
    ['unfinished', ['complete-the-argument']],
  ])('builds an argument that is "%s" for its own types of logic', (id, types) => {
    expect(variants[id]?.filter((type) => LOGIC.includes(type)).toSorted()).toEqual(types.toSorted());
    expect(variants[id]?.filter((type) => !LOGIC.includes(type) && !WHOLE.includes(type))).toEqual([]);
  });

  it('draws a flawed argument from twenty faults, and its length by the shares of the plan', () => {
    expect(variantsOf('argument-passage').find(({ id }) => id === 'flawed')?.angles).toHaveLength(20);
    expect(skill.transforms.find(({ id }) => id === 'argument-passage')?.lengths).toEqual([
      { range: '50 to 100', weight: 50 },
      { range: '150 to 300', weight: 30 },
      { range: '400 to 550', weight: 20 },
    ]);
  });

  it('refines towards three goals, each from six to ten angles', () => {
    const goals = skill.goals.map(({ id, edits, outcome, share, answers }) => ({ id, edits, outcome, share, answers }));
    expect(goals).toEqual([
      { id: 'flip-answer', edits: 'content', outcome: 'new-key', share: 0.15, answers: 3 },
      { id: 'harder', edits: 'instruction', outcome: 'any', share: 1, answers: 3 },
      { id: 'unanswerable', edits: 'content', outcome: 'undecided', share: 0.06, answers: null },
    ]);
    for (const { angles } of skill.goals) {
      expect(angles.length).toBeGreaterThanOrEqual(6);
      expect(angles.length).toBeLessThanOrEqual(10);
    }
    const keyless = skill.goals.filter(({ forms }) => forms.includes('free')).map(({ id }) => id);
    expect(keyless).toEqual(['harder']);
  });

  it('asks for answers in the form that suits the type', () => {
    const forms = Map.groupBy(skill.types, ({ form }) => form);
    const notOption = [...forms].filter(([form]) => form !== 'option');
    expect(Object.fromEntries(notOption.map(([form, types]) => [form, types.map(({ id }) => id)]))).toEqual({
      short: ids(`speaker-attribution literal-comprehension cause-and-effect multi-hop coreference
        vocabulary-fill-in-the-blank emotion-and-motive`),
      number: ['numerical-discrete-reasoning'],
      list: ['relationship-matching'],
      order: ['sequencing-events'],
      label: ['answerability', 'fact-versus-opinion'],
      free: ['evaluative-comprehension'],
    });
    expect(skill.types.find(({ id }) => id === 'critical-comprehension')?.options).toEqual([2, 2]);
    expect(new Set(skill.types.map(({ options }) => options.join('-')))).toEqual(new Set(['4-5', '2-2']));
    const numerical = skill.types.find(({ id }) => id === 'numerical-discrete-reasoning')?.variants ?? [];
    expect(numerical).toHaveLength(8);
    expect(numerical.flatMap(({ form }) => form ?? []).sort()).toEqual(['list', 'order', 'short']);
  });
});
