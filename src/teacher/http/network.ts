import { codeOf, messageOf, UserError } from '../../errors.ts';
import type { Fault } from '../backend.ts';
import type { Endpoint } from './endpoint.ts';
import { TimedOut } from './exchange.ts';

const NO_TLS = 'ERR_SSL_WRONG_VERSION_NUMBER';
const SAYINGS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'it does not take the connection in time',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the reply was cut short',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the reply is larger than 32 MB',
  [NO_TLS]: 'it does not speak TLS; its address may begin with http://',
};
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const CERTIFICATE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/**
 * What it means that no answer came. A fault passes; a UserError (E_TEACHER) does not: certificates never do, and while
 * `opening` only cut connections do, so that a wrong address shows at once. Nothing of the error itself is kept.
 */
export function networkVerdict(error: unknown, endpoint: Endpoint, opening: boolean): Fault | UserError {
  const code = codeOf(error) ?? '';
  const saying = error instanceof TimedOut ? messageOf(error) : (SAYINGS[code] ?? endpoint.redact(messageOf(error)));
  const certificate = CERTIFICATE.test(code);
  const words = `${certificate && !SAYINGS[code] ? 'its certificate is not accepted' : saying}${code && ` (${code})`}`;
  if (!certificate && (!opening || CUT.has(code)))
    return { status: null, words, waitMs: null, ...(error instanceof TimedOut && { timedOut: true as const }) };
  return new UserError('E_TEACHER', `Cannot reach the teacher at "${endpoint.where}": ${words}`, {
    hint: hintOn(code, certificate, endpoint),
  });
}

function hintOn(code: string, certificate: boolean, { origin, proxied }: Endpoint): string {
  if (code === NO_TLS) return `Give the address with http://, if ${origin} is the right host and port.`;
  if (certificate) return `Look at the certificate of ${origin}; --ca names a file of further authorities.`;
  const through = proxied ? ' It is asked through the proxy of HTTP_PROXY or HTTPS_PROXY: look at that one first.' : '';
  return `Look whether a server runs at ${origin}, and whether --teacher names the right host and port.${through}`;
}
