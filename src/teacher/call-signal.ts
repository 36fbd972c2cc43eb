/** Something under way that can be ended before its time. */
export interface Stoppable {
  stop(reason: unknown): void;
}

/** One call: passes an abort on to whatever it waits for at that moment. */
export class Call implements Stoppable {
  /** What the call waits for now. */
  current: Stoppable | null = null;
  stopped = false;
  reason: unknown = undefined;

  stop(reason: unknown): void {
    if (this.stopped) return;
    this.stopped = true;
    this.reason = reason;
    this.current?.stop(reason);
  }

  /** Throws the reason once the call has been stopped. */
  check(): void {
    if (this.stopped) throw this.reason;
  }
}

interface Watch {
  calls: Set<Stoppable>;
  listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Stops the call when the signal is aborted; at once if it is. One listener a signal, however many calls share it:
 * with 4,096 calls on one signal, adding a listener each would walk the whole list each time.
 */
export function watch(signal: AbortSignal, call: Stoppable): void {
  if (signal.aborted) {
    call.stop(signal.reason);
    return;
  }
  let watched = watches.get(signal);
  if (!watched) {
    const calls = new Set<Stoppable>();
    const listener = () => {
      for (const one of [...calls]) one.stop(signal.reason);
    };
    watched = { calls, listener };
    watches.set(signal, watched);
  }
  if (watched.calls.size === 0) signal.addEventListener('abort', watched.listener, { once: true });
  watched.calls.add(call);
}

/** Ends a {@link watch}; the last one takes the listener off the signal. */
export function unwatch(signal: AbortSignal, call: Stoppable): void {
  const watched = watches.get(signal);
  if (watched?.calls.delete(call) && watched.calls.size === 0) signal.removeEventListener('abort', watched.listener);
}
