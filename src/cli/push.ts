import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type Pushed, pushDataset } from '../export/push/push-dataset.ts';
import { printable } from '../text/printable.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';

const Flags = z.looseObject({
  repo: z.string(),
  branch: z.string(),
  private: z.boolean().default(false),
  report: z.boolean().default(true),
  tokenEnv: z.string(),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

const HUB = 'https://huggingface.co';

/** Pushes a dataset and prints what came of it. */
export async function runPush(dir: string, given: Record<string, unknown>, io: Io): Promise<void> {
  const { repo, branch, report, dryRun, json, tokenEnv, private: isPrivate } = Flags.parse(given);
  const token = io.env[tokenEnv]?.trim() || null;
  if (token === null && !dryRun) {
    throw new UserError('E_HUB', `Cannot push to "${repo}": ${tokenEnv} is not set`, {
      hint: 'Set it to a token that may write (huggingface.co/settings/tokens), or look first with --dry-run.',
    });
  }
  const endpoint = (io.env.HF_ENDPOINT ?? HUB).replace(/\/+$/, '');
  const { stop, release } = interrupts(() => io.err('Stopping; run the same command to go on.'));
  try {
    const pushed = await pushDataset(dir, {
      ...{ repo, branch, token, endpoint, isPrivate, report, dryRun, signal: stop },
      sending: ({ path, size }, at, of) => {
        if (!json) io.err(printable(`${at} of ${of}: ${path} (${megabytes(size)})`));
      },
    });
    if (json) io.out(JSON.stringify(pushed, null, 2));
    else for (const line of linesOf(pushed)) io.out(printable(line));
  } finally {
    release();
  }
}

function linesOf({ url, created, dryRun, sent, same, removed, outdated }: Pushed): string[] {
  const would = dryRun ? 'Would send' : 'Sent';
  const bytes = sent.reduce((sum, file) => sum + file.bytes, 0);
  return [
    ...(created ? [dryRun ? 'The repository would be made' : 'The repository was made'] : []),
    sent.length === 0 ? 'Nothing to send: all is there' : `${would} ${sent.length} files, ${megabytes(bytes)}`,
    ...(dryRun ? sent.map(({ path, bytes: size }) => `  ${path} (${megabytes(size)})`) : []),
    ...(same.length > 0 ? [`${same.length} files are there as they are`] : []),
    ...(removed.length > 0 ? [`${dryRun ? 'Would take away' : 'Took away'} ${removed.join(', ')}`] : []),
    ...(outdated.length > 0
      ? [`Not sent: ${outdated.join(', ')}, of another state of the dataset; agentinstruct report makes it anew`]
      : []),
    url,
  ];
}

function megabytes(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
