import { expect, it } from 'vitest';
import { readDocument } from '../../test/read-document.ts';
import { stripPages } from './rfc-pages.ts';

it('leaves out what every RFC says of its status and copyright', () => {
  const rfc = (notice: string) =>
    `Internet Engineering Task Force\nRequest for Comments: 9999\n\nAbstract\n\n   It is short.\n\n${notice}1.  Introduction\n\n   It begins.\n`;
  const notices = `Status of This Memo\n\n   This is an Internet Standards Track document.\n\nCopyright Notice\n\n   Copyright (c) 2022 IETF Trust.\n\n   All rights reserved.\n\n`;
  expect(stripPages(rfc(notices))).toBe(rfc(''));
  expect(stripPages('Copyright Notice\n\n   Of something else.\f')).toBe(
    'Copyright Notice\n\n   Of something else.\n\n',
  );
});

it('takes no sentence at the margin for a heading', async () => {
  const body = Array.from({ length: 8 }, (_, at) => `   Body ${at} goes on here and says a thing.`).join('\n\n');
  const text = `1. One\n\n${body}\n\nServers that do not accept any kind of range request MAY send\n\n${body}\n\nSecurity Considerations\n\n${body}\n`;
  const { sections } = await readDocument('a.txt', text);
  expect(sections.map(({ title }) => title)).toEqual(['1. One', 'Security Considerations']);
});
