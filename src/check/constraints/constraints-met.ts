import { z } from 'zod';
import type { Check } from '../check.ts';
import { demandOf } from './catalogue.ts';
import type { Demand } from './constraint.ts';
import { demandOfLimit, Limits } from './limits.ts';

const Carried = z.object({
  constraints: z.array(z.object({ id: z.string(), parameters: z.unknown() })).default([]),
  limits: Limits.default([]),
});

/**
 * The response meets every constraint of the item: those that a goal program added (`constraints`) and those that its author
 * named (`limits`). Items without either are kept.
 */
export const constraintsMet: Check = {
  id: 'constraints-met',
  at: 'response',
  async check({ item, response, material }) {
    const carried = Carried.safeParse(item.instruction);
    if (!carried.success) return { reason: 'constraint-not-read', detail: z.prettifyError(carried.error) };
    const { constraints, limits } = carried.data;
    const demands: (Demand | null)[] = [
      ...constraints.map(({ id, parameters }) => demandOf(id, parameters)),
      ...limits.map(demandOfLimit),
    ];
    for (const [at, demand] of demands.entries()) {
      const named = constraints[at]?.id ?? limits[at - constraints.length]?.rule;
      if (demand === null)
        return { reason: 'constraint-not-read', detail: `"${named}" has parameters that do not fit` };
      const breach = await demand.breach(response ?? '', material);
      if (breach !== null) return { reason: 'constraint-not-met', detail: `${demand.id}: ${breach}` };
    }
    return null;
  },
};
