import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test, vi } from 'vitest';
import { type Disk, type Held, Life, UNITS } from './model/contract.ts';

const disk = vi.hoisted((): Disk => ({ touch() {} }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const touching =
    <A extends unknown[], R>(what: string, real: (...args: A) => R) =>
    (...args: A) => {
      disk.touch(what);
      return real(...args);
    };
  const [fsyncSync, ftruncateSync] = [touching('sync', fs.fsyncSync), touching('cut', fs.ftruncateSync)];
  const openSync = (path: string, flags: string | number, mode?: number) =>
    (flags === 'r' ? fs.openSync : touching('open', fs.openSync))(path, flags, mode);
  const write = (...args: [number, Buffer, number, number, number, (error: unknown, n?: number) => void]) => {
    const [file, bytes, from, length, at, done] = args;
    try {
      disk.touch('write', () => fs.writeSync(file, bytes, from, length >> 1, at));
      fs.write(...args);
    } catch (error) {
      done(error);
    }
  };
  return { ...fs, write, openSync, fsyncSync, ftruncateSync, rmSync: touching('rm', fs.rmSync) };
});

const Command = fc.record({
  what: fc.constantFrom(...(['append', 'append', 'append', 'commit', 'reopen', 'turn', 'settle', 'settle'] as const)),
  unit: fc.constantFrom(...UNITS),
  records: fc.constantFrom(1, 9),
});
const Trouble = fc.record({
  kills: fc.boolean(),
  half: fc.boolean(),
  after: fc.nat(5),
  of: fc.constantFrom('write', 'rm', 'cut', 'books', ''),
});

const Lives = fc.array(
  fc.record({
    commands: fc.array(fc.oneof({ arbitrary: Command, weight: 4 }, Trouble), { minLength: 5, maxLength: 30 }),
    closes: fc.boolean(),
  }),
  { minLength: 2, maxLength: 4 },
);

test('whatever is appended, committed, opened again, refused by the disk or killed: what was acknowledged is there and paid once', async () => {
  const property = fc.asyncProperty(Lives, async (lives) => {
    const root = mkdtempSync(join(tmpdir(), 'model-'));
    const units = UNITS.map(() => ({ opening: 0, reopening: false, keys: new Set<string>() }));
    let at: [string, Held] = [root, { units, paid: 0, maybe: new Map() }];
    const ended: Life[] = [];
    for (const { commands, closes } of [...lives, { commands: [], closes: true }]) {
      const life = new Life(disk, ...at);
      ended.push(life);
      for (const command of commands) {
        if (life.killed) break;
        if ('what' in command) await life.run(command);
        else if (command.kills) life.kill = { ...command };
        else life.fail = { ...command };
      }
      at = await life.end(closes);
    }
    for (const life of ended) await life.settled();
    disk.touch = () => {};
    for (const life of ended) {
      rmSync(life.dir, { recursive: true, force: true });
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
