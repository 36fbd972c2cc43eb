import type { Pair } from '../src/data.ts';

/** A pair of the seed `seed`, its question made of its id, but for the changes. */
export function pairOf(id: string, seed = `seed-${id}`, changes: Partial<Pair> = {}): Pair {
  const own = { id: seed, source: `${seed}.txt`, span: [0, 9] as [number, number], title: null };
  return {
    record: 'pair',
    id,
    contentHash: `hash-${id}`,
    messages: [
      { role: 'user', content: `What is ${id}?` },
      { role: 'assistant', content: `It is ${id}.` },
    ],
    tools: null,
    layout: 'plain',
    answerForm: 'none',
    systemKind: 'none',
    agreement: null,
    answers: [],
    unkeptSystem: null,
    teacher: 'scripted',
    usage: { calls: 1, promptTokens: 1, cachedTokens: 0, completionTokens: 1, estimated: false },
    lineage: { seed: { ...own, language: null, license: null }, skill: 'small', pass: 0, item: null, calls: [] },
    ...changes,
  };
}
