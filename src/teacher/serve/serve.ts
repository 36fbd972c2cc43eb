import { closeSync, openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { codeOf, messageOf, UserError } from '../../errors.ts';
import type { Teacher } from '../teacher.ts';
import { createCompletions } from './completions.ts';
import type { Fault, Served, ServeOptions } from './options.ts';
import { fail, send } from './wire.ts';

export { FAULTS, type Fault, type Served, type ServeOptions } from './options.ts';

/**
 * Serves a teacher over HTTP on 127.0.0.1 as OpenAI-compatible servers do (`GET /v1/models`, `POST
 * /v1/chat/completions` with `response_format: json_schema`), with the latency, capacity and faults asked for, drawn
 * by the request and by how many times it came. Neither sample nor try goes over the wire: both count as 0, so that
 * requests that differ in nothing else have one key and one reply. Errors: E_TEACHER when the port cannot be had.
 */
export async function serveTeacher(teacher: Teacher, options: ServeOptions = {}): Promise<Served> {
  const { port = 0 } = options;
  await teacher.open();
  const log = options.log === undefined ? null : openSync(options.log, 'a');
  const completions = createCompletions(teacher, options, (key, fault) => {
    if (log !== null) writeSync(log, logLine(key, fault));
  });
  const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0, headersTimeout: 0 }, route);
  function route(req: IncomingMessage, res: ServerResponse): void {
    res.on('error', () => {});
    const asked = `${req.method} ${req.url?.split('?')[0]}`;
    if (asked === 'POST /v1/chat/completions') completions.take(req, res);
    else {
      req.resume();
      if (asked === 'GET /v1/models') send(res, 200, modelsBody(teacher.model));
      else fail(res, 404, `There is no ${asked}`, 'not_found');
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(portRefused(port, cause)));
    server.listen(port, '127.0.0.1', 4096, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  let closed: Promise<void> | undefined;
  const end = async () => {
    completions.clear();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    if (log !== null) closeSync(log);
    await teacher.close();
  };
  return {
    url: `http://127.0.0.1:${taken}/v1`,
    port: taken,
    stats: completions.stats,
    setCapacity: completions.setCapacity,
    close() {
      closed ??= end();
      return closed;
    },
  };
}

function logLine(key: string, fault: Fault | null): string {
  return `${JSON.stringify({ key, at: Date.now(), ...(fault && { fault }) })}\n`;
}

function modelsBody(model: string): string {
  return JSON.stringify({
    object: 'list',
    data: [{ id: model, object: 'model', created: 0, owned_by: 'agentinstruct' }],
  });
}

function portRefused(port: number, cause: Error): UserError {
  return new UserError('E_TEACHER', `Cannot serve a teacher on port ${port}: ${codeOf(cause) ?? messageOf(cause)}`, {
    hint: 'Give another --port, or 0 for one that is free.',
    cause,
  });
}
