import { UserError } from '../errors.ts';
import { type Events, openEvents } from './events.ts';
import { openRunFolder, RUN_FORMAT, type RunFile, type RunFolder, readRunFile, writeRunFile } from './folder.ts';
import { checkIdentity, identityOf, type Models } from './identity.ts';
import type { SeedScreen } from './seed-screen.ts';
import type { RunSettings } from './settings.ts';
import type { RunWords } from './words.ts';

/** A run folder that this process holds, its settings found to fit. */
export interface OpenRun {
  folder: RunFolder;
  file: RunFile;
  events: Events;
  close(): Promise<void>;
}

/** Opens a run folder and writes run.json, or finds the one there to fit. Errors: E_RUN_CHANGED and those of the folder. */
export async function openRun(
  settings: RunSettings,
  words: RunWords,
  facts: { models: Models; command: string; version: string; now: () => Date; screen?: SeedScreen | null },
): Promise<OpenRun> {
  const { out: dir } = settings;
  const folder = await openRunFolder(dir, settings.state);
  try {
    const begun = await readRunFile(dir);
    await tie(folder, settings.state ?? dir, begun);
    const identity = identityOf(settings, words.skills, words.hashes, facts.models, facts.screen?.hash);
    if (begun) checkIdentity(dir, begun.identity, identity);
    const file: RunFile = {
      format: RUN_FORMAT,
      version: facts.version,
      begun: begun?.begun ?? facts.now().toISOString(),
      command: facts.command,
      teacher: facts.models.model,
      models: facts.models.stages,
      identity,
      skills: words.skills.map((skill) => skill.id),
      usage: begun?.usage ?? [],
    };
    await folder.store.set('begun', file.begun);
    await writeRunFile(dir, file);
    const events = openEvents(dir, facts.now);
    events.write(begun ? 'resumed' : 'begun', { version: facts.version, teacher: facts.models.model });
    return {
      folder,
      file,
      events,
      async close() {
        await events.close();
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

/**
 * Holds run.json and state.db against each other: with the state of another run, or with none, committed results would
 * count as left over and be swept away. Errors: E_RUN_FOLDER.
 */
async function tie({ dir, store }: RunFolder, state: string, begun: RunFile | undefined): Promise<void> {
  const kept = await store.get('begun');
  if (begun ? kept === begun.begun : (await store.units()).length === 0) return;
  const found = kept === undefined ? 'holds nothing of the run begun there' : 'is of another run';
  throw new UserError('E_RUN_FOLDER', `Cannot go on with the run in "${dir}": state.db in "${state}" ${found}`, {
    hint: 'Give the folder of its state to --state, restore the file that is missing, or begin in another folder.',
  });
}
