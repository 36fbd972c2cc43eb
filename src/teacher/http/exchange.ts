import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Call, Stoppable } from '../call-signal.ts';

/** What a server answered, whatever its status. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** No whole answer came within the time given, in milliseconds. */
export class TimedOut extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super(`no answer within ${Number((ms / 1000).toFixed(2))} s`);
    this.name = 'TimedOut';
    this.ms = ms;
  }
}

const STOPPED = new Error('stopped');
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * One request and its answer, within `timeout` milliseconds. Rejects with {@link TimedOut}, with undici's or the
 * system's error, or with the reason that the call was stopped for; in each of these cases the connection is dropped.
 */
export function send(
  dispatcher: Dispatcher,
  call: Call,
  options: Dispatcher.DispatchOptions,
  timeout: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(call, timeout, resolve, reject);
    call.current = exchange;
    dispatcher.dispatch(options, exchange);
  });
}

class Exchange implements Dispatcher.DispatchHandler, Stoppable {
  readonly #call: Call;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #done = false;

  constructor(call: Call, timeout: number, resolve: (answer: Answer) => void, reject: (reason: unknown) => void) {
    this.#call = call;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(expire, Math.min(timeout, LONGEST_TIMER), this, timeout);
  }

  stop(reason: unknown): void {
    if (this.#done) return;
    this.#finish();
    this.#reject(reason);
    this.#controller?.abort(STOPPED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#done) controller.abort(STOPPED);
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#done) return;
    const [first, second] = this.#chunks;
    const text = second ? Buffer.concat(this.#chunks).toString() : (first?.toString() ?? '');
    this.#finish();
    this.#resolve({ status: this.#status, headers: this.#headers, text });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#done) return;
    this.#finish();
    this.#reject(error);
  }

  #finish(): void {
    this.#done = true;
    clearTimeout(this.#timer);
    this.#chunks = [];
    this.#call.current = null;
  }
}

function expire(exchange: Exchange, timeout: number): void {
  exchange.stop(new TimedOut(timeout));
}
