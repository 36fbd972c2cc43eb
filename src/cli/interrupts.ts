/** Signals of a process that is asked to end: the first asks for a clean stop, the second for an end at once. */
export function interrupts(onFirst: () => void): { stop: AbortSignal; abort: AbortSignal; release: () => void } {
  const [stop, abort] = [new AbortController(), new AbortController()];
  const reason = () => new DOMException('The run was stopped', 'AbortError');
  const listen = () => {
    if (stop.signal.aborted) return abort.abort(reason());
    onFirst();
    stop.abort(reason());
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listen);
  return {
    stop: stop.signal,
    abort: abort.signal,
    release: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listen);
    },
  };
}
