import { type HubOptions, openHub } from './hub.ts';
import { isSame, type LocalFile, type PushPlan, planPush } from './plan-push.ts';

/** How a dataset is pushed. */
export interface PushOptions extends HubOptions {
  /** For a repository that is not there yet. */
  isPrivate: boolean;
  /** Whether report.html and report.json go with it. */
  report: boolean;
  dryRun: boolean;
  /** Told of each file before it is sent. */
  sending?: (file: LocalFile, at: number, of: number) => void;
}

/** What a push came to. Files by their paths in the repository. */
export interface Pushed {
  repo: string;
  url: string;
  created: boolean;
  dryRun: boolean;
  sent: { path: string; bytes: number }[];
  same: string[];
  removed: string[];
  /** Reports of another state of the dataset, which are not sent. */
  outdated: string[];
}

/**
 * Brings a dataset folder to a repository of the Hub: a commit for each shard that is not there yet, then one that takes
 * shards of an earlier state away and brings the card, so that the card never speaks of what is missing. What broke off goes on
 * when it is called again. Errors: E_HUB, E_RUN_UNKNOWN, E_USAGE.
 */
export async function pushDataset(dir: string, options: PushOptions): Promise<Pushed> {
  const hub = await openHub(options);
  const there = await hub.files();
  const plan = await planPush(dir, there ?? [], options.report);
  const cardIsSame = await isSame(
    plan.card,
    there?.find(({ path }) => path === plan.card.path),
  );
  const last = cardIsSame && plan.remove.length === 0 && plan.upload.length === 0 ? [] : [plan.card];
  const pushed = summaryOf(options, plan, there === null, last);
  if (options.dryRun) return pushed;
  if (there === null) await hub.create(options.isPrivate);
  const all = plan.upload.length + last.length;
  for (const [at, file] of plan.upload.entries()) {
    options.sending?.(file, at + 1, all);
    await hub.commit(`Add ${file.path}`, [file], []);
  }
  for (const card of last) {
    options.sending?.(card, all, all);
    await hub.commit('Bring the card up to date', [card], plan.remove);
  }
  return pushed;
}

function summaryOf(
  { repo, endpoint, dryRun }: PushOptions,
  plan: PushPlan,
  created: boolean,
  last: readonly LocalFile[],
): Pushed {
  return {
    ...{ repo, created, dryRun, url: `${endpoint}/datasets/${repo}` },
    sent: [...plan.upload, ...last].map(({ path, size }) => ({ path, bytes: size })),
    same: [...plan.same, ...(last.length === 0 ? [plan.card] : [])].map(({ path }) => path),
    removed: plan.remove,
    outdated: plan.outdated,
  };
}
