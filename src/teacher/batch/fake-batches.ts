import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completionBody, readBody } from '../serve/body.ts';
import type { Teacher } from '../teacher.ts';

/** How a {@link fakeBatches} misbehaves; counts go down by one with each time. */
export interface FakeFaults {
  /** Batches that are made, and whose answer is never given: the connection is cut. */
  cutAfterBegin?: number;
  /** Requests that answer 503. */
  busy?: number;
  /** Batches that expire when half is answered. */
  expire?: number;
  /** Every n-th request of a batch fails with 500 in the error file. */
  failEvery?: number;
  /** Whether strict schemas are refused. */
  noStrict?: boolean;
}

/** A fake of OpenAI's batch API on the loopback. */
export interface FakeBatches {
  url: string;
  faults: FakeFaults;
  /** How many looks a batch needs until it has ended. */
  looks: number;
  /** After so many looks no further one is answered. */
  silentAfter: number;
  /** Looks at batches so far. */
  looked: number;
  /** Lines of requests that batches were begun with, in order. */
  begun: { mark: string; keys: string[] }[];
  close(): Promise<void>;
}

interface Batch {
  id: string;
  looks: number;
  status: string;
  metadata: Record<string, string>;
  lines: string[];
  output: string[];
  errors: string[];
}

/** For tests: batches that a teacher answers, kept while the fake lives, whoever asks. */
export async function fakeBatches(teacher: Teacher, faults: FakeFaults = {}): Promise<FakeBatches> {
  const files = new Map<string, string>();
  const batches: Batch[] = [];
  const fake: FakeBatches = {
    url: '',
    faults,
    looks: 2,
    silentAfter: Infinity,
    looked: 0,
    begun: [],
    close: async () => {},
  };
  await teacher.open();

  async function answer(batch: Batch): Promise<void> {
    const { failEvery, noStrict } = faults;
    const half = Math.floor(batch.lines.length / 2);
    const expired = (faults.expire ?? 0) > 0;
    if (expired) faults.expire = (faults.expire ?? 0) - 1;
    for (const [at, line] of batch.lines.entries()) {
      const { custom_id, body } = JSON.parse(line);
      const error = (status_code: number, message: string) =>
        batch.errors.push(
          JSON.stringify({ custom_id, response: { status_code, body: { error: { message } } }, error: null }),
        );
      if (expired && at >= half)
        batch.errors.push(JSON.stringify({ custom_id, response: null, error: { code: 'batch_expired' } }));
      else if (failEvery && at % failEvery === failEvery - 1) error(500, 'server error');
      else if (noStrict && body.response_format?.json_schema?.strict)
        error(400, 'strict schemas are not supported by this model');
      else {
        const read = readBody(JSON.stringify(body));
        if ('problem' in read) error(400, read.problem);
        else {
          const reply = JSON.parse(completionBody(teacher.model, await teacher.complete(read.request)));
          batch.output.unshift(
            JSON.stringify({ id: 'r', custom_id, response: { status_code: 200, body: reply }, error: null }),
          );
        }
      }
    }
    batch.status = expired ? 'expired' : 'completed';
  }

  async function route(req: IncomingMessage, out: ServerResponse): Promise<void> {
    const body = await bodyOf(req);
    const path = new URL(req.url ?? '', 'http://x').pathname.replace('/v1', '');
    const say = (value: unknown, status = 200) =>
      void out.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if ((faults.busy ?? 0) > 0) {
      faults.busy = (faults.busy ?? 0) - 1;
      return say({ error: { message: 'busy' } }, 503);
    }
    if (path === '/models') return say({ data: [{ id: teacher.model }] });
    if (path === '/files') {
      const id = `file-${files.size}`;
      files.set(id, body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1));
      return say({ id });
    }
    if (path === '/batches' && req.method === 'POST') {
      const { input_file_id, metadata } = JSON.parse(body);
      const lines = (files.get(input_file_id) ?? '').split('\n').filter(Boolean);
      batches.unshift({
        id: `batch-${batches.length}`,
        looks: 0,
        status: 'in_progress',
        metadata,
        lines,
        output: [],
        errors: [],
      });
      fake.begun.push({ mark: metadata.agentinstruct, keys: lines.map((line) => JSON.parse(line).custom_id) });
      if ((faults.cutAfterBegin ?? 0) > 0) {
        faults.cutAfterBegin = (faults.cutAfterBegin ?? 0) - 1;
        return void out.socket?.destroy();
      }
      return say({ id: batches[0]?.id });
    }
    if (path === '/batches') return say({ data: batches.map(shown), has_more: false });
    const content = /^\/files\/(batch-\d+)-(output|errors)\/content$/.exec(path);
    const batch = batches.find(({ id }) => id === (content?.[1] ?? path.split('/').at(-1)));
    if (!batch) return say({ error: { message: 'not found' } }, 404);
    if (content)
      return void out.end(`${(content[2] === 'output' ? batch.output : batch.errors).join('\n')}\nno line at all\n`);
    if (++fake.looked > fake.silentAfter) return;
    if (++batch.looks >= fake.looks && batch.status === 'in_progress') await answer(batch);
    return say(shown(batch));
  }

  const server = createServer((req, out) => void route(req, out).catch(() => out.socket?.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  fake.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return fake;
}

function shown({ id, status, metadata, lines, output, errors }: Batch) {
  const files =
    status === 'in_progress'
      ? {}
      : { output_file_id: `${id}-output`, error_file_id: errors.length > 0 ? `${id}-errors` : null };
  return {
    id,
    status,
    metadata,
    ...files,
    request_counts: { total: lines.length, completed: output.length, failed: errors.length },
    errors: null,
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
