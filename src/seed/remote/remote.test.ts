import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readerOf } from '../choose-reader.ts';
import { allReaders, type Document, type SourceFile } from '../reader.ts';
import { isPrivateAddress } from './addresses.ts';
import { findRemote, isRemote } from './find-remote.ts';
import { type Loopback, type Page, serve } from './loopback-server.ts';
import { openRemote } from './remote-file.ts';
import { ask, publicLookup } from './request.ts';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(pages: Record<string, Page>): Promise<Loopback> {
  const server = await serve(pages);
  open.push(server);
  return server;
}

async function fileAt(server: Loopback, path: string) {
  const [file] = (await findRemote(`${server.origin}${path}`)).files;
  if (!file) throw new Error('no file');
  return file;
}

async function streamed(file: SourceFile): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.stream()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const TEXT = Array.from({ length: 30_000 }, (_, i) => `line ${i}\n`).join('');

describe('a file at an address', () => {
  it('is described by its first byte and read in all ways', async () => {
    const headers = { etag: '"v1"', 'content-type': 'text/plain; charset=utf-8' };
    const server = await serving({ '/a%20b.txt': { body: TEXT, ranges: true, headers } });
    const found = await fileAt(server, '/a%20b.txt?key=secret#top');
    expect(found).toMatchObject({
      source: `${server.origin}/a b.txt`,
      size: TEXT.length,
      ranges: true,
      ending: '.txt',
    });
    expect(found.identity).toBe(`"v1"  ${TEXT.length}`);
    const file = openRemote(found);
    expect(await streamed(file)).toBe(TEXT);
    expect(Buffer.from(await file.bytes()).toString()).toBe(TEXT);
    expect(Buffer.from(await file.slice(100_000, 100_010)).toString()).toBe(TEXT.slice(100_000, 100_010));
    expect(Buffer.from(await file.slice(TEXT.length - 5, TEXT.length + 99)).toString()).toBe(TEXT.slice(-5));
    const before = server.asked.length;
    for (const end of [10, 65_536, 512])
      expect(Buffer.from(await file.slice(2, end)).toString()).toBe(TEXT.slice(2, end));
    expect(server.asked.length).toBe(before + 1);
  });

  it('is read where the server gives no parts, no length, or packs it unasked', async () => {
    const server = await serving({
      '/plain': { body: TEXT },
      '/chunked': { body: TEXT, chunked: true },
      '/packed': { body: gzipSync(TEXT), headers: { 'content-encoding': 'gzip' } },
      '/brotli': { body: TEXT, headers: { 'content-encoding': 'br' } },
    });
    for (const [path, size] of [
      ['/plain', TEXT.length],
      ['/chunked', null],
      ['/packed', null],
    ] as const) {
      const found = await fileAt(server, path);
      expect(found).toMatchObject({ size, ranges: false });
      const file = openRemote(found);
      expect(await streamed(file)).toBe(TEXT);
      expect(Buffer.from(await file.slice(100_000, 100_010)).toString()).toBe(TEXT.slice(100_000, 100_010));
      expect((await file.bytes()).length).toBe(TEXT.length);
    }
    await expect(streamed(openRemote(await fileAt(server, '/brotli')))).rejects.toThrow(
      'a packing that is not read (br)',
    );
  });

  it('goes on where the connection broke, if the server gives parts', async () => {
    const server = await serving({
      '/a': { body: TEXT, ranges: true, breaks: [] },
      '/b': { body: TEXT },
    });
    const pages: Record<string, Page> = { '/c': { body: TEXT, ranges: true } };
    const breaking = await serving(pages);
    const found = await fileAt(breaking, '/c');
    pages['/c'] = { body: TEXT, ranges: true, breaks: [70_000, 50_000, 0] };
    expect(await streamed(openRemote(found))).toBe(TEXT);
    expect(breaking.asked.map(({ range }) => range)).toEqual([
      'bytes=0-0',
      undefined,
      'bytes=70000-',
      'bytes=120000-',
      'bytes=120000-',
    ]);
    const whole = await fileAt(server, '/b');
    const other: Record<string, Page> = { '/b': { body: TEXT, breaks: [70_000] } };
    const alone = await serving(other);
    await expect(streamed(openRemote({ ...whole, url: `${alone.origin}/b` }))).rejects.toThrow('the connection broke');
  });

  it('is given up with the reason', async () => {
    const server = await serving({
      '/ok': { body: 'a', ranges: true },
      '/gone': { status: 410 },
      '/busy': { status: 503 },
    });
    const found = await fileAt(server, '/ok');
    await expect(streamed(openRemote({ ...found, url: `${server.origin}/gone` }))).rejects.toThrow(
      'cannot be fetched: 410 Gone',
    );
    await expect(streamed(openRemote({ ...found, url: `${server.origin}/busy` }))).rejects.toThrow(
      '503 Service Unavailable',
    );
    expect(server.asked.filter(({ path }) => path === '/busy')).toHaveLength(4);
    await expect(findRemote(`${server.origin}/none?key=secret`)).rejects.toMatchObject({
      code: 'E_SEEDS',
      message: `Cannot read seeds from "${server.origin}/none": 404 Not Found`,
    });
    await server.close();
    await expect(findRemote(`${server.origin}/late`)).rejects.toThrow('nothing answers there');
  });

  it('is read by its type where its name says nothing', async () => {
    const body = JSON.stringify([{ text: 'One.' }]);
    const server = await serving({ '/items': { body, headers: { 'content-type': 'application/json' } } });
    const file = openRemote(await fileAt(server, '/items'));
    const documents: Document[] = [];
    const reader = await readerOf(await file.slice(0, 100), file.source, await allReaders(), file.ending);
    for await (const document of await reader.read(file, { reject: () => {} })) documents.push(document);
    expect(documents).toMatchObject([{ source: `${server.origin}/items#1`, text: 'One.' }]);
  });

  it('is told apart from what it was by tag, time or length', async () => {
    const pages: Record<string, Page> = {
      '/a': { body: 'a', headers: { 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' } },
      '/b': { body: 'b' },
    };
    const server = await serving(pages);
    expect((await fileAt(server, '/a')).identity).toContain('01 Nov 2026');
    expect((await fileAt(server, '/b')).identity).toMatch(/^asked at \d+$/);
  });
});

describe('where an address leads', () => {
  it('is followed five times, with the token for the first host alone', async () => {
    const other = await serving({ '/end': { body: 'the end' } });
    const pages: Record<string, Page> = {};
    for (let i = 0; i < 8; i++) pages[`/${i}`] = { status: 302, headers: { location: `/${i + 1}` } };
    pages['/away'] = { status: 307, headers: { location: `${other.origin}/end` } };
    pages['/nowhere'] = { status: 301, headers: { location: 'http://[' } };
    pages['/8'] = { body: 'here' };
    const server = await serving(pages);
    expect(await (await ask({ url: `${server.origin}/3`, token: 't' })).body.text()).toBe('here');
    await expect(ask({ url: `${server.origin}/2` })).rejects.toThrow('it leads on more than 5 times');
    await expect(ask({ url: `${server.origin}/nowhere` })).rejects.toThrow('an address that is none');
    expect(await (await ask({ url: `${server.origin}/away`, token: 't' })).body.text()).toBe('the end');
    expect(server.asked.every(({ authorization }) => authorization === 'Bearer t' || authorization === undefined)).toBe(
      true,
    );
    expect(server.asked.at(-1)?.authorization).toBe('Bearer t');
    expect(other.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('is never this machine, nor a private network, from outside', async () => {
    const server = await serving({
      '/in': { status: 302, headers: { location: '/secret' } },
      '/secret': { body: 'x' },
    });
    const outside = async () => false;
    await expect(ask({ url: `${server.origin}/in` }, outside)).rejects.toThrow(
      'it leads to a private address (127.0.0.1)',
    );
    for (const address of [
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://[fd00::1]/',
      'https://169.254.169.254/',
      'https://2130706433/',
    ]) {
      const leads = await serving({ '/': { status: 302, headers: { location: address } } });
      await expect(ask({ url: `${leads.origin}/` }, outside)).rejects.toThrow('it leads to a private address');
    }
    for (const address of ['http://example.com/', 'file:///etc/passwd', 'ftp://example.com/a']) {
      const leads = await serving({ '/': { status: 302, headers: { location: address } } });
      await expect(ask({ url: `${leads.origin}/` }, outside)).rejects.toThrow(/only https|no https/);
    }
    expect(server.asked.map(({ path }) => path)).toEqual(['/in']);
  });

  it('is checked by what a name is said to be, at the moment of connecting', async () => {
    const said = (hostname: string) =>
      new Promise((resolve) => publicLookup(hostname, { all: true }, (error) => resolve(error?.message ?? 'public')));
    expect(await said('localhost')).toBe('it leads to a private address (localhost)');
  });

  it.each([
    ['8.8.8.8', false],
    ['1.1.1.1', false],
    ['2606:4700::1111', false],
    ['::ffff:8.8.8.8', false],
    ['::ffff:10.0.0.1', true],
    ['127.0.0.1', true],
    ['100.64.1.1', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['0.0.0.0', true],
    ['::', true],
    ['fe80::1%eth0', true],
    ['64:ff9b::7f00:1', true],
    ['no address', true],
  ])('%s is private: %s', (address, expected) => expect(isPrivateAddress(address)).toBe(expected));
});

describe('addresses', () => {
  it('are told from paths, and only those that are read are taken', async () => {
    expect(['https://a.example/b', 'hf://datasets/a/b', 's3://a/b'].every(isRemote)).toBe(true);
    expect(['a/b', './https:/a', 'C:\\a', 'a:b'].some(isRemote)).toBe(false);
    await expect(findRemote('s3://a/b')).rejects.toThrow('only https:// and hf:// addresses are read');
    await expect(findRemote('http://example.com/a')).rejects.toThrow('http:// is not read, only https://');
    await expect(findRemote('https://')).rejects.toThrow('it is no https:// address');
    await expect(findRemote('https://user:secret@a.example/b?key=secret')).rejects.toMatchObject({
      code: 'E_SEEDS',
      message: 'Cannot read seeds from "https://a.example/b": an address with a login in it is not asked',
    });
  });
});
