import picocolors from 'picocolors';
import type { Io } from '../src/cli/io.ts';

/** An Io that keeps what is printed. */
export function testIo(given: Partial<Io> = {}): Io & { outs: string[]; errs: string[]; lives: string[][] } {
  const [outs, errs, lives]: [string[], string[], string[][]] = [[], [], []];
  return {
    out: (line) => void outs.push(line),
    err: (line) => void errs.push(line),
    live: (lines) => void lives.push([...lines]),
    terminal: false,
    env: {},
    cwd: process.cwd(),
    colors: picocolors.createColors(false),
    ...given,
    outs,
    errs,
    lives,
  };
}
