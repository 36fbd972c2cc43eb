import { FORMS } from '../check/forms/index.ts';
import type { Item } from '../data.ts';
import type { InstructionType } from '../skill/skill.ts';
import type { Draw } from '../text/draw.ts';

/** Choices in a drawn order, where the type does not fix it. */
export function permuted(type: InstructionType | undefined, item: Item, draw: Draw): Item['instruction'] {
  return type?.fixedOrder ? item.instruction : FORMS[item.form].permute(item.instruction, draw);
}
