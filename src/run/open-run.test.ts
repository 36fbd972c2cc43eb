import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { smallSkill } from '../../test/scripted-flow.ts';
import { unitOf } from '../store/journal/contract.ts';
import { openEvents } from './events.ts';
import { openRunFolder, readRunFile } from './folder.ts';
import { checkIdentity, identityOf } from './identity.ts';
import { openRun } from './open-run.ts';
import { RunSettings } from './settings.ts';
import { loadFlowWords, type RunWords } from './words.ts';

const HASHES = { frames: 'f', layouts: 'l', verify: 'v' };
const WORDS: RunWords = { skills: [smallSkill()], shared: await loadFlowWords(), hashes: HASHES };
const MODELS = { model: 'm', stages: {} };
const FACTS = { models: MODELS, command: 'agentinstruct generate', version: '1.0.0', now: () => new Date(0) };

function begin(out: string, more: Partial<RunSettings> = {}) {
  return openRun(RunSettings.parse({ out, ...more }), WORDS, FACTS);
}

describe('run folder', () => {
  test('is begun, gone on with, and refuses other settings with every difference', async () => {
    const out = join(scratch(), 'run');
    await (await begin(out)).close();
    await (await begin(out, { concurrency: 7, maxSeeds: 3 })).close();
    expect(await readRunFile(out)).toMatchObject({ format: 2, begun: '1970-01-01T00:00:00.000Z', teacher: 'm' });
    const events = readFileSync(join(out, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).event);
    expect(events).toEqual(['begun', 'resumed']);
    await expect(begin(out, { runSeed: '7', temperature: 1 })).rejects.toMatchObject({
      code: 'E_RUN_CHANGED',
      message: expect.stringContaining('run-seed was 0, is 7; temperature was null, is 1'),
    });
    await (await begin(out)).close();
  });

  test('is used by one at a time, and free after close', async () => {
    const out = join(scratch(), 'run');
    const run = await begin(out);
    await expect(begin(out)).rejects.toMatchObject({ code: 'E_RUN_IN_USE' });
    await run.close();
    await (await begin(out)).close();
  });

  test('a folder with other things in it, a newer format and a damaged run file are refused', async () => {
    const dir = scratch();
    writeFileSync(join(dir, 'thesis.doc'), '');
    await expect(openRunFolder(dir, null)).rejects.toMatchObject({ code: 'E_RUN_FOLDER', message: /"thesis\.doc"/ });
    for (const [text, found] of [
      ['{"format": 3}', 'format is 3'],
      ['{"format": 1}', 'format is 1'],
      ['{', 'not a run file'],
      ['{"format": 2}', 'not a run file'],
    ] as const) {
      const out = scratch();
      writeFileSync(join(out, 'run.json'), text);
      await expect(begin(out)).rejects.toMatchObject({ code: 'E_RUN_FOLDER', message: expect.stringContaining(found) });
    }
    const out = scratch();
    writeFileSync(join(out, 'run.json.part'), '{');
    mkdirSync(join(out, 'data'));
    await (await begin(out)).close();
  });

  test('run.json without its state.db, or with that of another run, is refused: its units would be swept away', async () => {
    const dir = scratch();
    const [out, state] = [join(dir, 'run'), join(dir, 'state')];
    const run = await begin(out, { state });
    await run.folder.store.plan([unitOf(1)]);
    await run.close();
    await expect(begin(out)).rejects.toMatchObject({ code: 'E_RUN_FOLDER', message: /holds nothing of the run/ });
    await expect(begin(join(dir, 'other'), { state })).rejects.toMatchObject({ message: /is of another run/ });
    await (await begin(out, { state })).close();
    renameSync(join(out, 'run.json'), join(out, 'kept'));
    rmSync(join(out, 'kept'));
    await expect(begin(out, { state })).rejects.toMatchObject({ code: 'E_RUN_FOLDER' });
  });
});

test('identity holds what decides the rows and nothing that is free', () => {
  const settings = RunSettings.parse({});
  const skills = [smallSkill()];
  const identity = identityOf(settings, skills, HASHES, MODELS);
  const free = { concurrency: 9, timeout: 1, out: 'x', maxSeeds: 4, headers: { a: 'secret' }, apiKeyEnv: 'K' };
  expect(identityOf({ ...settings, ...free }, skills, HASHES, MODELS)).toEqual(identity);
  const others = [
    identityOf({ ...settings, topP: 0.5 }, skills, HASHES, MODELS),
    identityOf({ ...settings, draws: { ...settings.draws, types: 1 } }, skills, HASHES, MODELS),
    identityOf(settings, [smallSkill({ hash: 'other' })], HASHES, MODELS),
    identityOf(settings, skills, { ...HASHES, frames: 'other' }, MODELS),
    identityOf(settings, skills, HASHES, { ...MODELS, model: 'other' }),
    identityOf({ ...settings, pairs: 5 }, skills, HASHES, MODELS),
  ];
  for (const other of others) expect(() => checkIdentity('d', identity, other)).toThrow(/was .*, is /);
  const more = identityOf({ ...settings, pairs: 50 }, skills, HASHES, MODELS);
  expect(() => checkIdentity('d', identityOf({ ...settings, pairs: 5 }, skills, HASHES, MODELS), more)).not.toThrow();
});

test('a log that cannot be written ends nothing', async () => {
  const events = openEvents(join(scratch(), 'gone'), () => new Date(0));
  events.write('begun', {});
  await expect(events.close()).resolves.toBeUndefined();
});
