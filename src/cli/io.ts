import picocolors from 'picocolors';

/** Where a command prints and what it may read of the process; tests pass their own. */
export interface Io {
  out(line: string): void;
  err(line: string): void;
  /** Overwrites what the last `live` printed; on a terminal only. */
  live(lines: readonly string[]): void;
  terminal: boolean;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  colors: ReturnType<typeof picocolors.createColors>;
}

/** The process's own. Progress and errors go to stderr, answers to stdout. A closed pipe ends it quietly. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if ('code' in error && error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const terminal = process.stderr.isTTY === true;
  let shown = 0;
  const clear = () => (shown > 0 ? `\u001b[${shown}A\u001b[0J` : '');
  return {
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
    err: (line) => {
      process.stderr.write(`${clear()}${line}\n`);
      shown = 0;
    },
    live: (lines) => {
      process.stderr.write(`${clear()}${lines.map((line) => `${line}\n`).join('')}`);
      shown = lines.length;
    },
    terminal,
    env: process.env,
    cwd: process.cwd(),
    colors: picocolors.createColors(terminal && !process.env.NO_COLOR),
  };
}
