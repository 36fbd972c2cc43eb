import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a path of the server gives; `breaks` cuts the connection after so many bytes of the first answers. */
export interface Page {
  body?: string | Uint8Array;
  status?: number;
  headers?: Record<string, string>;
  /** Parts are given where they are asked for. */
  ranges?: boolean;
  /** Without a length, as pages that are made while they are sent. */
  chunked?: boolean;
  breaks?: number[];
  /** Only for who sends this token. */
  token?: string;
}

/** A server on this machine, for tests: its pages by path and query, and what it was asked, in order. */
export interface Loopback {
  origin: string;
  asked: { path: string; range: string | undefined; authorization: string | undefined }[];
  close(): Promise<void>;
}

/** Starts a server that gives these pages, which may be changed as it runs, and 404 for all else. */
export async function serve(pages: Record<string, Page>): Promise<Loopback> {
  const asked: Loopback['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, range: request.headers.range, authorization: request.headers.authorization });
    give(pages[path] ?? pages[path.split('?')[0] ?? ''] ?? { status: 404 }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(page: Page, request: IncomingMessage, response: ServerResponse): void {
  if (page.token !== undefined && request.headers.authorization !== `Bearer ${page.token}`) {
    response.writeHead(401).end();
    return;
  }
  const whole = Buffer.from(page.body ?? '');
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec((page.ranges && request.headers.range) || '') ?? [];
  const start = Number(from ?? 0);
  const end = to ? Math.min(Number(to) + 1, whole.length) : whole.length;
  if (from !== undefined && start >= whole.length) {
    response.writeHead(416).end();
    return;
  }
  const body = whole.subarray(start, end);
  const partly = from === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${whole.length}` };
  const length = page.chunked ? {} : { 'content-length': String(body.length) };
  response.writeHead(page.status ?? (from === undefined ? 200 : 206), { ...length, ...partly, ...page.headers });
  const breaks = page.breaks?.shift();
  if (breaks === undefined) response.end(body);
  else response.write(body.subarray(0, breaks), () => setTimeout(() => response.destroy(), 5));
}
