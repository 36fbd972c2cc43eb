/** A skill that asks 1 + 3 + 3 + 3 times of each document, four deep: transform, instruct, verify, respond. */
import { z } from 'zod';
import { jsonFormat } from '../../../src/ask/format.ts';
import type { Check } from '../../../src/check/check.ts';
import { defineSkill } from '../../../src/skill/skill.ts';

const Verdict = jsonFormat(z.strictObject({ why: z.string(), sound: z.boolean() }));

const sound: Check = {
  id: 'sound',
  at: 'item',
  async check({ material, question }, verify) {
    const asked = await verify('answer-from-material', { material, item: question }, Verdict);
    if ('fault' in asked) return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail };
    return asked.value.sound ? null : { reason: 'unsound', detail: asked.value.why };
  },
};

export default defineSkill({
  title: 'Chain',
  summary: 'Ten calls a document, for measuring',
  accepts: { kinds: ['text'], tokens: [1, 10_000] },
  content: z.strictObject({ passage: z.string().min(1) }),
  instruction: z.strictObject({ question: z.string().min(8).describe('What the reader is asked') }),
  fromSeed: ({ text }) => ({ passage: text }),
  show: ({ passage }) => passage,
  pose: ({ passage }, { question }) => ({ material: passage, question }),
  checks: [sound],
});
