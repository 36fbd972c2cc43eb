import { hash } from 'node:crypto';
import { type Loopback, type Page, serve } from './loopback-server.ts';

/** A Hugging Face Hub on this machine with one data set, for tests. */
export interface LoopbackHub extends Loopback {
  sha: string;
  /** Requests for bytes of files, as `path range`. */
  fetched(): string[];
}

/**
 * Starts a hub with the data set `org/name` and these files, at `main` and at its commit; lists come two files a page, files
 * through a redirection. With a token it is private.
 */
export async function serveHub(
  files: Record<string, string | Uint8Array>,
  { license, token }: { license?: string; token?: string } = {},
): Promise<LoopbackHub> {
  const sha = hash('sha1', JSON.stringify(Object.keys(files)));
  const api = '/api/datasets/org/name';
  const own = token === undefined ? {} : { token };
  const pages: Record<string, Page> = {};
  const server = await serve(pages);
  for (const revision of ['main', sha, 'refs%2Fconvert%2Fparquet'])
    pages[`${api}/revision/${revision}`] = {
      ...own,
      body: JSON.stringify({ sha, cardData: license ? { license } : null }),
    };
  const entries = Object.entries(files).map(([path, content]) => ({
    ...{ type: 'file', path, size: Buffer.from(content).length, oid: hash('sha1', content) },
    ...(path.endsWith('.parquet') && { lfs: { oid: hash('sha256', content), size: 1, pointerSize: 130 } }),
  }));
  const folders = [{ type: 'directory', path: 'data', size: 0, oid: 'd' }];
  const all = [...folders, ...entries];
  const first = `${api}/tree/${sha}?recursive=true&expand=false`;
  for (let at = 0; at < all.length; at += 2) {
    const next = `${server.origin}${first}&cursor=${at + 2}`;
    const headers: Record<string, string> = at + 2 < all.length ? { link: `<${next}>; rel="next"` } : {};
    pages[at === 0 ? first : `${first}&cursor=${at}`] = {
      ...own,
      headers,
      body: JSON.stringify(all.slice(at, at + 2)),
    };
  }
  for (const [path, content] of Object.entries(files)) {
    const place = path.split('/').map(encodeURIComponent).join('/');
    pages[`/datasets/org/name/resolve/${sha}/${place}`] = {
      ...own,
      status: 302,
      headers: { location: `/cdn/${place}` },
    };
    pages[`/cdn/${place}`] = { body: content, ranges: true, headers: { etag: `"${hash('sha1', content)}"` } };
  }
  const fetched = () =>
    server.asked.flatMap(({ path, range }) => (path.startsWith('/cdn/') ? [`${path.slice(5)} ${range ?? 'all'}`] : []));
  return { ...server, sha, fetched };
}
