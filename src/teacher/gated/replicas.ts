import { messageOf, UserError } from '../../errors.ts';
import type { Backend, Fault } from '../backend.ts';
import { createGate, type Gate } from '../limits/gate.ts';
import { createRing } from '../ring.ts';
import type { Load, Request } from '../teacher.ts';
import type { Pace } from './persist.ts';

/** How often a replica that is out is looked at again, in milliseconds. */
const LOOK_MS = 5000;

/** One endpoint of a teacher, with its limits. */
export interface Replica {
  readonly backend: Backend;
  readonly gate: Gate;
  /** A call turns to it, and stays until `left`: while it waits, is asked and rests before it asks again. */
  turnedTo(): void;
  left(): void;
  /** Notes that it has answered. */
  answered(): void;
  /** What it failed by last, null since it answered. */
  fault: Fault | null;
  /** Milliseconds since it last answered, or was opened, of which only those count in which a call was there. */
  silentFor(now: number): number;
}

/** The endpoints of a teacher. */
export interface Replicas {
  readonly all: readonly Replica[];
  readonly model: string;
  readonly load: Load;
  /** Opens all; some may fail, and are tried again later. Errors: that of the first where none opens; E_TEACHER_MODEL where models differ. One that comes back with another model stays out. */
  open(signal?: AbortSignal): Promise<void>;
  /** The replica for a request: by its affinity while that one has room and is alive, and not the one that just failed. */
  choose(request: Pick<Request, 'affinity' | 'order'>, not: Replica | null): Replica;
  /** Takes one out after an error that will last, and tells it; false where no other is left. */
  takeOut(replica: Replica, error: UserError): boolean;
  /** How many can be asked beside one. */
  others(replica: Replica): number;
  close(): Promise<void>;
}

interface Entry extends Replica {
  gate: Gate;
  opened: boolean;
  opening: boolean;
  /** The kinds of errors of which it was told that it is out. */
  told: Set<string>;
  nextLook: number;
}

/** What replicas need of a teacher's options. */
export interface ReplicaOptions {
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  pace: Pace;
  /** Is told of endpoints that are out while others are asked, once for each kind of error. */
  tell?: ((words: string) => void) | undefined;
}

/** The endpoints, not yet open. At least one. */
export function createReplicas(backends: readonly Backend[], options: ReplicaOptions): Replicas {
  const { clock } = options.pace;
  const entries = backends.map((backend) => entryOf(backend, options));
  const [first] = entries;
  if (!first) throw new Error('a teacher without an endpoint');
  const ring = createRing(backends.map(({ name }) => name));
  let held = false;
  /** The one whose model is the teacher's: the first that was opened. */
  let leader: Backend | null = null;
  let fixed = '';

  async function openOne(entry: Entry, signal?: AbortSignal): Promise<unknown> {
    entry.opening = true;
    try {
      await entry.backend.open(signal);
      const { model } = entry.backend;
      if (leader === null) [leader, fixed] = [entry.backend, model];
      else if (model !== fixed) throw differing(leader.name, fixed, entry.backend);
      entry.gate = gateOf(entry.backend, options);
      if (held) entry.gate.hold();
      entry.opened = true;
      entry.answered();
      return null;
    } catch (error) {
      signal?.throwIfAborted();
      return error;
    } finally {
      entry.opening = false;
      entry.nextLook = clock() + LOOK_MS;
    }
  }

  /** Opens one that was out. */
  async function look(entry: Entry): Promise<void> {
    const error = await openOne(entry);
    if (error instanceof UserError && error.code === 'E_TEACHER_MODEL') tellOut(entry, error);
  }
  function tellOut(entry: Entry, error: unknown): void {
    const kind = error instanceof UserError ? error.code : '';
    if (entry.told.has(kind)) return;
    entry.told.add(kind);
    options.tell?.(`${messageOf(error)}; "${entry.backend.name}" is left out`);
  }

  /** Whether a request may go there: it is well, or it is time to look at it again. */
  function usable(entry: Entry): boolean {
    if (entry.opened && !entry.gate.broken) return true;
    if (clock() < entry.nextLook) return false;
    if (!entry.opened && !entry.opening) void look(entry);
    return entry.opened;
  }

  const sum = (of: (gate: Gate) => number) => {
    let total = 0;
    for (const { opened, gate } of entries) if (opened) total += of(gate);
    return total;
  };
  return {
    get model() {
      return leader === null ? first.backend.model : fixed;
    },
    all: entries,
    load: {
      get inFlight() {
        return sum(({ inFlight }) => inFlight);
      },
      get waiting() {
        return sum(({ waiting }) => waiting);
      },
      get capacity() {
        return sum(({ capacity }) => capacity);
      },
      hold() {
        held = true;
        for (const { gate } of entries) gate.hold();
      },
    },
    others: (replica) => entries.filter((each) => each !== replica && each.opened && !each.gate.broken).length,
    async open(signal) {
      const errors: { entry: Entry; error: unknown }[] = [];
      for (const entry of entries) {
        entry.turnedTo();
        const error = await openOne(entry, signal).finally(entry.left);
        if (error instanceof UserError && error.code === 'E_TEACHER_MODEL') throw error;
        if (error !== null) errors.push({ entry, error });
      }
      if (errors.length === entries.length) throw errors[0]?.error;
      for (const { entry, error } of errors) tellOut(entry, error);
    },
    choose(request, not) {
      if (entries.length === 1) return first;
      const alive = entries.map((entry) => usable(entry));
      const others = alive.some((each, at) => each && entries[at] !== not);
      const at = ring.route(request.affinity ?? String(request.order), {
        load: (index) => loadOf(entries[index]),
        room: (index) => entries[index]?.gate.capacity ?? 1,
        alive: (index) => alive[index] === true && !(others && entries[index] === not),
      });
      const chosen = entries[at ?? -1] ?? entries.find(({ opened }) => opened) ?? first;
      if (chosen.gate.broken) chosen.nextLook = clock() + LOOK_MS;
      return chosen;
    },
    takeOut(replica, error) {
      const entry = entries.find((each) => each === replica);
      if (!entry || !entries.some((each) => each !== entry && each.opened && !each.gate.broken)) return false;
      entry.opened = false;
      entry.nextLook = clock() + LOOK_MS;
      tellOut(entry, error);
      return true;
    },
    close: async () => {
      await Promise.all(entries.map(({ backend }) => backend.close()));
    },
  };
}

function loadOf(entry: Entry | undefined): number {
  return entry ? entry.gate.inFlight + entry.gate.waiting : 0;
}

function entryOf(backend: Backend, options: ReplicaOptions): Entry {
  const { clock } = options.pace;
  let [calls, since, silence] = [0, 0, 0];
  const entry: Entry = {
    backend,
    gate: gateOf(backend, options),
    opened: false,
    opening: false,
    told: new Set(),
    fault: null,
    nextLook: Number.NEGATIVE_INFINITY,
    turnedTo() {
      if (calls++ === 0) since = clock();
    },
    left() {
      if (--calls === 0) silence += clock() - since;
    },
    answered() {
      [since, silence, entry.fault] = [clock(), 0, null];
    },
    silentFor: (now) => silence + (calls > 0 ? now - since : 0),
  };
  return entry;
}

function gateOf(
  { capacity }: Backend,
  { pace, requestsPerMinute = null, tokensPerMinute = null }: ReplicaOptions,
): Gate {
  const after = (ms: number, act: () => void) => {
    const controller = new AbortController();
    pace.sleep(ms, controller.signal).then(act, () => undefined);
    return () => controller.abort();
  };
  return createGate({ capacity, requestsPerMinute, tokensPerMinute, clock: { now: pace.clock, after } });
}

function differing(leader: string, model: string, other: Backend): UserError {
  return new UserError(
    'E_TEACHER_MODEL',
    `Cannot ask "${leader}" and "${other.name}" as one teacher: one serves "${model}", the other "${other.model}"`,
    { hint: 'Name endpoints that serve the same model, or the model that all of them serve with --model.' },
  );
}
