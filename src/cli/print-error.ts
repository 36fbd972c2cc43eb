import { UserError } from '../errors.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';

/** Prints what a user can mend as message and hint; anything else as a fault of ours, with its stack. */
export function printError(error: unknown, io: Io): void {
  if (error instanceof UserError) {
    io.err(`${io.colors.red('error')} ${printable(error.message)} (${error.code})`);
    if (error.hint) io.err(`  ${printable(error.hint)}`);
    return;
  }
  io.err(printable(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  io.err('This is a fault in agentinstruct. Please report it with the lines above.');
}
