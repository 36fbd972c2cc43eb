import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request } from '../teacher.ts';

/** What a server got. `body` is undefined where there was none. */
export interface Got {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown> | undefined;
}

/** Answers one request of a {@link loopback}: gives status and body (JSON unless a string), or writes to `out` itself. */
export type Serve = (
  got: Got,
  out: ServerResponse,
) => { status?: number; headers?: Record<string, string>; body?: unknown } | undefined;

/** For tests: a server on 127.0.0.1; `url` ends in /v1, `got` holds what came, `close` cuts what is open. */
export async function loopback(serve: Serve): Promise<{ url: string; got: Got[]; close: () => Promise<void> }> {
  const got: Got[] = [];
  const server = createServer((message, out) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = message;
      const one: Got = { method, path, headers, body: text ? JSON.parse(text) : undefined };
      got.push(one);
      const answer = serve(one, out);
      if (!answer) return;
      const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
      out.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/v1`, got, close };
}

/** For tests: the body of a completion that says `content`. */
export function completion(content: unknown, more: { finish?: string; message?: object; usage?: object } = {}): object {
  const message = { role: 'assistant', content, ...more.message };
  return { choices: [{ index: 0, message, finish_reason: more.finish ?? 'stop' }], usage: more.usage ?? null };
}

/** For tests: a request that asks `content`. */
export function question(content: string, more: Partial<Request> = {}): Request {
  return {
    messages: [{ role: 'user', content }],
    sampling: {},
    sample: 0,
    try: 0,
    maxTokens: 100,
    stage: 'respond',
    order: 0,
    ...more,
  };
}
