import { basename } from 'node:path';
import type { SourceFile } from '../reader.ts';
import type { Container } from './container.ts';
import { streamedFile } from './streamed-file.ts';
import { tarMembers } from './tar.ts';
import { BLOCK, headerOf } from './tar-header.ts';
import { type Packing, unpacked } from './unpack.ts';

/** Files packed by gzip: a tar archive, whose files are read, or one file of any size. */
export const gzip: Container = packed('gzip', [0x1f, 0x8b, 0x08]);

/** The same, packed by Zstandard. */
export const zstd: Container = packed('zstd', [0x28, 0xb5, 0x2f, 0xfd]);

function packed(packing: Packing, magic: readonly number[]): Container {
  return {
    id: packing,
    claims: (head) => magic.every((byte, at) => head[at] === byte),
    async *open(file, reject) {
      const stream = () => unpacked(file.stream(), packing);
      const inner = streamedFile({ path: file.path, source: `${file.source}/${innerName(file)}`, size: null }, stream);
      const head = await inner.slice(0, BLOCK);
      if (headerOf(head) === undefined) yield inner;
      else yield* tarMembers(stream(), file, reject);
    },
  };
}

/** The name of the one file in a packed one: `a.jsonl` of `a.jsonl.gz`. */
function innerName({ source }: SourceFile): string {
  const name = basename(source);
  return name.replace(/\.(?:gz|gzip|zst|zstd)$/i, '').replace(/\.t[gz]z$/i, '.tar') || name;
}
