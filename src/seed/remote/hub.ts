import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Reject } from '../reader.ts';
import type { RemoteFile } from './remote-file.ts';
import { type Answer, ask, Unreachable } from './request.ts';

/** How the Hugging Face Hub is asked. */
export interface HubOptions {
  /** Another hub, as `HF_ENDPOINT` names it; without a slash at its end. */
  hfEndpoint?: string | undefined;
  /** For what not everybody may read. */
  hfToken?: string | undefined;
}

const HUB = 'https://huggingface.co';
/** `hf://datasets/ORG/NAME@REVISION/PATH`; a revision may be a reference such as `refs/convert/parquet`. */
const ADDRESS = /^hf:\/\/datasets\/([\w.-]+)\/([\w.-]+)(?:@(refs\/(?:convert|pr)\/[\w.-]+|[^/]+))?(?:\/(.*))?$/;

const Info = z.looseObject({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  cardData: z.looseObject({ license: z.union([z.string(), z.array(z.string())]).optional() }).nullish(),
});

const Entries = z.array(
  z.looseObject({
    type: z.string(),
    path: z.string(),
    size: z.number().nonnegative(),
    oid: z.string(),
    lfs: z.looseObject({ oid: z.string() }).nullish(),
  }),
);

const MOST_FILES = 20_000;
const LONGEST_LIST = 64 * 2 ** 20;

/**
 * The files of a data set on the Hub that an address `hf://datasets/ORG/NAME[@REVISION][/PATH]` names (a file, or all below
 * a folder), at the commit that the revision stands for. `isRead` says which kinds of files are read, by their names; of
 * others it is told how many there are. The card's license holds for all. Errors: E_SEEDS.
 */
export async function findHubFiles(
  address: string,
  isRead: (name: string) => boolean,
  options: HubOptions,
): Promise<{ files: RemoteFile[]; rejects: Reject[] }> {
  const { id, revision, below } = placeOf(address);
  const hub = { endpoint: (options.hfEndpoint || HUB).replace(/\/+$/, ''), id, token: options.hfToken, address };
  const { value: info } = await json(
    hub,
    `/api/datasets/${id}/revision/${encodeURIComponent(revision ?? 'main')}`,
    Info,
  );
  const all = (await entriesOf(hub, info.sha)).filter(
    ({ type, path }) => type === 'file' && (below === '' || path === below || path.startsWith(`${below}/`)),
  );
  if (all.length === 0) throw refused(address, 'no such file or folder in the data set');
  const own = all.filter(({ path }) => path === below || !isOfCard(path));
  const license = [info.cardData?.license ?? []].flat()[0];
  const shown = `hf://datasets/${id}${revision === undefined ? '' : `@${revision}`}`;
  const files = own.flatMap(({ path, size, oid, lfs }): RemoteFile[] => {
    if (path !== below && !isRead(path)) return [];
    const place = path.split('/').map(encodeURIComponent).join('/');
    const url = `${hub.endpoint}/datasets/${id}/resolve/${info.sha}/${place}`;
    const stated = license !== undefined && license !== 'other' && license !== 'unknown' ? { license } : {};
    const source = `${shown}/${path.normalize('NFC')}`;
    return [{ url, source, size, identity: lfs?.oid ?? oid, ranges: true, token: hub.token, ...stated }];
  });
  const others = own.length - files.length;
  const rejects = others === 0 ? [] : [{ source: shown, reason: `${others} files of kinds that are not read` }];
  return { files, rejects };
}

function placeOf(address: string): { id: string; revision: string | undefined; below: string } {
  const [, org, name, revision, within = ''] = ADDRESS.exec(address) ?? [];
  if (org !== undefined && name !== undefined)
    return {
      id: `${org}/${name}`,
      revision: revision && decodeURIComponent(revision),
      below: within.replace(/\/+$/, ''),
    };
  throw new UserError('E_SEEDS', `Cannot read seeds from "${address}": it names no data set of the Hub`, {
    hint: 'Write hf://datasets/ORG/NAME, with @REVISION and /PATH behind it where needed.',
  });
}

/** Files that describe or keep the data set and are no part of it. */
function isOfCard(path: string): boolean {
  return path === 'README.md' || /(?:^|\/)\./.test(path);
}

interface Hub {
  endpoint: string;
  id: string;
  token: string | undefined;
  /** As the user gave it. */
  address: string;
}

async function entriesOf(hub: Hub, sha: string): Promise<z.infer<typeof Entries>> {
  const all: z.infer<typeof Entries> = [];
  let next: string | undefined = `/api/datasets/${hub.id}/tree/${sha}?recursive=true&expand=false`;
  while (next !== undefined) {
    const page: { value: z.infer<typeof Entries>; link: string } = await json(hub, next, Entries);
    all.push(...page.value);
    if (all.length > MOST_FILES) throw refused(hub.address, `more than ${MOST_FILES} files; name a folder of it`);
    next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(page.link)?.[1];
  }
  return all;
}

/** What the Hub says at a path of it, held against its shape; and the links to more. */
async function json<T>(hub: Hub, path: string, shape: z.ZodType<T>): Promise<{ value: T; link: string }> {
  const url = new URL(path, hub.endpoint);
  if (url.origin !== new URL(hub.endpoint).origin) throw refused(hub.address, `it leads to ${url.host}`);
  try {
    const answer = await ask({ url: url.href, token: hub.token, accept: 'application/json' });
    if (answer.status !== 200) {
      answer.body.destroy();
      throw refusedWith(hub, answer.status);
    }
    const value = shape.safeParse(JSON.parse(await textOf(answer, hub)));
    if (value.success) return { value: value.data, link: answer.headers.link ?? '' };
  } catch (error) {
    if (error instanceof Unreachable) throw refused(hub.address, `${url.host}: ${error.message}`);
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refused(hub.address, `${url.host} answers in a way that no hub does`);
}

async function textOf({ body }: Answer, hub: Hub): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    const bytes: Uint8Array = piece;
    size += bytes.length;
    if (size > LONGEST_LIST) throw refused(hub.address, 'a list of files that is too long');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function refusedWith(hub: Hub, status: number): UserError {
  if (status === 401 || status === 403) {
    const asked = hub.token === undefined ? 'and no token was given' : 'and the token may not read it';
    return refused(hub.address, `it is private, gated or not there, ${asked} (${status})`);
  }
  if (status === 404) return refused(hub.address, 'no such data set or revision (404)');
  return refused(hub.address, `${status} ${STATUS_CODES[status] ?? ''}`.trim());
}

function refused(address: string, found: string): UserError {
  return new UserError('E_SEEDS', `Cannot read seeds from "${address}": ${found}`, {
    hint: 'Look at the name on the Hub; for a data set that not everybody may read, set HF_TOKEN; for another hub, HF_ENDPOINT.',
  });
}
