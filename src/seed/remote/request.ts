import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { codeOf, messageOf } from '../../errors.ts';
import { isLoopback, isPrivateAddress, isPrivateHost } from './addresses.ts';

/** What is asked for. */
export interface Question {
  url: string;
  /** First byte and the one after the last; without it all of it. */
  range?: readonly [start: number, end: number | null];
  /** Sent to the origin that was asked, and to none that it leads to. */
  token?: string | undefined;
  accept?: string;
}

/** What came back, its body not yet read. Whoever asked reads it to the end, or destroys it. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Dispatcher.ResponseData['body'];
}

/** The address cannot be asked, or does not answer; the message says why in a few words. */
export class Unreachable extends Error {}

const MOST_REDIRECTS = 5;
/** Milliseconds: for a connection, for the head of an answer, and between two pieces of its body. */
const TIMES = { connect: 20_000, head: 60_000, piece: 60_000 };

/**
 * Asks for what an `https://` address holds (`http://` for this machine alone), and follows at most five redirects; from a
 * public host never to a private address, whatever its name is said to be (`isInside` says whether the first host is one
 * already). Throws `Unreachable`; any status is an answer.
 */
export async function ask(question: Question, isInside = isPrivateHost): Promise<Answer> {
  const origin = allowed(question.url);
  let url = origin;
  let inside: boolean | undefined;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await askOnce(url, question, url.origin === origin.origin, inside ?? true);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    answer.body.destroy();
    inside ??= await isInside(origin.hostname);
    if (!URL.canParse(location, url.href)) throw new Unreachable('it leads to an address that is none');
    url = allowed(new URL(location, url).href);
    if (!inside && isLiteralPrivate(url.hostname))
      throw new Unreachable(`it leads to a private address (${url.hostname})`);
  }
  throw new Unreachable(`it leads on more than ${MOST_REDIRECTS} times`);
}

function allowed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.username || url?.password) throw new Unreachable('an address with a login in it is not asked');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new Unreachable(url?.protocol === 'http:' ? 'http:// is not read, only https://' : 'it is no https:// address');
}

function isLiteralPrivate(hostname: string): boolean {
  return isLoopback(hostname) || (/^\[|^[\d.]+$/.test(hostname) && isPrivateAddress(hostname));
}

async function askOnce(url: URL, question: Question, own: boolean, anywhere: boolean, again = true): Promise<Answer> {
  const { range, token, accept } = question;
  const { request } = await import('undici');
  const headers = {
    'user-agent': 'agentinstruct',
    'accept-encoding': 'identity',
    accept: accept ?? '*/*',
    ...(range && { range: `bytes=${range[0]}-${range[1] === null ? '' : range[1] - 1}` }),
    ...(token !== undefined && own && { authorization: `Bearer ${token}` }),
  };
  try {
    const times = { headersTimeout: TIMES.head, bodyTimeout: TIMES.piece };
    const answer = await request(url, { headers, ...times, dispatcher: await dispatcherFor(anywhere) });
    // One that is destroyed before its end says so by an error.
    answer.body.on('error', () => {});
    const plain = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
    return { status: answer.statusCode, headers: Object.fromEntries(plain), body: answer.body };
  } catch (error) {
    // A connection that was kept open may have been closed by the other side meanwhile.
    if (again && codeOf(error) === 'UND_ERR_SOCKET') return askOnce(url, question, own, anywhere, false);
    throw error instanceof Unreachable ? error : new Unreachable(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host';
  if (code === 'ECONNREFUSED') return 'nothing answers there';
  if (/TIMEOUT|TIMEDOUT/.test(code)) return 'no answer in time';
  return messageOf(error).slice(0, 200);
}

const dispatchers = new Map<boolean, Promise<Dispatcher>>();

/** Connections to anywhere, or to public addresses alone: checked when a name is looked up, so that it cannot change. */
function dispatcherFor(anywhere: boolean): Promise<Dispatcher> {
  const known = dispatchers.get(anywhere) ?? connections(anywhere);
  dispatchers.set(anywhere, known);
  return known;
}

async function connections(anywhere: boolean): Promise<Dispatcher> {
  const { Agent } = await import('undici');
  return new Agent({ connect: { timeout: TIMES.connect, ...(anywhere ? {} : { lookup: publicLookup }) } });
}

/** As `lookup`, but an error for a name that leads to a private address, by any of those that it has. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    const found = Array.isArray(address) ? address.map((each) => each.address) : [address];
    if (error === null && found.some(isPrivateAddress))
      return callback(new Unreachable(`it leads to a private address (${hostname})`), '', 0);
    callback(error, address, family);
  });
};
