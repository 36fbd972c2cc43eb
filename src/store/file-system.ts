import { readFile, realpath, statfs } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

/** Linux's magic numbers (statfs(2), linux/magic.h) of file systems that reach over a network or out of a machine. */
const NETWORK = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
]);

/** One number for all of FUSE: which one it is, the mount table tells. */
const FUSE = 0x65735546;
const NETWORK_FUSE = /^fuse\.(sshfs|s3fs|goofys|gcsfuse|rclone|davfs2?|curlftpfs|glusterfs|blobfuse2?|juicefs)$/;

/**
 * The name of the network file system that `dir` lies on, or undefined where it is local or nothing is known against
 * it. `type` is the number of statfs(2), `mounts` the text of /proc/self/mountinfo; numbers are those of Linux.
 */
export function networkName(dir: string, type: number, mounts: string): string | undefined {
  const magic = type >>> 0;
  if (magic !== FUSE) return NETWORK.get(magic);
  const name = mountedType(dir, mounts);
  return name !== undefined && NETWORK_FUSE.test(name) ? name : undefined;
}

/** What {@link networkName} says of an existing folder on this machine. */
export async function networkNameOf(dir: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const { type } = await statfs(dir);
  const mounts = type >>> 0 === FUSE ? await readFile('/proc/self/mountinfo', 'utf8') : '';
  return networkName(await realpath(dir), type, mounts);
}

/** The type of the deepest mount that holds `dir`; of several at one place the last (proc_pid_mountinfo(5)). */
function mountedType(dir: string, mounts: string): string | undefined {
  let found: { point: string; type: string } | undefined;
  for (const line of mounts.split('\n')) {
    const [place = '', kind = ''] = line.split(' - ');
    const point = unescaped(place.split(' ')[4] ?? '');
    const type = kind.split(' ')[0];
    if (!point || !type || !isWithin(resolve(dir), point)) continue;
    if (found === undefined || point.length >= found.point.length) found = { point, type };
  }
  return found?.type;
}

/** Blanks in mount points are written as \040. */
function unescaped(point: string): string {
  return point.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function isWithin(dir: string, point: string): boolean {
  return dir === point || dir.startsWith(point.endsWith(sep) ? point : point + sep);
}
