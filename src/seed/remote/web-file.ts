import { STATUS_CODES } from 'node:http';
import { UserError } from '../../errors.ts';
import type { RemoteFile } from './remote-file.ts';
import { type Answer, ask, Unreachable } from './request.ts';

/** What content types stand for. */
const ENDINGS: Record<string, string> = {
  'text/html': '.html',
  'application/xhtml+xml': '.xhtml',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'text/tab-separated-values': '.tsv',
  'application/json': '.json',
  'application/ld+json': '.json',
  'application/geo+json': '.json',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
  'application/yaml': '.yaml',
  'text/yaml': '.yaml',
  'application/x-tex': '.tex',
  'application/rtf': '.rtf',
};

/** Finds out what an address holds, by its first byte. Errors: E_SEEDS where it cannot be asked, or has nothing. */
export async function findWebFile(address: string): Promise<RemoteFile> {
  const answer = await answerOf(address);
  const { status, headers } = answer;
  answer.body.destroy();
  if (status !== 200 && status !== 206) throw refused(address, `${status} ${STATUS_CODES[status] ?? ''}`.trim());
  const plain = (headers['content-encoding'] ?? 'identity') === 'identity';
  const ranges = status === 206 && plain;
  const stated = ranges ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length'];
  const size = plain && stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : null;
  const ending = ENDINGS[(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
  return {
    ...{ url: address, source: shownAddress(address), size, ranges },
    identity: identityOf(headers, size),
    ...(ending !== undefined && { ending }),
  };
}

/** What tells one content of an address from another. Where a server gives no hint, it is another each time. */
function identityOf({ etag, 'last-modified': changed }: Answer['headers'], size: number | null): string {
  if (etag === undefined && changed === undefined) return `asked at ${Date.now()}`;
  return [etag ?? '', changed ?? '', size ?? ''].join(' ');
}

async function answerOf(address: string): Promise<Answer> {
  try {
    return await ask({ url: address, range: [0, 1] });
  } catch (error) {
    throw error instanceof Unreachable ? refused(address, error.message) : error;
  }
}

/** An address as it may be shown: without login, query and place in the page. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return address.replace(/[?#].*$/, '');
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${decoded(pathname)}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

function refused(address: string, found: string): UserError {
  return new UserError('E_SEEDS', `Cannot read seeds from "${shownAddress(address)}": ${found}`, {
    hint: 'Give the https:// address of a file that anyone may read, or download it and give its path.',
  });
}
