import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { testIo } from '../../test/kept-io.ts';
import { scratch } from '../../test/scratch.ts';
import type { Io } from './io.ts';
import { seedArguments as given, hubOf } from './seed-arguments.ts';

const piped = (text: string) =>
  testIo({
    stdin: (async function* () {
      for (const piece of text.match(/[\s\S]{1,5}/g) ?? []) yield Buffer.from(piece);
    })(),
  });

let temporary = '';
beforeEach(() => {
  temporary = scratch();
});
const seedArguments = (seeds: string[], name: unknown, io: Io) => given(seeds, name, io, temporary);

describe('standard input', () => {
  it('is a file with what came in, under the name that is given', async () => {
    const [before, path = '', after] = await seedArguments(
      ['docs', '-', 'more'],
      'notes.md',
      piped('# Notes\n\nText.'),
    );
    expect([before, basename(path), after]).toEqual(['docs', 'notes.md', 'more']);
    expect(readFileSync(path, 'utf8')).toBe('# Notes\n\nText.');
    expect((await seedArguments(['-'], undefined, piped('x')))[0]).toMatch(/stdin\.txt$/);
  });

  it('is the same file for the same input, and another for another', async () => {
    const [first = ''] = await seedArguments(['-'], 'a.txt', piped('the same'));
    const { mtimeMs } = statSync(first);
    expect(await seedArguments(['-'], 'a.txt', piped('the same'))).toEqual([first]);
    expect(statSync(first).mtimeMs).toBe(mtimeMs);
    expect(await seedArguments(['-'], 'a.txt', piped('another'))).not.toEqual([first]);
  });

  it.each([
    ['where nothing is piped in', testIo(), undefined, 'nothing is piped into it'],
    ['where it is empty', piped(''), undefined, 'it is empty'],
    ['with a path for a name', piped('x'), '../a.txt', 'it is no name of a file'],
    ['with a hidden name', piped('x'), '.a', 'it is no name of a file'],
  ])('is refused %s', async (_, io, name, reason) => {
    await expect(seedArguments(['-'], name, io)).rejects.toThrow(reason);
  });

  it('is not touched where it is not asked for', async () => {
    expect(await seedArguments(['a', './-'], undefined, testIo())).toEqual(['a', './-']);
  });
});

it('the environment says which hub is asked, and with which token', () => {
  expect(hubOf(testIo())).toEqual({});
  expect(hubOf(testIo({ env: { HF_ENDPOINT: 'https://hub.example', HF_TOKEN: 'hf_x' } }))).toEqual({
    hfEndpoint: 'https://hub.example',
    hfToken: 'hf_x',
  });
});
