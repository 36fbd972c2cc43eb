import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { type Io, processIo } from './io.ts';
import { printError } from './print-error.ts';
import { VERSION } from './version.ts';

/** A file of `commands/`: adds its command to the program. `run` of a command gives the exit code. */
export interface CommandModule {
  register(program: Command, io: Io, done: (code: number) => void): void;
}

/**
 * The command line. Exit codes: 0 done, 1 the user can mend it, 2 usage, 3 ended short; 70 for a fault of ours.
 * Commands are found by reading the folder `commands/`: adding a file adds a command.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<void> {
  const code = await runCommand(argv, io);
  process.exitCode = code;
}

/** As {@link main}, but gives the exit code. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  try {
    const program = await createProgram(io, (given) => {
      code = given;
    });
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printError(error, io);
    if (!(error instanceof UserError)) return 70;
    return error.code === 'E_USAGE' ? 2 : 1;
  }
}

/** The program with all its commands. */
export async function createProgram(io: Io, done: (code: number) => void): Promise<Command> {
  const program = new Command('agentinstruct');
  program
    .description('Instruction-tuning data that teaches skills, made by agents from your own documents and code')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) })
    .showHelpAfterError('Run with --help to see what there is.')
    .showSuggestionAfterError(true)
    .exitOverride();
  const dir = join(import.meta.dirname, 'commands');
  const files = (await readdir(dir))
    .filter((name) => /^[a-z-]+\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
  for (const name of files) {
    const module: CommandModule = await import(pathToFileURL(join(dir, name)).href);
    module.register(program, io, done);
  }
  for (const command of program.commands) inherit(command, program);
  return program;
}

function inherit(command: Command, program: Command): void {
  command.copyInheritedSettings(program).showSuggestionAfterError(true).helpCommand(false);
  for (const child of command.commands) inherit(child, command);
}
