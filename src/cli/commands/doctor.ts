import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addRunOptions } from '../options.ts';

/** `agentinstruct doctor`: looks whether the teacher can do what a run needs, and for servers on this machine. */
export function register(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('doctor')
    .description('ask each endpoint for what a run needs, and say what to do about what it lacks')
    .option('--out <dir>', 'run folder, which is looked at as well');
  addRunOptions(command).action(async (flags: Record<string, unknown>) => {
    const { runDoctor } = await import('../doctor.ts');
    done(await runDoctor(flags, io));
  });
}
