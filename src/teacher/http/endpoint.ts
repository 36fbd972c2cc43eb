import { unescape as decoded } from 'node:querystring';
import { UserError } from '../../errors.ts';
import type { HttpBackendOptions } from './options.ts';
import { redactor } from './redact.ts';
import type { Transport } from './transport.ts';

/** Where requests go, and what must not be said of it. */
export interface Endpoint {
  origin: string;
  /** Path before `/models` and `/chat/completions`, without a slash at its end. */
  path: string;
  /** Path of the server itself: `path` without `/v1`. */
  root: string;
  search: string;
  /** Name, value, name, value. */
  headers: readonly string[];
  /** The address as people may see it: no user, no password, no query. */
  where: string;
  hasKey: boolean;
  /** Whether it is asked through a proxy. */
  proxied: boolean;
  /** The text without any of the secrets that requests carry. */
  redact: (text: string) => string;
}

const SECRET_NAME = /key|token|secret|auth|sig|pass/i;

/** Reads the address, key and headers. Throws UserError (E_USAGE, E_CONFIG, E_TEACHER_AUTH), without any secret in it. */
export function endpointOf(
  options: HttpBackendOptions,
  { secrets, proxied }: Pick<Transport, 'secrets' | 'proxied'> = { secrets: [], proxied: false },
): Endpoint {
  const url = addressOf(options.url);
  const apiKey = keyOf(options.apiKey);
  const own = headersOf(options.headers);
  if (options.extraBody?.stream) {
    throw new UserError('E_CONFIG', 'Cannot add "stream" to the body of requests: replies are read whole', {
      hint: 'Take "stream" out of --extra-body.',
    });
  }
  const path = url.pathname.replace(/\/+$/, '');
  const user = url.username || url.password ? `${decoded(url.username)}:${decoded(url.password)}` : '';
  const basic = Buffer.from(user).toString('base64');
  const authorization = apiKey ? `Bearer ${apiKey}` : basic && `Basic ${basic}`;
  const headers = new Map(Object.entries({ accept: 'application/json', 'accept-encoding': 'identity' }));
  headers.set('user-agent', 'agentinstruct');
  if (authorization) headers.set('authorization', authorization);
  for (const [name, value] of own) headers.set(name, value);
  const ownSecrets = [...own.values()].flatMap((value) => [value, value.split(' ').at(-1) ?? '']);
  const named = [...url.searchParams, ...Object.entries(options.extraBody ?? {})];
  const hidden = named.flatMap(([name, value]) => (SECRET_NAME.test(name) && typeof value === 'string' ? [value] : []));
  return {
    origin: url.origin,
    path,
    root: path.replace(/\/v\d+$/, ''),
    search: url.search,
    headers: [...headers].flat(),
    where: url.origin + path,
    hasKey: headers.has('authorization') || [...own.keys()].some((name) => SECRET_NAME.test(name)),
    proxied,
    redact: redactor([
      ...secrets,
      ...(options.secrets ?? []),
      apiKey,
      basic,
      user,
      decoded(url.password),
      ...ownSecrets,
      ...hidden,
    ]),
  };
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new UserError('E_USAGE', 'Cannot use the address of the teacher: it is not an http:// or https:// URL', {
    hint: 'Give it as http://host:port/v1.',
  });
}

function keyOf(text = ''): string {
  const key = text.trim();
  if (/^[\x21-\x7e]*$/.test(key)) return key;
  throw new UserError('E_TEACHER_AUTH', 'Cannot use the API key: it holds a blank or a character outside ASCII', {
    hint: 'Look at the environment variable that holds the key.',
  });
}

function headersOf(headers: Readonly<Record<string, string>> = {}): Map<string, string> {
  const own = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  for (const [name, value] of own) {
    if (/^[!#$%&'*+.^_`|~\da-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    throw new UserError('E_CONFIG', `Cannot send the header ${JSON.stringify(name)}: HTTP does not allow such a one`, {
      hint: 'Look at --header and at headers in the config file.',
    });
  }
  return own;
}
