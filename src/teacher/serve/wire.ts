import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorBody } from './body.ts';

const JSON_TYPE = 'application/json';

/** Answers with a JSON body, if anyone still listens. */
export function send(
  res: ServerResponse,
  status: number,
  body: string | Buffer,
  more: Record<string, string> = {},
): void {
  if (res.destroyed) return;
  res.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body), ...more });
  res.end(body);
}

/** Answers with an error. */
export function fail(res: ServerResponse, status: number, message: string, code: string): void {
  send(res, status, errorBody(message, code));
}

/** Answers 429 and says how long to wait, in milliseconds. */
export function tooMany(res: ServerResponse, latency: number): void {
  const waitMs = String(Math.max(10, Math.round(latency)));
  send(res, 429, errorBody('Too many requests', 'rate_limit_exceeded'), { 'retry-after-ms': waitMs });
}

/** Resets the connection, before the answer or in the middle of it. */
export function reset(res: ServerResponse, body: string, midway: boolean): void {
  const drop = () => res.socket?.resetAndDestroy();
  if (!midway || res.destroyed) return void drop();
  res.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body) });
  res.write(body.slice(0, body.length / 2), drop);
}

/** Collects a request's body; a request that breaks off is forgotten. */
export function collect(req: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => then(Buffer.concat(chunks).toString('utf8')));
  req.on('error', () => {});
}
