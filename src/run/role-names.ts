import type { Stage } from '../data.ts';

/** Stages that may have a teacher of their own. */
export const ROLES = [
  'transform',
  'instruct',
  'suggest',
  'edit',
  'verify',
  'respond',
  'simulate',
  'check',
] as const satisfies readonly Stage[];
