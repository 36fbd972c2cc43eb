import { UserError } from '../../errors.ts';
import { allReaders, type Reject } from '../reader.ts';
import { findHubFiles, type HubOptions } from './hub.ts';
import type { RemoteFile } from './remote-file.ts';
import { findWebFile } from './web-file.ts';

/** Endings of archives, and of what is packed. */
const PACKED = /\.(?:zip|tar|tgz|gz|zst|zstd)$/i;

/** Whether an argument names something on the network. */
export function isRemote(arg: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(arg);
}

const known = new Map<string, Promise<{ files: RemoteFile[]; rejects: Reject[] }>>();

/**
 * The files that an address names: `https://` one, `hf://datasets/ORG/NAME` those of a data set on the Hub. An address is
 * asked once in a process, so that a run sees it as it was when it was first looked at. Errors: E_SEEDS.
 */
export function findRemote(arg: string, options: HubOptions = {}): Promise<{ files: RemoteFile[]; rejects: Reject[] }> {
  const key = JSON.stringify([arg, options.hfEndpoint, options.hfToken]);
  const found = known.get(key) ?? find(arg, options);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

async function find(arg: string, options: HubOptions): Promise<{ files: RemoteFile[]; rejects: Reject[] }> {
  if (/^https?:\/\//i.test(arg)) return { files: [await findWebFile(arg)], rejects: [] };
  if (/^hf:\/\//i.test(arg)) {
    const { byEnding } = await allReaders();
    const endings = [...byEnding.keys()];
    return findHubFiles(
      arg,
      (name) => PACKED.test(name) || endings.some((ending) => name.toLowerCase().endsWith(ending)),
      options,
    );
  }
  throw new UserError('E_SEEDS', `Cannot read seeds from "${arg}": only https:// and hf:// addresses are read`, {
    hint: 'Download it and give the path, or give an https:// address or hf://datasets/ORG/NAME.',
  });
}
