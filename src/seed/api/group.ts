import { estimateTokens } from '../../text/tokens.ts';
import type { Row } from '../json-fields.ts';
import type { Inliner } from './inline.ts';
import { DETAILS, type Operation, shownOperation } from './operations.ts';

/** An operation as it is shown, and about how long that is. */
export interface Shown {
  operation: Operation;
  shown: Row;
  tokens: number;
}

/** Tokens of an operation, as JSON, above which less of it is shown, and above which it is not taken. */
const LONG = 900;
const LONGEST = 4000;
/** Operations of a group at most, and as few as are joined with their neighbours. */
const MOST = 12;
const FEW = 4;
/** Tokens of a group, as JSON (as YAML half as many again), and of one of few operations. */
const FULL = 1500;
const FULL_OF_FEW = 2500;

/** Operations in as much detail as keeps each readable; those too long even so are left out. */
export function shownOperations(operations: Operation[], inliner: Inliner): Shown[] {
  return operations.flatMap((operation) => {
    let shown: Row = {};
    let tokens = 0;
    for (const detail of DETAILS) {
      shown = shownOperation(operation, inliner, detail);
      tokens = estimateTokens(JSON.stringify(shown));
      if (tokens <= LONG) break;
    }
    return tokens <= LONGEST ? [{ operation, shown, tokens }] : [];
  });
}

/**
 * Operations in groups of at most twelve and a bounded length: those of a tag together, tags in the order in which they
 * first come; tags of fewer than four operations with their neighbours.
 */
export function grouped(all: Shown[]): Shown[][] {
  const tags = [...new Set(all.map(({ operation }) => operation.tag))];
  const groups: Shown[][] = [];
  for (const tag of tags) {
    for (const [i, part] of parts(all.filter(({ operation }) => operation.tag === tag)).entries()) {
      const last = groups.at(-1);
      const small = last && i === 0 && Math.min(last.length, part.length) < FEW;
      if (small && fits([...last, ...part])) last.push(...part);
      else groups.push(part);
    }
  }
  return groups;
}

function parts(all: Shown[]): Shown[][] {
  const found: Shown[][] = [];
  for (const each of all) {
    const last = found.at(-1);
    if (last && fits([...last, each])) last.push(each);
    else found.push([each]);
  }
  return found;
}

function fits(group: Shown[]): boolean {
  const most = group.length <= FEW ? FULL_OF_FEW : FULL;
  return group.length <= MOST && group.reduce((sum, { tokens }) => sum + tokens, 0) <= most;
}
