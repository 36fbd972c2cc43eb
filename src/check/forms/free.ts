import { z } from 'zod';
import type { Form } from './form.ts';

/** An answer in the writer's own words: no key, but the points that a full answer makes. */
export const free: Form = {
  keyFields: ['points'],
  fields: () => ({
    points: z.array(z.string().min(1)).min(1).max(8).describe('The points that a full answer must make'),
  }),
  problem: () => null,
  permute: (fields) => fields,
  shown: () => ({ choices: [] }),
  key: () => null,
  agrees: () => null,
};
