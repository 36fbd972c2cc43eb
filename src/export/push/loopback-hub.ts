import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fake of the part of the Hub's API that a push uses, on the loopback, for tests. */
export interface FakeHub {
  url: string;
  token: string;
  /** What the repository holds, by path; undefined before it is made. */
  files: Map<string, Buffer> | undefined;
  /** Titles of commits, in order, with the paths that they bring and take away. */
  commits: { title: string; added: string[]; removed: string[] }[];
  /** Bytes of large files that were sent. */
  sent: number;
  /** Requests from now on that end with this status, or whose connection is cut (0); counts down. */
  failing: { status: number; times: number; path?: RegExp };
  close(): Promise<void>;
}

const LARGE = /\.parquet$/;

/** Starts a fake of the Hub without a repository. */
export async function fakeHub(): Promise<FakeHub> {
  const stored = new Map<string, Buffer>();
  const hub: FakeHub = {
    ...{ url: '', token: 'hf_test', files: undefined, commits: [], sent: 0, close: async () => {} },
    failing: { status: 500, times: 0 },
  };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const say = (value: unknown, status = 200) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const { failing } = hub;
    if (failing.times > 0 && (failing.path ?? /./).test(path)) {
      failing.times--;
      return failing.status === 0 ? void request.socket.destroy() : say({ error: 'not now' }, failing.status);
    }
    if (path.startsWith('/lfs/')) return store(path.slice(5), body, say);
    if (request.headers.authorization !== `Bearer ${hub.token}`) return say({ error: 'Invalid token' }, 401);
    if (path === '/api/repos/create') {
      hub.files ??= new Map();
      return say({ url: `${hub.url}/datasets/org/name`, id: '1' });
    }
    if (!hub.files) return say({ error: 'Repository not found' }, 404);
    if (path.endsWith('/info/lfs/objects/batch')) return say(batch(JSON.parse(body.toString())));
    if (path.includes('/tree/')) return say(tree(hub.files));
    if (path.includes('/preupload/')) {
      const asked: { files: { path: string }[] } = JSON.parse(body.toString());
      return say({
        files: asked.files.map((file) => ({ ...file, uploadMode: LARGE.test(file.path) ? 'lfs' : 'regular' })),
      });
    }
    if (path.includes('/commit/')) return say(commit(hub.files, body.toString()));
    return say({ error: `nothing at ${path}` }, 404);
  }

  function store(oid: string, body: Buffer, say: (value: unknown, status?: number) => void): void {
    const whole = createHash('sha256').update(body).digest('hex') === oid;
    if (whole) stored.set(oid, body);
    if (whole) hub.sent += body.length;
    say({}, whole ? 200 : 400);
  }

  function batch({ objects }: { objects: { oid: string; size: number }[] }) {
    return {
      transfer: 'basic',
      objects: objects.map(({ oid, size }) => ({
        ...{ oid, size },
        ...(!stored.has(oid) && { actions: { upload: { href: `${hub.url}/lfs/${oid}` } } }),
      })),
    };
  }

  function commit(files: Map<string, Buffer>, body: string) {
    const lines = body.split('\n').map((line): { key: string; value: Record<string, string> } => JSON.parse(line));
    const made = { title: '', added: [] as string[], removed: [] as string[] };
    for (const { key, value } of lines) {
      const { path = '' } = value;
      if (key === 'header') made.title = value.summary ?? '';
      else if (key === 'deletedFile') {
        files.delete(path);
        made.removed.push(path);
      } else {
        const large = stored.get(value.oid ?? '');
        if (key === 'lfsFile' && !large) throw new Error('a large file that was not sent');
        files.set(path, large ?? Buffer.from(value.content ?? '', 'base64'));
        made.added.push(path);
      }
    }
    hub.commits.push(made);
    return { commitOid: 'c', commitUrl: `${hub.url}/commit/c` };
  }

  const server = createServer(
    (request, response) => void route(request, response).catch(() => request.socket.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hub.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return hub;
}

function tree(files: ReadonlyMap<string, Buffer>) {
  return [...files].map(([path, content]) => {
    const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const lfs = LARGE.test(path) && { lfs: { oid: sha256, size: content.length, pointerSize: 100 } };
    return { type: 'file', path, size: content.length, oid, ...lfs };
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
