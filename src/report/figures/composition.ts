import { type Collector, type Counts, createTally } from './collector.ts';

/** Rows by what they are made of. */
export type Composition = Record<(typeof FIELDS)[number], Counts>;

const FIELDS = [
  ...(['skill', 'type', 'transform', 'goal', 'language', 'source', 'license', 'layout', 'answerForm'] as const),
  ...(['systemKind', 'turns', 'teacher'] as const),
] as const;

/** Counts rows by skill, type (`skill/type`), transform, goal of the last refinement, language, source, licence and looks. */
export function createComposition(): Collector<Composition> {
  const tallies = FIELDS.map((field) => [field, createTally()] as const);
  const of = new Map(tallies);
  return {
    row({ lineage: { seed, item, skill }, layout, answerForm, systemKind, messages, teacher }) {
      of.get('skill')?.add(skill);
      of.get('type')?.add(`${skill}/${item?.type ?? 'none'}`);
      of.get('transform')?.add(`${skill}/${item?.content.transform ?? 'none'}`);
      of.get('goal')?.add(item?.refinements.at(-1)?.goal);
      of.get('language')?.add(seed.language);
      of.get('source')?.add(seed.source.split('#')[0]);
      of.get('license')?.add(seed.license);
      of.get('layout')?.add(layout);
      of.get('answerForm')?.add(answerForm);
      of.get('systemKind')?.add(systemKind);
      of.get('turns')?.add(String(messages.filter(({ role }) => role === 'user').length));
      of.get('teacher')?.add(teacher);
    },
    result: () => {
      const counts = (field: (typeof FIELDS)[number]) => of.get(field)?.counts() ?? {};
      return {
        ...{ skill: counts('skill'), type: counts('type'), transform: counts('transform'), goal: counts('goal') },
        ...{ language: counts('language'), source: counts('source'), license: counts('license') },
        ...{ layout: counts('layout'), answerForm: counts('answerForm'), systemKind: counts('systemKind') },
        ...{ turns: counts('turns'), teacher: counts('teacher') },
      };
    },
  };
}
