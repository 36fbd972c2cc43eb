import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../errors.ts';
import type { Counts, Lease, Orders, Store } from '../../store/store.ts';
import { lineWriter } from '../../teacher/batch/lines.ts';
import type { BatchTransport } from '../../teacher/batch/transport.ts';
import type { Deferred } from '../../teacher/call.ts';
import { createBodyWriter, lowerWire } from '../../teacher/http/body.ts';
import type { Purse, Reserved } from '../../teacher/purse.ts';
import { Suspended } from '../../teacher/suspended.ts';
import type { Request } from '../../teacher/teacher.ts';
import { readResults } from './read-results.ts';
import { openWave, readAwaited, removeWave, type Wave, waveFile } from './wave.ts';
import { nameOf, readWaveBooks, WAVE_BOOKS, type WaveBooks } from './wave-books.ts';

/** What a run by batches stands on. */
export interface WaveParts {
  runDir: string;
  store: Store;
  /** The places of the units that are worked on. */
  among: Orders;
  transport: BatchTransport;
  extraBody: Record<string, unknown>;
  /** What may still be spent, by what the books say now. */
  purse(): Promise<Purse | null>;
  /** Plans more where it can; true when something was planned. */
  plan(): Promise<boolean>;
  /** Works a unit through; rejects with Suspended where replies are awaited. */
  work(lease: Lease, signal: AbortSignal, defer: (put: Deferred) => never): Promise<Counts | null>;
  committed(lease: Lease, counts: Counts): void;
  /** Told what is waited for. */
  note(event: 'wave' | 'waiting' | 'answered', facts: Record<string, number>): void;
  /** Whether to wait for batches; else a run ends when one is under way. */
  wait: boolean;
  stop: AbortSignal;
}

const LEASE_MS = 24 * 3_600_000;

/**
 * Works all units in waves: each open unit is gone through with the replies that its journal has; what it lacks goes
 * into one wave of requests, which is submitted, waited for and journaled; then again. A unit that waits holds no memory. What
 * is begun is in the books before it is waited for, so that a restart begins nothing twice. Rejects with E_BATCH where a wave comes
 * to nothing, would go out a second time or is not waited for, E_BUDGET where money ends, and as the transport does. Resolves early when stopped, also in the midst of a request.
 */
export async function runWaves(parts: WaveParts): Promise<void> {
  const { stop } = parts;
  await goOn(parts).catch((error: unknown) => {
    if (!stop.aborted || error !== stop.reason) throw error;
  });
}

async function goOn(parts: WaveParts): Promise<void> {
  const { store, stop } = parts;
  while (!stop.aborted) {
    let state = await readWaveBooks(parts.runDir, store);
    if (state.parts.length === 0) {
      const swept = await sweep(parts, state);
      if (swept === null) return;
      const { number, parts: made, size, before } = swept;
      state = { ...state, number, parts: made, before };
      await store.set(WAVE_BOOKS, state);
      parts.note('wave', { number, requests: size });
    }
    await finish(parts, state);
  }
}

/** Goes through all units that can be worked; gives the wave that came of it, or null where nothing is awaited. */
async function sweep(
  parts: WaveParts,
  state: WaveBooks,
): Promise<(Pick<WaveBooks, 'parts' | 'number' | 'before'> & { size: number }) | null> {
  const { store, transport, stop } = parts;
  const number = state.number + 1;
  const name = nameOf({ ...state, number });
  const wave = await openWave(parts.runDir, name, transport.most);
  const line = lineWriter(createBodyWriter(parts.extraBody), transport.model);
  const money = createMoney(await parts.purse());
  const waiting: Lease[] = [];
  try {
    while (!stop.aborted) {
      const lease = await store.lease(String(process.pid), LEASE_MS, parts.among);
      if (!lease) {
        if (await parts.plan()) continue;
        break;
      }
      const defer = (put: Deferred): never => {
        if (money.fits(put)) wave.add(lease.unit.id, put, line(put.key, put.request, state.wire));
        throw new Suspended();
      };
      const counts = await parts.work(lease, stop, defer).catch((error: unknown) => {
        waiting.push(lease);
        if (error instanceof Suspended) return null;
        throw error;
      });
      if (counts) parts.committed(lease, counts);
    }
  } finally {
    for (const lease of waiting) await store.release(lease);
    money.giveBack();
  }
  return closeWave(parts, wave, money.ended, { ...state, number });
}

async function closeWave(parts: WaveParts, wave: Wave, ended: UserError | null, state: WaveBooks) {
  const made = await wave.close();
  const { size } = wave;
  const before = wave.digest();
  const stuck = size > 0 && before === state.before;
  if (size > 0 && !stuck && !parts.stop.aborted) return { parts: made, number: state.number, size, before };
  await removeWave(parts.runDir, nameOf(state), made);
  if (parts.stop.aborted) return null;
  if (stuck) throw noProgress(parts.transport.name);
  if (ended) throw ended;
  return null;
}

/** Sets aside what a wave may cost; what does not fit is left for a later one. */
function createMoney(purse: Purse | null) {
  const reserved: Reserved[] = [];
  const known = new Set<string>();
  let ended: UserError | null = null;
  return {
    fits({ key, request }: Deferred): boolean {
      if (!purse || known.has(key)) return true;
      const one = purse.reserveNow(request);
      if (one) reserved.push(one);
      else ended ??= purse.spentUp(request);
      if (one) known.add(key);
      return one !== null;
    },
    giveBack() {
      for (const one of reserved) one.settle(null);
    },
    get ended() {
      return ended;
    },
  };
}

/** Submits what is not submitted, waits, journals; ends with the wave out of the books. */
async function finish(parts: WaveParts, begun: WaveBooks): Promise<void> {
  const { store, transport, stop, runDir } = parts;
  const state = structuredClone(begun);
  for (const part of state.parts) {
    if (part.id !== null || stop.aborted) continue;
    part.id = await transport.find(part.mark, stop);
    if (part.id === null) {
      part.asked = true;
      await store.set(WAVE_BOOKS, state);
      part.id = await transport.submit(waveFile(runDir, `${part.mark}.requests.jsonl`), part.mark, stop);
    }
    await store.set(WAVE_BOOKS, state);
  }
  const awaited = await readAwaited(runDir, nameOf(state));
  for (const part of state.parts) {
    if (part.read || part.id === null) continue;
    const said = await ended(parts, part.id);
    if (stop.aborted) return;
    const read = await readResults(store, transport, part.id, awaited, stop);
    part.read = { ...read, words: [...(said === null ? [] : [said]), ...read.words] };
    await store.set(WAVE_BOOKS, state);
  }
  if (stop.aborted) return;
  const answered = state.parts.reduce((sum, { read }) => sum + (read?.answered ?? 0), 0);
  const words = state.parts.flatMap(({ read }) => read?.words ?? []);
  parts.note('answered', { requests: awaited.size, answered });
  const wire = words.map((each) => lowerWire(state.wire, ANY, null, each)).find((each) => each !== null) ?? state.wire;
  await store.set(WAVE_BOOKS, {
    ...state,
    parts: [],
    wire,
    before: answered > 0 && wire === state.wire ? state.before : null,
  });
  await removeWave(runDir, nameOf(state), state.parts);
  if (answered === 0 && wire === state.wire) throw cameToNothing(transport.name, words);
}

/** Waits until a batch has ended, and gives what is said of a bad end. */
async function ended({ transport, stop, wait, note }: WaveParts, id: string): Promise<string | null> {
  while (!stop.aborted) {
    const state = await transport.poll(id, stop);
    if (state.ended) return state.words;
    if (!wait) throw underWay(transport.name);
    note('waiting', { done: state.done, total: state.total });
    await sleep(transport.pollMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return null;
}

/** Stands for the requests of a wave when a complaint is read: it asks for all that can be complained of. */
const ANY: Request = {
  ...{ messages: [], schema: {}, sampling: { temperature: 1, topP: 1 }, sample: 0, try: 0 },
  ...{ maxTokens: 1, stage: 'respond', order: 0 },
};

function underWay(name: string): UserError {
  return new UserError('E_BATCH', `Cannot go on yet: a batch is under way at ${name}`, {
    hint: 'Run the same command when it is answered.',
  });
}

function noProgress(name: string): UserError {
  return new UserError('E_BATCH', `Cannot go on: the next batch at ${name} would ask what the last one asked`, {
    hint: 'Its answers were of no use. Look at them there; give another --max-tokens, or ask at once without batch:.',
  });
}

function cameToNothing(name: string, words: readonly string[]): UserError {
  return new UserError('E_BATCH', `Cannot go on: no request of the batch at ${name} was answered`, {
    hint: words[0] ? `It says: ${words[0].slice(0, 300)}` : 'Look at the batch there, then run the same command again.',
  });
}
