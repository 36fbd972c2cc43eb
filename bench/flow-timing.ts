/** When calls were made, seen from where they are made. */

/** What a run took; in seconds. */
export interface Timing {
  calls: number;
  /** From the first call to the last reply. */
  wall: number;
  /** Sum of what the calls took. */
  latencies: number;
  /** At the server. */
  meanInFlight: number;
  whole: number;
  cpu: number;
}

/** Takes the time of calls, from when it is made. */
export function stopwatch() {
  const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
  const served: number[] = [];
  let [first, last, calls] = [Number.POSITIVE_INFINITY, 0, 0];
  return {
    /** Times one call; `latency` is what the server waits for it, in ms. */
    async time<T>(latency: number, call: () => Promise<T>): Promise<T> {
      const start = performance.now();
      first = Math.min(first, start);
      const reply = await call();
      last = performance.now();
      calls++;
      served.push(latency);
      return reply;
    },
    end(): Timing {
      const { user, system } = process.cpuUsage(cpuBegun);
      const wall = (last - first) / 1000;
      const latencies = served.reduce((sum, each) => sum + each, 0) / 1000;
      const whole = (performance.now() - begun) / 1000;
      return { calls, wall, latencies, meanInFlight: latencies / wall, whole, cpu: (user + system) / 1e6 };
    },
  };
}
