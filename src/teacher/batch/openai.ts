import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { type Pace, REAL_PACE, type Retry } from '../gated/persist.ts';
import { type Endpoint, endpointOf } from '../http/endpoint.ts';
import { chooseModel, modelsIn } from '../http/learn.ts';
import type { HttpBackendOptions } from '../http/options.ts';
import { openTransport } from '../http/transport.ts';
import { wordsOf } from '../http/words.ts';
import { type Ask, type Exchanges, openExchanges } from './exchanges.ts';
import { multipart, type Sent } from './multipart.ts';
import type { BatchResult, BatchState, BatchTransport } from './transport.ts';

const Id = z.object({ id: z.string().min(1) });
const Batch = z.object({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  request_counts: z.object({ total: z.int(), completed: z.int(), failed: z.int() }).nullish().catch(null),
  errors: z.unknown().optional(),
});
const Page = z.object({ data: z.array(Batch), has_more: z.boolean().nullish(), last_id: z.string().nullish() });

const ENDED = new Set(['completed', 'failed', 'expired', 'cancelled']);
const MARK = 'agentinstruct';
const TIMEOUT = 600_000;
const PATIENCE = 900_000;
const MOST_PAGES = 20;
/** A wait of which is told, in milliseconds. */
const LONG = 5000;
const MOST_RESULTS = 2 ** 34;

/** What can be set beside the endpoint. */
export interface OpenAiBatchOptions extends HttpBackendOptions {
  /** Milliseconds between two looks. Default 30,000. */
  pollMs?: number;
  /** Is told of faults after which long is waited. */
  tell?: ((words: string) => void) | undefined;
}

/** OpenAI's batch API (`/files`, `/batches`), at any endpoint that has it; replies cost what the provider takes for batches. */
export function openAiBatches(options: OpenAiBatchOptions): BatchTransport {
  return new OpenAiBatches(options);
}

class OpenAiBatches implements BatchTransport {
  readonly name: string;
  readonly most = { requests: 50_000, bytes: 190 * 2 ** 20 };
  readonly pollMs: number;
  model: string;
  readonly #asked: string | undefined;
  readonly #endpoint: Endpoint;
  readonly #dispatcher: Dispatcher;
  readonly #exchanges: Exchanges;

  constructor(options: OpenAiBatchOptions) {
    const { ca, proxies, connectTimeout = 10_000 } = options;
    const transport = openTransport(endpointOf(options).origin, {
      ...{ connections: 4, connectTimeout, ca, proxies, mostBytes: MOST_RESULTS },
    });
    const { dispatcher } = transport;
    this.#endpoint = endpointOf(options, transport);
    this.#dispatcher = dispatcher;
    this.#exchanges = openExchanges({
      ...{ dispatcher, endpoint: this.#endpoint, pace: aloud(options, this.#endpoint) },
      model: () => this.model,
      timeout: options.timeout ?? TIMEOUT,
      patience: options.patience ?? PATIENCE,
    });
    this.#asked = options.model;
    this.name = this.#endpoint.where;
    this.model = options.model ?? '';
    this.pollMs = options.pollMs ?? 30_000;
  }

  async open(signal?: AbortSignal): Promise<void> {
    const served = modelsIn(
      await this.#text({ method: 'GET', path: '/models', signal, opening: true }),
      this.#endpoint,
    );
    this.model = chooseModel(this.#asked, served, this.#endpoint);
  }

  async submit(file: string, mark: string, signal?: AbortSignal): Promise<string> {
    const form = await multipart(file, `${mark}.jsonl`);
    const uploaded = parsed(
      Id,
      await this.#text({ method: 'POST', path: '/files', body: form, signal }),
      this.#endpoint,
    );
    const begin = {
      input_file_id: uploaded.id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      metadata: { [MARK]: mark },
    };
    const body: Sent = { type: 'application/json', bytes: () => JSON.stringify(begin), length: null };
    // A second attempt might begin a second batch: what is unclear is looked for instead.
    const instead = async () => {
      const id = await this.find(mark, signal);
      return id === null ? null : JSON.stringify({ id });
    };
    const made = await this.#text({ method: 'POST', path: '/batches', body, signal, instead });
    return parsed(Id, made, this.#endpoint).id;
  }

  async find(mark: string, signal?: AbortSignal): Promise<string | null> {
    let after = '';
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const path = `/batches?limit=100${after && `&after=${encodeURIComponent(after)}`}`;
      const page = parsed(Page, await this.#text({ method: 'GET', path, signal }), this.#endpoint);
      const found = page.data.find(({ metadata, status }) => metadata?.[MARK] === mark && status !== 'failed');
      if (found) return found.id;
      after = page.last_id ?? page.data.at(-1)?.id ?? '';
      if (!page.has_more || !after) return null;
    }
    return null;
  }

  async poll(id: string, signal?: AbortSignal): Promise<BatchState> {
    const { status, request_counts: counts, errors } = await this.#batch(id, signal);
    if (!ENDED.has(status)) {
      return { ended: false, done: (counts?.completed ?? 0) + (counts?.failed ?? 0), total: counts?.total ?? 0 };
    }
    const words = wordsOf(JSON.stringify({ error: firstOf(errors) }), this.#endpoint.redact).shown;
    return { ended: true, words: status === 'completed' ? null : `the batch ${status}: ${words}` };
  }

  async *results(id: string, signal?: AbortSignal): AsyncIterable<BatchResult> {
    const { output_file_id, error_file_id } = await this.#batch(id, signal);
    for (const file of [output_file_id, error_file_id]) {
      if (file) yield* this.#exchanges.results(`/files/${encodeURIComponent(file)}/content`, signal);
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #batch(id: string, signal?: AbortSignal): Promise<z.infer<typeof Batch>> {
    const path = `/batches/${encodeURIComponent(id)}`;
    return parsed(Batch, await this.#text({ method: 'GET', path, signal }), this.#endpoint);
  }

  #text(ask: Ask): Promise<string> {
    return this.#exchanges.text(ask);
  }
}

/** The pace, with word of every fault after which long is waited. */
function aloud({ pace = REAL_PACE, tell }: OpenAiBatchOptions, { where }: Endpoint): Pace {
  const onRetry = (retry: Retry) => {
    pace.onRetry?.(retry);
    const { words, waitMs } = retry;
    if (waitMs >= LONG)
      tell?.(`No answer from "${where}": ${words}; it is asked again in ${Math.round(waitMs / 1000)} s`);
  };
  return { ...pace, onRetry };
}

function parsed<T>(shape: z.ZodType<T>, text: string, { where }: Endpoint): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError('E_TEACHER', `Cannot use the batches of "${where}": its answer is none of a batch API`, {
      hint: 'Look whether the endpoint has /files and /batches; else leave out batch:.',
      cause,
    });
  }
}

function firstOf(errors: unknown): unknown {
  const list = z.object({ data: z.array(z.unknown()) }).safeParse(errors);
  return list.success ? (list.data.data[0] ?? null) : errors;
}
