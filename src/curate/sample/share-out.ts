/** Things to be drawn from: how many there are, and how much of the whole they are to have. */
export interface Group {
  size: number;
  weight: number;
}

/**
 * How many are to be drawn of each group so that there are `wanted` in all, in proportion to the weights; what a group has
 * too few of goes to the others by the same rule. Whole numbers by largest remainder, the first of equals first. Groups
 * without weight give nothing.
 */
export function shareOut(wanted: number, groups: readonly Group[]): number[] {
  const shares = groups.map(() => 0);
  let open = groups.flatMap(({ size, weight }, at) => (size > 0 && weight > 0 ? [at] : []));
  let left = wanted;
  while (open.length > 0) {
    const sum = open.reduce((total, at) => total + (groups[at]?.weight ?? 0), 0);
    const exact = (at: number) => (left * (groups[at]?.weight ?? 0)) / sum;
    const full = open.filter((at) => (groups[at]?.size ?? 0) <= exact(at));
    if (full.length === 0) return byRemainder(shares, open, exact, left);
    for (const at of full) {
      shares[at] = groups[at]?.size ?? 0;
      left -= shares[at];
    }
    open = open.filter((at) => !full.includes(at));
  }
  return shares;
}

function byRemainder(
  shares: number[],
  open: readonly number[],
  exact: (at: number) => number,
  wanted: number,
): number[] {
  for (const at of open) shares[at] = Math.floor(exact(at));
  let left = wanted - open.reduce((sum, at) => sum + (shares[at] ?? 0), 0);
  for (const at of open.toSorted((a, b) => (exact(b) % 1) - (exact(a) % 1))) {
    if (left-- > 0) shares[at] = (shares[at] ?? 0) + 1;
  }
  return shares;
}
