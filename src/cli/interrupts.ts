import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Signals of a process that is asked to end: the first asks for a clean stop, the second for an end at once, the third
 * is `exit`: what is durable stays so.
 */
export function interrupts(
  onFirst: () => void,
  from: Pick<EventEmitter, 'on' | 'off'> = process,
  exit: () => void = () => process.exit(3),
): { stop: AbortSignal; abort: AbortSignal; release: () => void } {
  const [stop, abort] = [new AbortController(), new AbortController()];
  const reason = () => new DOMException('The run was stopped', 'AbortError');
  const listen = () => {
    if (abort.signal.aborted) return exit();
    if (stop.signal.aborted) return abort.abort(reason());
    stop.abort(reason());
    onFirst();
  };
  for (const signal of SIGNALS) from.on(signal, listen);
  return {
    stop: stop.signal,
    abort: abort.signal,
    release: () => {
      for (const signal of SIGNALS) from.off(signal, listen);
    },
  };
}
