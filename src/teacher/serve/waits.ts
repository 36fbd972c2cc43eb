/** Many waits by few timers: those that end within one tick share one. */
export interface Waits {
  /** Calls back after about `ms` milliseconds; at once for 0 and less. */
  after(ms: number, then: () => void): void;
  /** Forgets all that wait. */
  clear(): void;
}

const TICK = 2;

/** Waits that end on ticks of 2 ms. */
export function createWaits(): Waits {
  const due = new Map<number, { timer: NodeJS.Timeout; calls: (() => void)[] }>();
  return {
    after(ms, then) {
      if (ms <= 0) return then();
      const now = performance.now();
      const tick = Math.ceil((now + ms) / TICK);
      const open = due.get(tick);
      if (open) {
        open.calls.push(then);
        return;
      }
      const fire = () => {
        const waiting = due.get(tick)?.calls ?? [];
        due.delete(tick);
        for (const each of waiting) each();
      };
      due.set(tick, { timer: setTimeout(fire, tick * TICK - now), calls: [then] });
    },
    clear() {
      for (const { timer } of due.values()) clearTimeout(timer);
      due.clear();
    },
  };
}
