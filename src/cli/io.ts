import picocolors from 'picocolors';

/** Where a command prints and what it may read of the process; tests pass their own. */
export interface Io {
  out(line: string): void;
  err(line: string): void;
  /** Overwrites what the last `live` printed; on a terminal only. */
  live(lines: readonly string[]): void;
  terminal: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns?: number | undefined;
  /** What is done when a pipe printed to is closed, in place of the quiet end; gives a function that undoes it. */
  whenClosed?(act: () => void): () => void;
  /** What is piped in; undefined on a terminal. */
  stdin?: AsyncIterable<Uint8Array> | undefined;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  colors: ReturnType<typeof picocolors.createColors>;
}

/**
 * The process's own. Progress and errors go to stderr, answers to stdout. A closed pipe gets nothing more and ends the
 * process quietly, unless `whenClosed` says otherwise.
 */
export function processIo(): Io {
  const { write, whenClosed } = pipes();
  const terminal = process.stderr.isTTY === true;
  let shown = 0;
  const clear = () => (shown > 0 ? `\u001b[${shown}A\u001b[0J` : '');
  return {
    out: (line) => {
      write(process.stdout, `${line}\n`);
    },
    err: (line) => {
      write(process.stderr, `${clear()}${line}\n`);
      shown = 0;
    },
    live: (lines) => {
      write(process.stderr, `${clear()}${lines.map((line) => `${line}\n`).join('')}`);
      shown = lines.length;
    },
    terminal,
    get columns() {
      return process.stderr.columns || undefined;
    },
    whenClosed,
    get stdin() {
      return process.stdin.isTTY ? undefined : process.stdin;
    },
    env: process.env,
    cwd: process.cwd(),
    colors: picocolors.createColors(terminal && !process.env.NO_COLOR),
  };
}

/** Writes to the streams of the process, and hears of those that are closed. */
function pipes(): { write(stream: NodeJS.WriteStream, text: string): void; whenClosed(given: () => void): () => void } {
  const closed = new Set<NodeJS.WriteStream>();
  const quit = () => process.exit();
  let act: () => void = quit;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (!('code' in error) || error.code !== 'EPIPE') throw error;
      closed.add(stream);
      act();
    });
  }
  return {
    write: (stream, text) => {
      if (!closed.has(stream)) stream.write(text);
    },
    whenClosed: (given) => {
      act = given;
      return () => {
        act = quit;
      };
    },
  };
}
