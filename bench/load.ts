/** Makes a set number of calls with a set number of callers. */

/** Something that makes the call of a number. */
export type Call = (number: number) => Promise<void>;

/** Makes calls `from` to `to`; rejects with the first failure, or when they take longer than a minute. */
export async function drive(call: Call, from: number, to: number, callers: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  let next = from;
  const work = async () => {
    while (next < to) {
      if (performance.now() > deadline) throw new Error(`Only ${next - from} of ${to - from} calls in a minute`);
      await call(next++);
    }
  };
  await Promise.all(Array.from({ length: callers }, work));
}

/** Milliseconds of CPU, user and system, that `work` took in this process. */
export async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
