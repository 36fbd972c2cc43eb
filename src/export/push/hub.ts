import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../../errors.ts';
import type { LocalFile, RemoteFile } from './plan-push.ts';

/** Which repository, and how it is reached. */
export interface HubOptions {
  /** `ORG/NAME`, a dataset. */
  repo: string;
  branch: string;
  /** Null to read a public repository only. */
  token: string | null;
  /** For example https://huggingface.co. */
  endpoint: string;
  signal?: AbortSignal;
  /** Milliseconds before the second attempt; each further wait is twice as long. Default 1,000. */
  patience?: number;
}

/** A repository of the Hub, as far as a push needs it. Faults of the network and of the server are tried again. Errors: E_HUB. */
export interface HubRepo {
  /** Its files; null where there is no such repository, or none that the token may see. */
  files(): Promise<RemoteFile[] | null>;
  create(isPrivate: boolean): Promise<void>;
  /** One commit. Gives its address, where the Hub tells it. */
  commit(title: string, files: readonly LocalFile[], remove: readonly string[]): Promise<string | null>;
}

const ATTEMPTS = 5;
const NAME = /^[\w.-]+\/[\w.-]+$/;
const Status = z.object({ statusCode: z.int() });

/** The repository of a name. Errors: E_USAGE for what is no name of one. */
export async function openHub(options: HubOptions): Promise<HubRepo> {
  const { repo, branch, token, endpoint, signal } = options;
  if (!NAME.test(repo)) {
    throw new UserError('E_USAGE', `Cannot push to "${repo}": it is no name of a repository`, {
      hint: 'Give --repo ORG/NAME, for example --repo my-team/my-data.',
    });
  }
  const [hub, wire] = await Promise.all([import('@huggingface/hub'), import('undici')]);
  const name = { type: 'dataset' as const, name: repo };
  const where = {
    repo: name,
    hubUrl: endpoint,
    fetch: wire.fetch as typeof fetch,
    ...(token !== null && { accessToken: token }),
  };
  const tried = <T>(what: string, work: () => Promise<T>) => persist(what, options, work);
  return {
    files: () =>
      tried('read', async () => {
        try {
          const found: RemoteFile[] = [];
          for await (const { type, path, size, lfs, oid } of hub.listFiles({
            ...where,
            revision: branch,
            recursive: true,
          })) {
            if (type === 'file') found.push({ path, size, sha256: lfs?.oid ?? null, oid: oid ?? '' });
          }
          return found;
        } catch (error) {
          if (statusOf(error) === 404 || (statusOf(error) === 401 && token === null)) return null;
          throw error;
        }
      }),
    create: (isPrivate) =>
      tried('create', async () => {
        const visibility = isPrivate ? ('private' as const) : ('public' as const);
        await hub.createRepo({ ...where, accessToken: token ?? '', visibility }).catch((error: unknown) => {
          if (statusOf(error) !== 409) throw error;
        });
      }),
    commit: (title, files, remove) =>
      tried('write to', async () => {
        const made = await hub.commit({
          ...{ ...where, accessToken: token ?? '', branch, title, useXet: false, maxFolderDepth: 1 },
          ...(signal && { abortSignal: signal }),
          operations: [
            ...files.map(({ path, file }) => ({
              operation: 'addOrUpdate' as const,
              path,
              content: pathToFileURL(file),
            })),
            ...remove.map((path) => ({ operation: 'delete' as const, path })),
          ],
        });
        return made?.commit.url ?? null;
      }),
  };
}

function statusOf(error: unknown): number | null {
  return Status.safeParse(error).data?.statusCode ?? null;
}

/** Tries again what may pass: no answer, 429, 5xx. */
async function persist<T>(what: string, options: HubOptions, work: () => Promise<T>): Promise<T> {
  const { patience = 1000, signal } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      signal?.throwIfAborted();
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      const status = statusOf(error);
      const passing = status === null ? isNetwork(error) : status === 429 || status >= 500;
      if (!passing || attempt >= ATTEMPTS) throw refusalOf(what, options, error, status);
      await sleep(patience * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

function isNetwork(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return error instanceof TypeError || codeOf(cause ?? error) !== undefined;
}

const HINTS: Record<number, string> = {
  401: 'Set HF_TOKEN to a token that may write (huggingface.co/settings/tokens), or name its variable with --token-env.',
  403: 'The token may not write there: give it the right to write, or name a repository of your own with --repo.',
  404: 'Look at the name of the repository and the branch; a repository of others can only be written with their leave.',
  413: 'A file is larger than the Hub takes; make smaller shards.',
};

function refusalOf(
  what: string,
  { repo, token, endpoint }: HubOptions,
  error: unknown,
  status: number | null,
): UserError {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const said = `${messageOf(error)}${cause}`.split('\n')[0] ?? '';
  const safe = token === null ? said : said.replaceAll(token, '[secret]');
  return new UserError('E_HUB', `Cannot ${what} dataset "${repo}" at ${endpoint}: ${safe}`, {
    hint: (status !== null && HINTS[status]) || 'Run the same command again: it goes on with what is missing.',
    cause: error,
  });
}
