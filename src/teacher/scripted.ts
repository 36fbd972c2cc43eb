import type { Reply, Request, Teacher } from './teacher.ts';

/** What a script says to one request: the text, or any part of a reply (finish `stop`, no usage), or a failure. */
export type Line = string | Partial<Reply> | Error;

/** A line, or what finds it; a function may also throw. */
export type Cue = Line | ((request: Request) => Line | Promise<Line>);

/** The published fake of a {@link Teacher}; `calls` are the requests that came, in order. */
export type ScriptedTeacher = Teacher & { calls: Request[] };

/**
 * A teacher that says what it is told: a list of replies, one a call in the order of the calls, or a function of the
 * request. An Error in place of a reply is what the call rejects with. When a list runs out, the call rejects with an
 * Error that names the stage of the request and the number of calls.
 */
export function scriptedTeacher(
  replies: readonly Cue[] | ((request: Request) => Line | Promise<Line>),
  options: { model?: string } = {},
): ScriptedTeacher {
  const calls: Request[] = [];
  return {
    model: options.model ?? 'scripted',
    calls,
    open: async () => {},
    close: async () => {},
    complete: async (request, signal) => {
      signal?.throwIfAborted();
      const cue = typeof replies === 'function' ? replies : replies[calls.length];
      calls.push(request);
      if (cue === undefined) throw ranOut(request, calls.length);
      const line = typeof cue === 'function' ? await unlessAborted(cue(request), signal) : cue;
      if (line instanceof Error) throw line;
      return { text: '', finish: 'stop', usage: null, ...(typeof line === 'string' ? { text: line } : line) };
    },
  };
}

function ranOut(request: Request, calls: number): Error {
  const held = calls === 2 ? '1 reply' : `${calls - 1} replies`;
  return new Error(`The script of the teacher holds ${held}, but call ${calls} came, at the stage "${request.stage}"`);
}

async function unlessAborted(line: Line | Promise<Line>, signal: AbortSignal | undefined): Promise<Line> {
  if (!signal || !(line instanceof Promise)) return line;
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([line, promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
