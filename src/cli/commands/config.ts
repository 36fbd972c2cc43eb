import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addRunOptions } from '../options.ts';

/** `agentinstruct config print`: the settings that a run would have. */
export function register(program: Command, io: Io): void {
  const config = program.command('config').description('the settings of a run');
  const print = config
    .command('print')
    .description('all settings as flags, config file and environment give them, and where each came from')
    .argument('[seeds...]', 'files, folders, https:// or hf:// addresses, - for standard input')
    .option('--out <dir>', 'run folder')
    .option('--state <dir>', 'folder for the state');
  addRunOptions(print).action(async (seeds: string[], flags: Record<string, unknown>) => {
    const { resolveSettings } = await import('../resolve-settings.ts');
    const { settings, from, configFile } = await resolveSettings(seeds, flags, io);
    const { masked } = await import('../masked.ts');
    const { shownTeachers } = await import('../shown-teachers.ts');
    const { isVariable } = await import('../teacher.ts');
    const shown = {
      ...settings,
      teacher: shownTeachers(settings.teacher),
      apiKeyEnv: settings.apiKeyEnv === null || isVariable(settings.apiKeyEnv) ? settings.apiKeyEnv : '***',
      extraBody: masked(settings.extraBody),
      headers: Object.fromEntries(Object.keys(settings.headers).map((name) => [name, '***'])),
    };
    if (flags.json === true) return io.out(JSON.stringify({ settings: shown, from, configFile }, null, 2));
    const { stringify } = await import('yaml');
    if (configFile !== null) io.out(`# config file: ${configFile}`);
    for (const [name, value] of Object.entries(shown)) {
      const origin = from[name] === undefined ? '' : `  # ${from[name]}`;
      const [first = '', ...rest] = stringify({ [name]: value })
        .trimEnd()
        .split('\n');
      io.out([`${first}${origin}`, ...rest].join('\n'));
    }
  });
}
