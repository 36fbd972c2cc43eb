import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { networkName } from './file-system.ts';
import { lockFolder } from './lock.ts';

const HOLD = `
  const { lockFolder } = await import(process.argv[1]);
  await lockFolder(process.argv[2]);
  console.log('held');
  setInterval(() => {}, 1000);
`;

let dir: string;
let holder: ChildProcess | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  holder?.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

/** A child process that holds the lock. */
async function held(): Promise<{ pid: number; kill(): Promise<void> }> {
  const url = new URL('./lock.ts', import.meta.url).href;
  const args = ['--no-warnings', '--input-type=module', '-e', HOLD, url, dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  holder = child;
  await once(child.stdout, 'data');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { pid: child.pid ?? 0, kill };
}

test('a folder held by another process is refused, naming it; kill -9 sets the folder free', async () => {
  const { pid, kill } = await held();
  await expect(lockFolder(dir)).rejects.toMatchObject({
    code: 'E_RUN_IN_USE',
    message: expect.stringMatching(`^Cannot work in ${dir}: process ${pid} on ${hostname()} has worked in it since 2`),
    hint: expect.stringContaining(`kill ${pid} on ${hostname()}`),
  });
  await kill();
  expect(JSON.parse(readFileSync(join(dir, 'lock.json'), 'utf8'))).toMatchObject({ pid });
  const lock = await lockFolder(dir);
  expect(JSON.parse(readFileSync(join(dir, 'lock.json'), 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
  });
  lock.release();
});

test('the same process is refused too, until it releases; releasing twice does no harm', async () => {
  const first = await lockFolder(dir);
  await expect(lockFolder(dir)).rejects.toMatchObject({ code: 'E_RUN_IN_USE' });
  first.release();
  expect(existsSync(join(dir, 'lock.json'))).toBe(false);
  const second = await lockFolder(dir);
  first.release();
  await expect(lockFolder(dir)).rejects.toMatchObject({ code: 'E_RUN_IN_USE' });
  second.release();
});

test('a note that cannot be read does not hide that the folder is in use', async () => {
  const lock = await lockFolder(dir);
  writeFileSync(join(dir, 'lock.json'), '{"pid":');
  await expect(lockFolder(dir)).rejects.toMatchObject({
    code: 'E_RUN_IN_USE',
    message: `Cannot work in ${dir}: another process works in it`,
  });
  lock.release();
});

test('a network file system is refused with the way out, before anything is written', async () => {
  await expect(lockFolder(dir, { network: async () => 'NFS' })).rejects.toMatchObject({
    code: 'E_RUN_FOLDER',
    message: expect.stringContaining('(NFS)'),
    hint: expect.stringContaining('--state DIR'),
  });
  expect(existsSync(join(dir, 'lock.db'))).toBe(false);
});

test('a folder that is not there is E_DISK', async () => {
  await expect(lockFolder(join(dir, 'no'))).rejects.toMatchObject({ code: 'E_DISK' });
});

test('network file systems are known by their number, FUSE by its deepest mount', () => {
  const mounts = [
    '22 1 252:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
    '30 22 0:40 / /mnt/my\\040data rw - fuse.sshfs me@host:/ rw',
    '31 30 0:41 / /mnt/my\\040data/local rw master:1 - fuse.fuse-overlayfs overlay rw',
  ].join('\n');
  const FUSE = 0x65735546;
  expect(networkName('/a', 0x6969, '')).toBe('NFS');
  expect(networkName('/a', 0xff534d42, '')).toBe('CIFS');
  expect(networkName('/a', 0xff534d42 | 0, '')).toBe('CIFS');
  expect(networkName('/a', 0x01021997, '')).toBe('9p');
  expect(networkName('/a', 0xef53, mounts)).toBeUndefined();
  expect(networkName('/mnt/my data/run', FUSE, mounts)).toBe('fuse.sshfs');
  expect(networkName('/mnt/my data', FUSE, mounts)).toBe('fuse.sshfs');
  expect(networkName('/mnt/my data/local/run', FUSE, mounts)).toBeUndefined();
  expect(networkName('/mnt/my data2', FUSE, mounts)).toBeUndefined();
});
