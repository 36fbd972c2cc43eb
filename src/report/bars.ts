import type { Report } from './report.ts';

/** A bar that a dataset is to clear: what was found, and the limit. */
export interface Bar {
  id: string;
  title: string;
  /** As people read them: a share in percent, a count. */
  found: string;
  limit: string;
  ok: boolean;
  /** What is behind it, where it is missed. */
  detail: string;
}

type Figures = Omit<Report, 'bars' | 'samples'>;

/** Rows from which a share of them tells something. */
const LEAST_ROWS = 100;

/** The bars of a dataset; those whose figures have too few rows say so and are cleared. */
export function barsOf(report: Figures): Bar[] {
  const { wording, shares, languages, checks, rows } = report;
  const few = rows < LEAST_ROWS;
  const leaked = Object.values(wording.leaks).reduce((sum, count) => sum + count, 0);
  const opening = highest(wording.openings, ({ share }) => share);
  const look = highest(shares.looks, ({ share }) => share);
  const response = wording.responses[0];
  const hardest = Object.entries(checks.hardest).filter(([, { share }]) => share > 0.4);
  const told = languages.told === 0 ? 1 : languages.same / languages.told;
  return [
    ...keyBars(report),
    atMost(
      'leaks',
      'words of the making, or the title of a type, in a prompt',
      leaked / Math.max(1, rows),
      0.001,
      list(wording.leaks),
    ),
    atMost(
      'openings',
      'commonest first four words of the questions of a type',
      opening?.value.share ?? 0,
      0.1,
      opening ? `${opening.name}: "${opening.value.words}"` : '',
    ),
    atMost(
      'looks',
      'one layout with one form of answer, of a skill',
      look?.value.share ?? 0,
      0.08,
      look ? `${look.name}: ${look.value.look}` : '',
    ),
    atMost(
      'responses',
      'commonest first three words of responses',
      few ? 0 : (response?.share ?? 0),
      0.02,
      response ? `"${response.words}"` : '',
    ),
    atMost(
      'pleasing',
      'responses that begin with "Sure", "Certainly", "Great question"',
      wording.pleasing / Math.max(1, rows),
      0.01,
      '',
    ),
    atMost('offers', 'responses that end with an offer', wording.offers / Math.max(1, rows), 0.01, ''),
    count('per-content', 'most rows of one content', shares.perContent.most, 15, `seed ${shares.perContent.seed}`),
    rarestType(report),
    { ...atLeast('languages', 'prompt and response in one language', told, 0.99), detail: list(languages.different) },
    count('cut-off', 'responses that ran out of room', shares.cutOff, 0, ''),
    {
      ...{
        id: 'checks',
        title: 'types of which one check drops more than 40 %',
        found: String(hardest.length),
        limit: 'at most 0',
      },
      ok: hardest.length === 0,
      detail: hardest.map(([type, { by, share }]) => `${type}: ${by} drops ${percent(share)}`).join('; '),
    },
  ];
}

/** Where keys stand: within 3 points of even at 1,000 rows (wider for fewer: two standard errors), not the longest, not in the stem. */
function keyBars({ keys }: Figures): Bar[] {
  return Object.entries(keys.byOptions).flatMap(([options, { rows, places, longest, inStem }]): Bar[] => {
    const even = 1 / Number(options);
    if (rows < LEAST_ROWS) return [];
    const off = places.reduce((worst, each) => Math.max(worst, Math.abs(each / rows - even)), 0);
    const chance = 2 * Math.sqrt((even * (1 - even)) / rows);
    const name = `of ${options} options`;
    return [
      atMost(
        `key-places-${options}`,
        `key ${name}: a place's distance from even`,
        off,
        Math.max(0.03, chance),
        places.join(' · '),
      ),
      atMost(`key-longest-${options}`, `key ${name} is the longest`, longest / rows, even + 0.1, ''),
      count(`key-in-stem-${options}`, `key ${name} stands in the question`, inStem, 0, ''),
    ];
  });
}

function rarestType({ coverage }: Figures): Bar {
  const skills = coverage.flatMap(({ skill, types }) => {
    const rows = types.reduce((sum, type) => sum + type.rows, 0);
    const mean = rows / Math.max(1, types.length);
    const rarest = types.toSorted((a, b) => a.rows - b.rows)[0];
    return mean < 10 || !rarest ? [] : [{ skill, rarest, ratio: rarest.rows / mean }];
  });
  const worst = skills.toSorted((a, b) => a.ratio - b.ratio)[0];
  const detail = worst
    ? `${worst.skill}/${worst.rarest.id}: ${worst.rarest.rows} rows`
    : 'no skill has ten rows a type';
  return {
    ...atLeast('rarest-type', 'rarest type of a skill to the mean of its types', worst?.ratio ?? 1, 0.5),
    detail,
  };
}

function atMost(id: string, title: string, share: number, limit: number, detail: string): Bar {
  return { id, title, found: beside(share, limit), limit: `at most ${percent(limit)}`, ok: share <= limit, detail };
}

function atLeast(id: string, title: string, share: number, limit: number): Bar {
  const found = beside(share, limit);
  return { id, title, found, limit: `at least ${percent(limit)}`, ok: share >= limit, detail: '' };
}

/** A share with as many places as it takes to be told from its limit. */
function beside(share: number, limit: number): string {
  const places = [0, 1, 2, 3].find((each) => (share * 100).toFixed(each) !== (limit * 100).toFixed(each));
  const shown = percent(share);
  return share === limit || shown !== percent(limit) ? shown : `${(share * 100).toFixed(places ?? 3)} %`;
}

function count(id: string, title: string, found: number, limit: number, detail: string): Bar {
  return { id, title, found: String(found), limit: `at most ${limit}`, ok: found <= limit, detail };
}

function highest<T>(entries: Record<string, T>, of: (value: T) => number): { name: string; value: T } | undefined {
  let best: { name: string; value: T } | undefined;
  for (const [name, value] of Object.entries(entries)) if (!best || of(value) > of(best.value)) best = { name, value };
  return best;
}

function list(counts: Record<string, number>): string {
  const shown = Object.entries(counts).slice(0, 5);
  return shown.map(([name, found]) => `${name} ${found}`).join(', ');
}

/** A share as people read it. */
export function percent(share: number): string {
  const points = share * 100;
  return `${points !== 0 && Math.abs(points) < 10 ? points.toFixed(1) : points.toFixed(0)} %`;
}
