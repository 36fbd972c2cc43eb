import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readDocument as one, readDocuments as read } from '../../test/read-document.ts';
import { readers } from './reader.ts';

const WRAPPED = `Alice was beginning to get very tired of sitting by her sister on the
bank, and of having nothing to do: once or twice she had peeped into the
book her sister was reading, but it had no pictures or conversations in
it, and what is the use of a well-
known book without pictures?`;

describe('the readers', () => {
  it('are named as their files, and take at least 20 programming languages and each extension once', async () => {
    const all = await readers();
    const files = await readdir(new URL('./readers/', import.meta.url));
    const names = files.filter((name) => /^[^.]+\.ts$/.test(name)).map((name) => name.slice(0, -3));
    expect([...new Set([...all.values()].map(({ id }) => id))].sort()).toEqual(names.sort());
    expect([...all.values()].filter(({ id }) => id === 'code').length).toBeGreaterThanOrEqual(20);
  });
});

describe('txt', () => {
  it('joins wrapped lines and keeps verse, lists and figures', async () => {
    const verse =
      'How doth the little crocodile\n  Improve his shining tail,\nAnd pour the waters of the Nile\n  On every golden scale!';
    const list = '- one of the things\n- another of the things that are here';
    const figure = '       HEX = "A" | "B"\n           | "C" | DIGIT';
    const { text } = await one('a.txt', [WRAPPED, verse, list, figure].join('\n\n'));
    expect(text.split('\n\n')).toEqual([WRAPPED.replaceAll('-\n', '-').replaceAll('\n', ' '), verse, list, figure]);
  });

  it('strips Project Gutenberg and takes its title', async () => {
    const raw = `\ufeffThe Project Gutenberg EBook\r\n\r\nTitle: Die Verwandlung\r\n\r\n*** START OF THIS PROJECT GUTENBERG EBOOK DIE VERWANDLUNG ***\r\n
Produced by Jana Srna\r\nand others\r\n\r\nI.\r\n\r\nAls Gregor Samsa erwachte.\r\n\r\nEnd of the Project Gutenberg EBook of Die Verwandlung\r\n
*** END OF THIS PROJECT GUTENBERG EBOOK DIE VERWANDLUNG ***\r\n\r\nDonate.`;
    const document = await one('a.txt', raw);
    expect(document.text.trim()).toBe('I.\n\nAls Gregor Samsa erwachte.');
    expect(document).toMatchObject({ title: 'Die Verwandlung', sections: [{ title: 'I.', level: 1 }] });
    expect(document.license).toContain('Public domain');
  });

  it('removes the pages of an RFC and mends the paragraphs they tore', async () => {
    const pages = [1, 2, 3].map(
      (page) =>
        `Fielding, et al.            Standards Track                    [Page ${page}]\n\f\nRFC 2616                        HTTP/1.1                       June 1999`,
    );
    const raw = `   Senders wishing to defeat this behavior may include a charset\n\n\n${pages[0]}\n\n\n   parameter even then.\n\n\n${pages[1]}\n\n\n3.5 Content Codings\n\n   Content.\n${pages[2]}\n`;
    const { text, sections } = await one('rfc.txt', raw);
    expect(text).not.toMatch(/Page|June|\f/);
    expect(text).toContain('charset\n   parameter even then.\n\n3.5 Content Codings\n\n   Content.');
    expect(sections.map(({ title }) => title)).toEqual(['3.5 Content Codings']);
  });

  it.each([
    ['Latin-1', Buffer.from('Gregor lag auf seinem panzerartig harten Rücken und sah den gewölbten Bauch.', 'latin1')],
    [
      'UTF-16',
      Buffer.from('\ufeffGregor lag auf seinem panzerartig harten Rücken und sah den gewölbten Bauch.', 'utf16le'),
    ],
  ])('decodes %s', async (_, bytes) => {
    expect((await one('a.txt', bytes)).text).toBe(
      'Gregor lag auf seinem panzerartig harten Rücken und sah den gewölbten Bauch.',
    );
  });

  it('cleans characters and refuses what is binary', async () => {
    expect((await one('a.txt', `a\u0000b\u0007${'Cafe\u0301 '.repeat(500)}`)).text).toMatch(/^abCafé Café/);
    await expect(one('a.txt', Buffer.from([0, 1, 2, 0, 3, 255, 0]))).rejects.toThrow('binary');
  });
});

describe('markdown', () => {
  it('keeps what is read and drops what is not', async () => {
    const raw = `Title\n=====\n\n{{< img src="x.jpg" >}}See [the [A] list](http://a.b/c_(d)), &#8220;so&#8221; <b>bold</b>.\n\n\`\`\`html\n<b>[x](y)</b>\n\`\`\`\n\n[ref]: http://x.y\n{: .note}\n1\\. One`;
    const { text, sections } = await one('a.md', raw);
    expect(text).toBe('# Title\n\nSee the [A] list, “so” bold.\n\n```html\n<b>[x](y)</b>\n```\n\n1. One');
    expect(sections).toEqual([{ start: 0, level: 1, title: 'Title' }]);
  });

  it('decodes the entities that it knows and no others', async () => {
    const { text } = await one('a.md', '&lt;T&gt; &constructor; &valueOf; &toString;');
    expect(text).toBe('<T> &constructor; &valueOf; &toString;');
  });

  it('takes a line of dashes without YAML for what it is', async () => {
    expect((await one('a.md', '---\n\nText: and: more\n\n---\n\nEnd')).text).toContain('Text: and: more');
  });
});

describe('jsonl', () => {
  it('keeps lines whole that hold other line breaks', async () => {
    const rows = [
      '{"text":"one\u2028two\u2029three\u0085four"}\r',
      '',
      `{"text":"a\u0007b","url":"${'x'.repeat(200)}"}`,
      '\ufeff{"text":"c"}',
      '[]',
    ];
    const { documents, rejects } = await read('a.jsonl', rows.join('\n'));
    expect(documents.map(({ source, text }) => [source, text])).toEqual([
      ['a.jsonl#1', 'one\ntwo\nthree\nfour'],
      ['a.jsonl#3', 'ab'],
      ['a.jsonl#4', 'c'],
    ]);
    expect(rejects).toEqual([{ source: 'a.jsonl#5', reason: 'not a JSON object' }]);
  });

  it('reads a field that is asked for', async () => {
    const { documents, rejects } = await read('a.jsonl', '{"text":"a","x":"b"}\n[1]\n\n{"x":""}', 'x');
    expect(documents.map(({ source, text }) => [source, text])).toEqual([['a.jsonl#1', 'b']]);
    expect(rejects).toEqual([
      { source: 'a.jsonl#2', reason: 'not a JSON object' },
      { source: 'a.jsonl#4', reason: 'empty text' },
    ]);
  });
});
