import { z } from 'zod';
import { documentOf } from '../../text/document-of.ts';
import { draw } from '../../text/draw.ts';
import { farthestFirst } from '../sample/farthest-first.ts';
import { Prints } from '../sample/prints.ts';
import { shareOut } from '../sample/share-out.ts';
import type { OpenStep, Standing, Step, StepTools } from '../step.ts';

const Options = z.strictObject({
  /** Rows wanted. */
  rows: z.int().positive(),
  /** Shares of the skills: as they are, the same for all, or weights by id (a skill that is not named gets none). */
  skills: z
    .union([z.enum(['proportional', 'even']), z.record(z.string(), z.number().nonnegative())])
    .default('proportional'),
  /** Shares of the types of a skill. */
  types: z.enum(['proportional', 'even']).default('even'),
  /** Most rows of one source document. */
  perSource: z.int().positive().nullable().default(null),
});
type Options = z.infer<typeof Options>;

/** Draws rows that are far from one another, so many of each skill and type: what is common is cut, what is rare is kept. */
export const step: Step<Options> = {
  id: 'sample',
  options: Options,
  says: ({ rows, perSource }) =>
    `${rows.toLocaleString('en')} rows that are far from one another${perSource === null ? '' : `, at most ${perSource} of a document`}`,
  open: (options, tools) => open(options, tools),
};

/** Rows of one skill and type. */
interface Stratum {
  skill: string;
  type: string;
  members: number[];
}

function open(options: Options, { seed }: StepTools): OpenStep {
  const prints = new Prints();
  const places: number[] = [];
  const documents = new Map<string, number>();
  const sources: number[] = [];
  const strata = new Map<string, Stratum>();
  return {
    note(row) {
      const document = documentOf(row.source);
      const source = documents.get(document) ?? documents.size;
      documents.set(document, source);
      sources.push(source);
      const name = `${row.skill}/${row.type}`;
      const stratum = strata.get(name) ?? { skill: row.skill, type: row.type, members: [] };
      stratum.members.push(places.length);
      strata.set(name, stratum);
      places.push(row.at);
      prints.add(`${row.asked.instruction}\n${row.response}`);
    },
    async settle(rows) {
      let open = [...strata.keys()].sort().map((name) => ofThoseThatStay(strata.get(name), rows, places));
      const kept = new Set<number>();
      const bySource = new Map<number, number>();
      const had = (row: number) => bySource.get(sources[row] ?? 0) ?? 0;
      const hasRoom = (row: number) => had(row) < (options.perSource ?? Number.POSITIVE_INFINITY);
      const take = (row: number): boolean => {
        if (!hasRoom(row)) return false;
        bySource.set(sources[row] ?? 0, had(row) + 1);
        return true;
      };
      const drawnOf = ({ skill, type, members }: Stratum, quota: number) =>
        farthestFirst(draw(seed, 'sample', skill, type).shuffle(members), quota, prints, take);
      for (let before = -1; kept.size < options.rows && kept.size > before; ) {
        before = kept.size;
        const quotas = quotasOf(open, { ...options, rows: options.rows - before });
        drawInTurn(open, quotas, drawnOf, kept);
        open = open.map((each) => ({ ...each, members: each.members.filter((row) => !kept.has(row) && hasRoom(row)) }));
      }
      await leaveOthers(rows, places, kept, options.rows);
    },
  };
}

function ofThoseThatStay(stratum: Stratum | undefined, rows: Standing, places: readonly number[]): Stratum {
  const { skill = '', type = '', members = [] } = stratum ?? {};
  return { skill, type, members: members.filter((row) => rows.stays(places[row] ?? -1)) };
}

/** Strata give their rows in turn, each as fast as its quota is large, so that none uses up documents that others need. */
function drawInTurn(
  strata: readonly Stratum[],
  quotas: readonly number[],
  drawnOf: (stratum: Stratum, quota: number) => Iterator<number, void>,
  kept: Set<number>,
): void {
  let open = strata.flatMap((stratum, at) => {
    const quota = quotas[at] ?? 0;
    return quota === 0 ? [] : [{ quota, given: 0, rows: drawnOf(stratum, quota) }];
  });
  while (open.length > 0) {
    const next = open.reduce((least, each) => (each.given * least.quota < least.given * each.quota ? each : least));
    const { value } = next.rows.next();
    if (value === undefined) open = open.filter((each) => each !== next);
    else {
      next.given++;
      kept.add(value);
    }
  }
}

/** How many rows each stratum gives: the rows shared out among skills, then those of a skill among its types. */
function quotasOf(strata: readonly Stratum[], { rows, skills, types }: Options): number[] {
  const bySkill = [...Map.groupBy(strata, ({ skill }) => skill)];
  const sizeOf = (own: readonly Stratum[]) => own.reduce((sum, { members }) => sum + members.length, 0);
  const weightOf = (skill: string, size: number) =>
    skills === 'even' ? 1 : skills === 'proportional' ? size : (skills[skill] ?? 0);
  const shares = shareOut(
    rows,
    bySkill.map(([skill, own]) => ({ size: sizeOf(own), weight: weightOf(skill, sizeOf(own)) })),
  );
  const quotas = new Map<Stratum, number>();
  for (const [at, [, own]] of bySkill.entries()) {
    const groups = own.map(({ members: { length } }) => ({ size: length, weight: types === 'even' ? 1 : length }));
    for (const [index, quota] of shareOut(shares[at] ?? 0, groups).entries()) {
      const stratum = own[index];
      if (stratum) quotas.set(stratum, quota);
    }
  }
  return strata.map((stratum) => quotas.get(stratum) ?? 0);
}

async function leaveOthers(rows: Standing, places: readonly number[], kept: ReadonlySet<number>, wanted: number) {
  for (const [row, at] of places.entries()) {
    if (kept.has(row) || !rows.stays(at)) continue;
    await rows.leaveOut(at, {
      reason: 'not-sampled',
      detail: `It is not among the ${wanted.toLocaleString('en')} rows drawn`,
    });
  }
}
