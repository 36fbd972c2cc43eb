import { format } from 'node:util';
import { decode } from './decode.ts';
import type { Limits } from './program.ts';

/** The host's side of one JavaScript run: what was printed, how much was done, and what put an end to it. */
export interface Host {
  /** Asked every now and then by the interpreter; true ends the program, which cannot catch it. */
  step(): boolean;
  print(parts: unknown, end: string): void;
  quit(code: number): void;
  printed(): string;
  cause(): 'steps' | 'flood' | 'quit' | null;
  exitCode(): number;
}

/** QuickJS asks about every 10,000 instructions whether to go on: about this often in a second of work. */
const ASKED_PER_SECOND = 10_000;

/** Opens the host's side of a run. `print` takes trees of the guest's (guest.ts) and prints them as Node would. */
export function openHost(limits: Limits): Host {
  let [steps, output, code] = [0, '', 0];
  let cause: ReturnType<Host['cause']> = null;
  return {
    step() {
      steps += 1;
      if (steps > limits.seconds * ASKED_PER_SECOND) cause ??= 'steps';
      return cause !== null;
    },
    print(parts, end) {
      if (cause !== null || !Array.isArray(parts)) return;
      const shown = decode(parts, true);
      output += format(...(Array.isArray(shown) ? shown : [])) + end;
      if (output.length > limits.printed) cause = 'flood';
    },
    quit(exit) {
      cause ??= 'quit';
      code = exit;
    },
    printed: () => output.slice(0, limits.printed),
    cause: () => cause,
    exitCode: () => code,
  };
}
