import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../errors.ts';
import type { HubOptions } from '../seed/remote/hub.ts';
import type { Io } from './io.ts';

/** The argument that stands for standard input. */
const STDIN = '-';
const MOST_BYTES = 16 * 2 ** 30;

/** How the environment says that the Hugging Face Hub is asked. */
export function hubOf({ env }: Io): HubOptions {
  return {
    ...(env.HF_ENDPOINT && { hfEndpoint: env.HF_ENDPOINT }),
    ...(env.HF_TOKEN && { hfToken: env.HF_TOKEN }),
  };
}

/**
 * The seeds with `-`, standard input, as a file that holds what came in. Its folder is named after its content and its time
 * is fixed, so that the same input is the same seed, and a run that is begun again does not read it anew. Errors: E_SEEDS.
 */
export async function seedArguments(
  seeds: readonly string[],
  name: unknown,
  io: Io,
  temporary = tmpdir(),
): Promise<string[]> {
  if (!seeds.includes(STDIN)) return [...seeds];
  const file = await kept(io, typeof name === 'string' ? name : 'stdin.txt', temporary);
  return seeds.map((seed) => (seed === STDIN ? file : seed));
}

async function kept(io: Io, name: string, temporary: string): Promise<string> {
  if (!io.stdin) throw refused('nothing is piped into it');
  if (name !== basename(name) || name.startsWith('.') || name === '')
    throw new UserError('E_USAGE', `Cannot name standard input "${name}": it is no name of a file`, {
      hint: 'Give a name with an ending that says what it is, such as --stdin-name notes.md.',
    });
  const folder = await mkdtemp(join(temporary, 'agentinstruct-stdin-'));
  try {
    const hash = createHash('sha256');
    let size = 0;
    const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        size += piece.length;
        if (size > MOST_BYTES) throw refused(`more than ${MOST_BYTES / 2 ** 30} GB`);
        hash.update(piece);
        yield piece;
      }
    };
    await pipeline(io.stdin, counted, createWriteStream(join(folder, name)));
    if (size === 0) throw refused('it is empty');
    await utimes(join(folder, name), 0, 0);
    const own = join(temporary, `agentinstruct-stdin-${hash.digest('hex').slice(0, 16)}`);
    await mkdir(own, { recursive: true, mode: 0o700 });
    await rename(join(folder, name), join(own, name));
    return join(own, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refused(found: string): UserError {
  return new UserError('E_SEEDS', `Cannot read seeds from standard input: ${found}`, {
    hint: 'Pipe a document in: agentinstruct generate - --stdin-name notes.md < notes.md',
  });
}
