import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Seed } from '../src/data.ts';
import { readSeeds, type SeedEvent, type SeedOptions } from '../src/seed/read-seeds.ts';
import { scratch } from './scratch.ts';

/** All that reading gives, by what it is; seeds are held against their shape. */
export async function readAll(args: string[], options?: SeedOptions) {
  const events: SeedEvent[] = [];
  for await (const event of readSeeds(args, options)) events.push(event);
  return {
    seeds: events.flatMap((event) => ('seed' in event ? [Seed.parse(event.seed)] : [])),
    rejects: events.flatMap((event) => ('reject' in event ? [`${event.reject.source}: ${event.reject.reason}`] : [])),
    duplicates: events.flatMap((event) => ('duplicate' in event ? [event.duplicate] : [])),
    files: events.flatMap((event) => ('file' in event ? [event.file] : [])),
    events,
  };
}

/** A folder of this name with files in it; called again with the same `below` it adds to it. */
export async function folderWith(
  name: string,
  files: Record<string, string | Uint8Array>,
  below = scratch(),
): Promise<string> {
  const root = join(below, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}
