import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { testIo } from '../../test/kept-io.ts';
import { scratch } from '../../test/scratch.ts';
import { RunSettings } from '../run/settings.ts';
import { addRunOptions } from './options.ts';
import { resolveSettings } from './resolve-settings.ts';
import { teacherSpec } from './teacher.ts';

/** Flags as the command line reads them. */
function flagsOf(...args: string[]): Record<string, unknown> {
  const command = addRunOptions(new Command('x'))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(['node', 'x', ...args]).opts();
}

describe('options', () => {
  test('are read into the settings they stand for', () => {
    const flags = flagsOf(
      '--skills',
      'a, b',
      '--skills',
      'c',
      '--mix',
      'a=2,b=0.5',
      '--pairs',
      '10_000',
      '--header',
      'X-Team: d:e',
      '--header',
      'Y:1',
      '--extra-body',
      '{"top_k": 4}',
      '--set',
      'a=1',
      '--set',
      'b=2',
      '--temperature',
      '0',
    );
    expect(flags).toEqual({
      skills: ['a', 'b', 'c'],
      mix: { a: 2, b: 0.5 },
      pairs: 10_000,
      header: { 'X-Team': 'd:e', Y: '1' },
      extraBody: { top_k: 4 },
      set: ['a=1', 'b=2'],
      temperature: 0,
    });
  });

  test.each([
    ['--pairs', '0'],
    ['--pairs', '1.5'],
    ['--temperature', 'warm'],
    ['--temperature', ''],
    ['--header', 'no colon'],
    ['--extra-body', '[1]'],
    ['--extra-body', '{'],
    ['--mix', 'a'],
  ])('%s %j is refused with what to give', (flag, value) => {
    expect(() => flagsOf(flag, value)).toThrow(/Give /);
  });
});

describe('settings', () => {
  const io = (yaml: string | null, env: Record<string, string> = {}) => {
    const cwd = scratch();
    if (yaml !== null) writeFileSync(join(cwd, 'agentinstruct.config.yaml'), yaml);
    return testIo({ cwd, env });
  };

  test('flags go before the config file, that before the environment, that before the defaults', async () => {
    const env = { AGENTINSTRUCT_TEACHER: 'http://env/v1', AGENTINSTRUCT_MODEL: 'env', AGENTINSTRUCT_OUT: 'env-out' };
    const yaml = 'model: config\nout: config-out\ndraws: { types: 7, items: 6 }\n';
    const { settings, from, configFile } = await resolveSettings(
      ['docs'],
      flagsOf('--set', 'draws.types=9'),
      io(yaml, env),
    );
    const out = await resolveSettings([], { out: 'flag-out' }, io(yaml, env));
    expect(settings).toMatchObject({
      teacher: { default: 'http://env/v1' },
      model: 'config',
      out: 'config-out',
      seeds: ['docs'],
      maxTokens: 4096,
    });
    expect(settings.draws).toMatchObject({ types: 9, items: 6, rows: 15 });
    expect(from).toEqual({ teacher: 'environment', model: 'config', out: 'config', draws: 'flag', seeds: 'flag' });
    expect(configFile).toBe('agentinstruct.config.yaml');
    expect(out.settings.out).toBe('flag-out');
    expect((await resolveSettings([], {}, io(null))).settings).toEqual(RunSettings.parse({}));
  });

  test.each([
    ['tempratur: 1', [], /"tempratur" of agentinstruct\.config\.yaml: there is no such setting/, /"temperature"/],
    ['draws: { typs: 1 }', [], /"draws\.typs"/, /"draws\.types"/],
    ['pairs: many', [], /"pairs"/, /config print/],
    [
      'chunk: { least: 700 }',
      [],
      /"chunk" of .*least must be below target, and target not above most$/,
      /config print/,
    ],
    ['', ['--set', 'chunk.target=2000'], /"chunk" of .*target not above most$/, /config print/],
    ['chunk: { least: 10, target: 20, most: 49 }', [], /"chunk\.most"/, /config print/],
    ['[1, 2]', [], /not a list of settings/, /name: value/],
    ['a: [', [], /Cannot read config/, /name: value/],
    ['', ['--set', 'pairs'], /there is no "="/, /name=value/],
    ['', ['--set', 'pairs=['], /Cannot set "pairs"/, /YAML/],
    ['', ['--config', 'nowhere.yaml'], /there is no such file/, /config print/],
  ])('%j with %j is refused with a hint', async (yaml, args, message, hint) => {
    const resolving = resolveSettings([], flagsOf(...args), io(yaml));
    await expect(resolving).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});

describe('the key', () => {
  const key = (teacher: string, env: Record<string, string>, apiKeyEnv: string | null = null) =>
    teacherSpec(RunSettings.parse({ teacher, apiKeyEnv }), testIo({ env })).apiKey;
  const env = { OPENAI_API_KEY: 'sk-openai', AGENTINSTRUCT_API_KEY: 'own', OTHER: 'other' };

  test('of OpenAI goes to api.openai.com alone', () => {
    expect(key('https://api.openai.com/v1', env)).toBe('sk-openai');
    for (const other of [
      'https://api.openai.com.evil.example/v1',
      'https://api.openai.com@evil.example/',
      'https://api.openai.com:x@evil.example/v1',
      'http://api.openai.com/v1',
      'http://localhost:8000/v1',
    ])
      expect(key(other, env)).toBe('own');
    expect(key('http://localhost:8000/v1', { OPENAI_API_KEY: 'sk-openai' })).toBeNull();
    expect(key('https://api.openai.com/v1', { OPENAI_API_KEY: '', AGENTINSTRUCT_API_KEY: 'own' })).toBe('own');
  });

  test('is the one of the variable named, which must be set', () => {
    expect(key('https://api.openai.com/v1', env, 'OTHER')).toBe('other');
    expect(() => key('http://h/v1', {}, 'OTHER')).toThrow(/"OTHER" is not set/);
  });

  test.each(['sk-proj-hidden', '1hidden', 'hidden/+=', ''])('%j given for the name is not repeated', (name) => {
    const failing = () => key('http://h/v1', {}, name);
    expect(failing).toThrow(/no name of an environment variable$/);
    expect(failing).not.toThrow(/hidden/);
  });

  test('of a provider that its package reads for itself is among the secrets, whoever is asked', () => {
    const named = { ANTHROPIC_API_KEY: 'sk-ant-hidden', AWS_SECRET_ACCESS_KEY: 'aws-hidden', HF_TOKEN: 'hf_hidden' };
    const spec = teacherSpec(
      RunSettings.parse({ teacher: { default: 'anthropic/claude', verify: 'http://h/v1' } }),
      testIo({ env: { ...named, SHORT_TOKEN: 'test', HOME: '/home/someone' } }),
    );
    expect(spec.secrets).toEqual(Object.values(named));
    expect(spec.roles.verify?.secrets).toEqual(Object.values(named));
  });
});
