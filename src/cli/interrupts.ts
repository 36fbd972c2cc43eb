import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Signals of a process that is asked to end: the first asks for a clean stop, the second for an end at once, the third
 * is `exit`: what is durable stays so. `askToStop` is as the first signal, however often it is called.
 */
export function interrupts(
  onFirst: () => void,
  from: Pick<EventEmitter, 'on' | 'off'> = process,
  exit: () => void = () => process.exit(3),
): { stop: AbortSignal; abort: AbortSignal; askToStop: () => void; release: () => void } {
  const [stop, abort] = [new AbortController(), new AbortController()];
  const reason = () => new DOMException('The run was stopped', 'AbortError');
  const askToStop = () => {
    if (stop.signal.aborted) return;
    stop.abort(reason());
    onFirst();
  };
  const listen = () => {
    if (abort.signal.aborted) return exit();
    if (stop.signal.aborted) return abort.abort(reason());
    askToStop();
  };
  for (const signal of SIGNALS) from.on(signal, listen);
  return {
    stop: stop.signal,
    abort: abort.signal,
    askToStop,
    release: () => {
      for (const signal of SIGNALS) from.off(signal, listen);
    },
  };
}
