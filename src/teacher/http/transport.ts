import { getCACertificates, rootCertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { UserError } from '../../errors.ts';

/** How connections to one origin are made. */
export interface TransportOptions {
  /** Most at once. */
  connections: number;
  /** Milliseconds for opening one. */
  connectTimeout: number;
  /** Most bytes of one answer. Default 32 MB. */
  mostBytes?: number;
  /** PEM text of certificate authorities beside the system's. */
  ca?: string | undefined;
  /** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the environment, in capitals or not. */
  proxies?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A way to an origin; `secrets` are what must not be said of it. */
export interface Transport {
  /** Whether a proxy may stand between. */
  proxied: boolean;
  dispatcher: Dispatcher;
  secrets: string[];
}

const MOST_CONNECTIONS = 65_535;
const MOST_BYTES = 32 * 2 ** 20;

/**
 * Connections to `origin`: a plain pool, or through the proxy that the environment names for it (as curl does; this
 * machine is never asked for through one). Errors: E_CONFIG where the authorities are no PEM or the proxy no URL.
 */
export function openTransport(origin: string, options: TransportOptions): Transport {
  const { connections, connectTimeout, ca, proxies = {}, mostBytes = MOST_BYTES } = options;
  const authorities = ca === undefined ? {} : { ca: authoritiesWith(ca) };
  const limits = {
    connections: Math.min(connections, MOST_CONNECTIONS),
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: mostBytes,
  };
  const of = (name: string) => proxies[name.toLowerCase()] || proxies[name] || '';
  const [httpProxy, httpsProxy, noProxy] = [of('HTTP_PROXY'), of('HTTPS_PROXY'), of('NO_PROXY')];
  const proxy = origin.startsWith('https:') ? httpsProxy || httpProxy : httpProxy;
  if (proxy === '' || isHere(origin))
    return {
      dispatcher: new Pool(origin, { ...limits, connectTimeout, connect: authorities }),
      secrets: [],
      proxied: false,
    };
  const secrets = loginOf(proxy);
  const connect = { timeout: connectTimeout, ...authorities };
  const dispatcher = new EnvHttpProxyAgent({
    ...limits,
    connect,
    requestTls: connect,
    httpProxy,
    httpsProxy: httpsProxy || httpProxy,
    noProxy,
  });
  return { dispatcher, secrets, proxied: true };
}

function isHere(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
}

function loginOf(proxy: string): string[] {
  if (!/^https?:/i.test(proxy) || !URL.canParse(proxy)) {
    throw new UserError('E_CONFIG', 'Cannot use the proxy of the environment: it is no http:// or https:// URL', {
      hint: 'Look at HTTP_PROXY and HTTPS_PROXY; a proxy is given as http://host:port.',
    });
  }
  const { username, password } = new URL(proxy);
  return [username, password, decodeURIComponent(username), decodeURIComponent(password)].filter((text) => text !== '');
}

function authoritiesWith(pem: string): string[] {
  if (!/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(pem)) {
    throw new UserError('E_CONFIG', 'Cannot use the certificates of --ca: the file holds none', {
      hint: 'Give a PEM file, which has lines such as -----BEGIN CERTIFICATE-----.',
    });
  }
  const system = typeof getCACertificates === 'function' ? getCACertificates('default') : [...rootCertificates];
  return [...system, pem];
}
