import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isShard, type Shard, shardsOf } from '../../dataset/shards.ts';
import { UserError } from '../../errors.ts';

/** A file of a repository of the Hub. */
export interface RemoteFile {
  path: string;
  size: number;
  /** sha256 of a large file, null for one that git holds itself. */
  sha256: string | null;
  /** Git's own id of a small file. */
  oid: string;
}

/** A file of the dataset as it is to stand in the repository. */
export interface LocalFile {
  path: string;
  file: string;
  size: number;
}

/** What a push does, in this order: shards one by one, then what is no longer there goes, and the card comes last. */
export interface PushPlan {
  upload: LocalFile[];
  /** Files that stand there as they are here. */
  same: LocalFile[];
  /** Shards of an earlier state of the dataset. */
  remove: string[];
  card: LocalFile;
  /** Reports of another state of the dataset: they stay here. */
  outdated: string[];
}

const REPORTS = ['report.html', 'report.json'];

/**
 * What is to be sent of a dataset folder to a repository that holds `remote`. Files are told apart by their hashes, so
 * that a push that broke off goes on with what is missing, and one that is done sends nothing. Errors: E_RUN_UNKNOWN for a
 * folder without a dataset.
 */
export async function planPush(dir: string, remote: readonly RemoteFile[], report: boolean): Promise<PushPlan> {
  const rows = await shardsOf(dir);
  const shards = rows.map(({ path }) => path);
  const card = await localFile(dir, 'README.md');
  if (shards.length === 0 || !card) throw noDataset(dir);
  const reports = report
    ? (await Promise.all(REPORTS.map((name) => localFile(dir, name)))).filter((each) => each !== null)
    : [];
  const isOutdated = reports.length > 0 && !(await isReportOf(dir, rows));
  const locals = [...(await Promise.all(shards.map((path) => localFile(dir, path)))), ...(isOutdated ? [] : reports)];
  const plan: PushPlan = {
    upload: [],
    same: [],
    remove: [],
    card,
    outdated: isOutdated ? reports.map(({ path }) => path) : [],
  };
  const there = new Map(remote.map((file) => [file.path, file]));
  for (const local of locals) {
    if (!local) continue;
    const same = await isSame(local, there.get(local.path));
    (same ? plan.same : plan.upload).push(local);
  }
  const kept = new Set(shards);
  plan.remove = remote.map(({ path }) => path).filter((path) => isShard(path) && !kept.has(path));
  return plan;
}

const Reported = z.looseObject({ files: z.array(z.looseObject({ path: z.string(), bytes: z.number() })) });

/** Whether the report of a folder is of these files. */
async function isReportOf(dir: string, rows: readonly Shard[]): Promise<boolean> {
  const named = (files: readonly Shard[]) => files.map(({ path, bytes }) => `${path} ${bytes}`).join('\n');
  try {
    const { files } = Reported.parse(JSON.parse(await readFile(join(dir, 'report.json'), 'utf8')));
    return named(files) === named(rows);
  } catch {
    return false;
  }
}

/** Whether a file stands in the repository as it is here. */
export async function isSame(local: LocalFile, remote: RemoteFile | undefined): Promise<boolean> {
  if (!remote || remote.size !== local.size) return false;
  if (remote.sha256 !== null) return remote.sha256 === (await hashOf(local, 'sha256', ''));
  return remote.oid === (await hashOf(local, 'sha1', `blob ${local.size}\0`));
}

async function localFile(dir: string, path: string): Promise<LocalFile | null> {
  const file = join(dir, path);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { path, file, size: found.size } : null;
}

async function hashOf({ file }: LocalFile, algorithm: 'sha1' | 'sha256', head: string): Promise<string> {
  const hash = createHash(algorithm).update(head);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

function noDataset(dir: string): UserError {
  return new UserError('E_RUN_UNKNOWN', `Cannot push "${dir}": it has no data/train-*.parquet and README.md`, {
    hint: 'Give the folder that "agentinstruct generate" wrote with --out; it holds rows once the run has ended or stopped.',
  });
}
