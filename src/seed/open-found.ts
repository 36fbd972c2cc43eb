import { stat } from 'node:fs/promises';
import type { FoundFile } from './find-files.ts';
import type { SourceFile } from './reader.ts';
import { openRemote } from './remote/remote-file.ts';
import { diskFile } from './source-file.ts';

/** Opens a file that was found, on disk or on the network. */
export async function openFound({ path, source, remote }: FoundFile): Promise<SourceFile> {
  if (remote) return openRemote(remote);
  const { size } = await stat(path);
  return diskFile(path, source, size);
}
