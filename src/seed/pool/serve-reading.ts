import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import type { FileEvent, FileJob } from '../read-file.ts';

/** What a reading thread is told: a file to read; that one more batch may come; to leave the rest; to come to an end. */
export type Told = { read: FileJob } | 'more' | 'stop' | 'end';
/** What it says: a batch of events; that it has read on although there is none; that the file is through, or why not. */
export type Said = { events: FileEvent[] } | 'alive' | 'done' | { fault: string };

/** Batches that may be on their way, or wait to be taken, before a thread waits too. */
export const BATCHES_AHEAD = 2;
/** Characters of seeds after which a batch is sent, and most events of one. */
const BATCH_SIZE = 2 ** 18;
const BATCH_EVENTS = 256;
/** How often signs of life are given at most. */
const ALIVE_MS = 250;

/**
 * Reads the files that come in through a port, one after the other, and sends what they give in batches: never more than
 * are asked for, so that a slow taker stops the reading. Batches depend on the file alone. Calls `ended` when it is told to
 * end.
 */
export function serveReading(
  port: MessagePort,
  read: (job: FileJob, alive: () => void) => AsyncIterable<FileEvent>,
  ended: () => void = () => {},
): void {
  let open: Turns | undefined;
  port.on('message', (told: Told) => {
    if (told === 'more') open?.more();
    else if (told === 'stop') open?.stop();
    else if (told === 'end') {
      ended();
      port.close();
    } else {
      open = createTurns();
      port.postMessage('alive' satisfies Said);
      void serve(port, read(told.read, aliveOn(port)), open);
    }
  });
}

async function serve(port: MessagePort, events: AsyncIterable<FileEvent>, turns: Turns): Promise<void> {
  const send = (said: Said) => port.postMessage(said);
  let batch: FileEvent[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0 && (await turns.next())) send({ events: batch });
    [batch, size] = [[], 0];
  };
  let end: Said = 'done';
  try {
    for await (const event of events) {
      batch.push(event);
      size += sizeOf(event);
      if (size >= BATCH_SIZE || batch.length >= BATCH_EVENTS) await flush();
      if (turns.stopped) break;
    }
  } catch (error) {
    end = { fault: messageOf(error) };
  }
  await flush();
  send(end);
}

/** About how many characters an event holds. */
export function sizeOf(event: FileEvent): number {
  return 200 + ('seed' in event ? event.seed.text.length : 0);
}

interface Turns {
  readonly stopped: boolean;
  more(): void;
  stop(): void;
  /** Resolves when one more batch may be sent; false when none is wanted any more. */
  next(): Promise<boolean>;
}

function createTurns(): Turns {
  let left = BATCHES_AHEAD;
  let stopped = false;
  let wake = () => {};
  return {
    get stopped() {
      return stopped;
    },
    more() {
      left++;
      wake();
    },
    stop() {
      stopped = true;
      wake();
    },
    async next() {
      while (left === 0 && !stopped) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
      left--;
      return !stopped;
    },
  };
}

function aliveOn(port: MessagePort): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < ALIVE_MS) return;
    last = performance.now();
    port.postMessage('alive' satisfies Said);
  };
}
