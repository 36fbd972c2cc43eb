import { partName } from '../part-names.ts';
import { displayed, type FormulaEnd, takeFormula } from './math.ts';
import { sourceOf } from './tokens.ts';
import type { Typesetter } from './typesetter.ts';

/** Reads a displayed formula to its end; `around` is what its lines stand in (see `displayed`). */
export function display(to: Typesetter, end: FormulaEnd, around = ''): void {
  const { paper, input } = to;
  const { macros, conditionals } = paper;
  const numberOf = (label: string) => {
    const number = paper.count(partName('Equation', paper.language), 'Equation');
    paper.label(label);
    return number;
  };
  const { parts, number } = takeFormula({ input, macros, conditionals, numberOf }, end);
  const last = parts.findLastIndex((part) => 'latex' in part);
  for (const [i, part] of parts.entries()) {
    if ('words' in part) to.say(to.textOf(part.words) ?? '');
    else put(to, displayed(part.latex, around, i === last ? number : ''));
  }
}

/** A display stands alone; in a cell of a table, and where lines are kept, it stands in them. */
function put(to: Typesetter, math: string): void {
  if (to.lines || to.table) to.say(math.replaceAll('\n', ' ').replaceAll('$$', '$'));
  else to.out.block(math);
}

/** Reads a formula in running text to its end; one that a blank line ended reads as it stands. */
export function inline(to: Typesetter, mark: string): void {
  const { macros, conditionals } = to.paper;
  const { parts, closed } = takeFormula({ input: to.input, macros, conditionals }, { mark });
  const latex = parts.map((part) => ('latex' in part ? part.latex : sourceOf(part.words))).join(' ');
  if (latex !== '') to.say(closed ? `$${latex}$` : mark === '$' ? `$${latex}` : latex);
}
