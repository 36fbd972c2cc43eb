import { type Atoms, type Condition, IllFormed, nameOf, readCondition } from './language.ts';
import type { Problem } from './problem.ts';
import type { SetsStatement } from './shapes.ts';

/** How many things lie in each region: region `r` holds what is of kind `k` for each bit `k` of `r`. */
type Regions = readonly number[];

/** Most things in one region where "most" occurs: enough to turn every majority of three kinds. */
const MOST = 3;

/** A case of regions costs as much as so many steps of placing. */
const STEP = 4;

/** Kinds of things and what is said of them; every kind has members. Errors: IllFormed. */
export function sets({
  kinds,
  statements,
  ...rest
}: Pick<SetsStatement, 'kinds' | 'statements' | 'target' | 'claims'>): Problem<Regions> {
  const names = kinds.map(nameOf);
  if (new Set(names).size < names.length) throw new IllFormed('two kinds have one name');
  const counts = [...statements, rest.target, ...rest.claims.map(({ claim }) => claim)].some((text) =>
    /\bmost\s*\(/i.test(text),
  );
  if (counts && kinds.length > 3) throw new IllFormed('"most" with more than three kinds');
  const atoms = atomsOf(names);
  const conditions = statements.map((statement) => readCondition(statement, atoms));
  const lived = names.map(
    (_, kind): Condition<Regions> =>
      (state) =>
        total(state, (region) => has(region, kind)) > 0,
  );
  return {
    each(visit, budget) {
      const regions = 2 ** kinds.length - 1;
      const values = counts ? MOST + 1 : 2;
      for (let code = 0; code < values ** regions; code++) {
        budget.left -= STEP;
        if (budget.left < 0) return;
        const state = [0, ...Array.from({ length: regions }, (_, at) => Math.floor(code / values ** at) % values)];
        if ([...lived, ...conditions].every((condition) => condition(state))) visit(state);
      }
    },
    condition: (text) => readCondition(text, atoms),
    term() {
      throw new IllFormed('kinds have no value that could be asked for');
    },
  };
}

function atomsOf(names: readonly string[]): Atoms<Regions> {
  return {
    call({ name, args }) {
      const [a = -1, b = -1] = args.map((arg) => {
        const kind = names.indexOf(nameOf(arg));
        if (kind < 0) throw new IllFormed(`"${arg}" is no kind`);
        return kind;
      });
      if (args.length !== 2) throw new IllFormed(`${name} takes two kinds`);
      const both = (state: Regions) => total(state, (region) => has(region, a) && has(region, b));
      const without = (state: Regions) => total(state, (region) => has(region, a) && !has(region, b));
      const said: Record<string, Condition<Regions>> = {
        all: (state) => without(state) === 0,
        no: (state) => both(state) === 0,
        some: (state) => both(state) > 0,
        'some-not': (state) => without(state) > 0,
        most: (state) => both(state) > without(state),
      };
      return said[name] ?? null;
    },
  };
}

function has(region: number, kind: number): boolean {
  return Math.floor(region / 2 ** kind) % 2 === 1;
}

function total(state: Regions, counts: (region: number) => boolean): number {
  return state.reduce((sum, count, region) => sum + (counts(region) ? count : 0), 0);
}
