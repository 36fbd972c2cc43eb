import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rehearsalTeacher } from '../../src/teacher/rehearsal/rehearsal.ts';
import { serveTeacher } from '../../src/teacher/serve/serve.ts';
import { cli } from '../run-cli.ts';
import { scratch } from '../scratch.ts';

const SEEDS = 'examples/seeds';

/** A mistake ends with its code, a message that says what was found, a hint, and no stack. */
async function mistake(args: string[], code: number, ...found: string[]) {
  const ran = await cli(args);
  expect(ran.code).toBe(code);
  for (const text of found) expect(ran.err).toContain(text);
  expect(ran.err).not.toMatch(/\n\s+at /);
  return ran;
}

describe('mistakes', () => {
  test('mistyped commands and flags get a suggestion', async () => {
    await mistake(['generat'], 2, "unknown command 'generat'", 'Did you mean generate?');
    await mistake(['generate', SEEDS, '--concurency', '4'], 2, "unknown option '--concurency'", '--concurrency');
    await mistake(['generate', SEEDS, '--pairs', 'many'], 2, 'Give a whole number');
    await mistake(['status', '--jsn'], 2, '--json');
  });

  test('missing, empty and unusable seeds', async () => {
    const dir = scratch();
    await mistake(['generate'], 2, 'no seeds are given');
    await mistake(['generate', join(dir, 'nowhere'), '--out', join(dir, 'o')], 1, 'nowhere', 'E_SEEDS');
    mkdirSync(join(dir, 'empty'));
    await mistake(['generate', join(dir, 'empty'), '--out', join(dir, 'o1')], 1, 'there is no file in it');
    mkdirSync(join(dir, 'binary'));
    writeFileSync(join(dir, 'binary', 'x.txt'), Buffer.from([0, 1, 2, 0, 255, 254, 0, 9]));
    await mistake(['generate', join(dir, 'binary'), '--out', join(dir, 'o2')], 1, 'binary/x.txt', 'E_SEEDS');
  });

  test('settings that do not exist or do not fit', async () => {
    await mistake(
      ['generate', SEEDS, '--set', 'tempratur=1'],
      1,
      'there is no such setting',
      'Did you mean "temperature"?',
    );
    await mistake(['generate', SEEDS, '--set', 'draws.types=none'], 1, 'draws.types');
    await mistake(['generate', SEEDS, '--config', 'nowhere.yaml'], 1, 'there is no such file');
    await mistake(['generate', SEEDS, '--teacher', 'gpt'], 2, 'neither "rehearsal" nor a URL');
    await mistake(
      ['generate', SEEDS, '--teacher', 'http://127.0.0.1:9/v1', '--api-key-env', 'NOT_SET_HERE'],
      1,
      '"NOT_SET_HERE" is not set',
    );
  });

  test('unknown and broken skills', async () => {
    const dir = scratch();
    await mistake(['generate', SEEDS, '--skills', 'reading-comprehensio'], 1, 'Did you mean "reading-comprehension"?');
    await mistake(['skills', 'show', 'reading-comprehension', 'strenghten'], 1, 'Did you mean "strengthen"?');
    mkdirSync(join(dir, 'broken', 'transform'), { recursive: true });
    await mistake(['generate', SEEDS, '--skills-dir', dir, '--skills', 'broken'], 1, join(dir, 'broken'), 'skill.ts');
    await mistake(['generate', SEEDS, '--skills-dir', join(dir, 'nowhere')], 1, 'there is no such folder');
  });

  test('seeds that no skill takes end short, and say so', async () => {
    const dir = scratch();
    writeFileSync(join(dir, 'tiny.txt'), 'Too short to teach anything.\n');
    const ran = await mistake(['generate', join(dir, 'tiny.txt'), '--out', join(dir, 'o')], 3, 'No row came out');
    expect(ran.err).toContain('not-accepted 1');
  });

  test('two config files', async () => {
    const dir = scratch();
    for (const ending of ['yaml', 'ts']) writeFileSync(join(dir, `agentinstruct.config.${ending}`), '');
    const ran = await cli(['config', 'print'], {}, dir);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('agentinstruct.config.ts') });
  });

  test('folders that cannot be a run folder', async () => {
    const dir = scratch();
    writeFileSync(join(dir, 'thesis.doc'), 'mine');
    await mistake(['generate', SEEDS, '--out', dir], 1, 'thesis.doc', 'E_RUN_FOLDER');
    await mistake(['generate', SEEDS, '--out', join(dir, 'thesis.doc')], 1, 'E_RUN_FOLDER');
    await mistake(['status', dir], 1, 'there is no run.json');
    const newer = join(dir, 'newer');
    mkdirSync(newer);
    writeFileSync(join(newer, 'run.json'), '{"format": 99}');
    await mistake(['generate', SEEDS, '--out', newer], 1, 'format is 99');
    const closed = join(dir, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    if (process.getuid?.() !== 0) await mistake(['generate', SEEDS, '--out', join(closed, 'run')], 1, 'E_DISK');
  });

  test('a teacher that cannot be reached, refuses the key, or lacks the model', async () => {
    const dir = scratch();
    await mistake(
      ['generate', SEEDS, '--teacher', 'http://127.0.0.1:9/v1', '--out', join(dir, 'a')],
      1,
      '127.0.0.1:9',
      'E_TEACHER',
    );
    const served = await serveTeacher(rehearsalTeacher());
    try {
      const ran = await mistake(
        ['generate', SEEDS, '--teacher', served.url, '--model', 'big', '--out', join(dir, 'b')],
        1,
        '"big"',
        'rehearsal',
      );
      expect(ran.err).toContain('E_TEACHER_MODEL');
    } finally {
      await served.close();
    }
  });

  test('help is told for every command, and the version', async () => {
    for (const command of [
      [],
      ['generate'],
      ['preview'],
      ['skills', 'show'],
      ['status'],
      ['show'],
      ['config', 'print'],
    ]) {
      const ran = await cli([...command, '--help']);
      expect(ran.code).toBe(0);
      expect(ran.out).toContain('Usage: agentinstruct');
    }
    expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
