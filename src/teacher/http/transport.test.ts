import { readFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Pool } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { httpBackend } from './http-backend.ts';
import { openHttpTeacher } from './http-teacher.ts';
import { completion, question } from './loopback.ts';
import { failureOf } from './loopback-teacher.ts';
import { openTransport } from './transport.ts';

// A certificate for teacher.test and 127.0.0.1 with its key, made for these tests and trusted by nobody.
const folder = join(import.meta.dirname, '../../../test/fixtures/tls');
const cert = readFileSync(join(folder, 'certificate.pem'), 'utf8');
const key = readFileSync(join(folder, 'key.pem'), 'utf8');
const LIMITS = { connections: 4, connectTimeout: 2000 };

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function answer(url: string | undefined): string {
  return JSON.stringify(url?.endsWith('/models') ? { data: [{ id: 'm' }] } : completion('yes'));
}

async function secure(): Promise<number> {
  return listening(createHttps({ cert, key }, (req, out) => out.end(answer(req.url))) as unknown as Server);
}

/** A proxy that answers plain requests itself and tunnels others to `port`; what it was asked is in `asked`. */
async function proxy(port: number) {
  const asked: string[] = [];
  const server = createHttp((req, out) => {
    asked.push(`${req.method} ${req.url} ${req.headers['proxy-authorization'] ?? ''}`.trim());
    out.end(answer(req.url));
  });
  server.on('connect', (req, socket) => {
    asked.push(`CONNECT ${req.url}`);
    const far = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
    onTestFinished(() => void far.destroy());
  });
  return { asked, url: `http://user:hidden-word@127.0.0.1:${await listening(server)}` };
}

test('without a proxy it is a plain pool', () => {
  expect(openTransport('http://a.test', LIMITS).dispatcher).toBeInstanceOf(Pool);
  const proxies = { HTTP_PROXY: 'http://proxy.test:1' };
  expect(openTransport('http://127.0.0.1:8000', { ...LIMITS, proxies }).dispatcher).toBeInstanceOf(Pool);
  expect(openTransport('http://a.test', { ...LIMITS, proxies }).dispatcher).not.toBeInstanceOf(Pool);
});

test('plain and secure endpoints are asked through the proxy of the environment, with its login', async () => {
  const there = await proxy(await secure());
  const proxies = { HTTP_PROXY: there.url, https_proxy: there.url };
  for (const url of ['http://teacher.test/v1', 'https://teacher.test/v1']) {
    const teacher = openHttpTeacher({ url, proxies, ca: cert });
    await teacher.open();
    expect((await teacher.complete(question('a'))).text).toBe('yes');
    await teacher.close();
  }
  const login = `Basic ${Buffer.from('user:hidden-word').toString('base64')}`;
  expect(there.asked).toContain(`POST http://teacher.test/v1/chat/completions ${login}`);
  expect(there.asked).toContain('CONNECT teacher.test:443');
});

test('a proxy that is dead is named as what to look at first', async () => {
  const proxies = { HTTP_PROXY: 'http://user:hidden-word@127.0.0.1:1' };
  const teacher = openHttpTeacher({ url: 'http://teacher.test/v1', proxies });
  const failure = await failureOf(teacher.open());
  await teacher.close();
  expect(failure).toMatchObject({ code: 'E_TEACHER', hint: /proxy of HTTP_PROXY or HTTPS_PROXY/ });
  expect(`${failure.message} ${inspect(failure)}`).not.toContain('hidden-word');
});

test('NO_PROXY names what is asked directly', async () => {
  const there = await proxy(await secure());
  const proxies = { HTTP_PROXY: there.url, NO_PROXY: 'other.test,.test' };
  const teacher = httpBackend({ url: 'http://teacher.test/v1', proxies, model: 'm' });
  await failureOf(teacher.open());
  await teacher.close();
  expect(there.asked).toEqual([]);
});

test('a certificate of nobody known is refused, unless its authority is given', async () => {
  const url = `https://127.0.0.1:${await secure()}/v1`;
  const unknown = openHttpTeacher({ url });
  const failure = await failureOf(unknown.open());
  expect(failure).toMatchObject({ code: 'E_TEACHER', hint: expect.stringContaining('--ca') });
  await unknown.close();
  const known = openHttpTeacher({ url, ca: cert });
  await known.open();
  expect((await known.complete(question('a'))).text).toBe('yes');
  await known.close();
});

test('what is no PEM and no proxy is refused, and a login is never repeated', () => {
  expect(() => openTransport('https://a.test', { ...LIMITS, ca: 'x' })).toThrow(/--ca: the file holds none/);
  const proxies = { HTTPS_PROXY: 'socks5://user:hidden-word@p' };
  expect(() => openTransport('https://a.test', { ...LIMITS, proxies })).toThrow(/proxy of the environment/);
  for (const scheme of ['http', 'HTTP']) {
    const named = { http_proxy: `${scheme}://u:hidden%20w@p` };
    expect(openTransport('http://a.test', { ...LIMITS, proxies: named }).secrets).toContain('hidden w');
  }
});
