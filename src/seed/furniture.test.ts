import { describe, expect, it } from 'vitest';
import { readDocument } from '../../test/read-document.ts';
import { withoutFurniture } from './furniture.ts';

const BODY = 'The clock stood still for nine days.\n\nNobody had the key, and nobody asked.';

describe('what stands around a text', () => {
  it.each([
    'Home > Clocks > Towers',
    'Startseite » Uhren',
    'Skip to main content',
    '© 2021 The Clock Society',
    'Copyright (c) 1999-2004 A. Person. All rights reserved.',
    'Alle Rechte vorbehalten.',
    '« Previous | Next »',
    'Back to top',
    '_Last updated: 3 May 2020_',
    'This page is licensed under a Creative Commons Attribution 4.0 International License.',
  ])('is left out at either end: %s', (line) => {
    expect(withoutFurniture(`${line}\n\n${BODY}`).text).toBe(BODY);
    expect(withoutFurniture(`${BODY}\n\n${line}`).text).toBe(BODY);
    const middle = `${'One more of them.\n\n'.repeat(25)}${line}\n\n${'One more of them.\n\n'.repeat(25)}`;
    expect(withoutFurniture(middle).text).toBe(middle);
  });

  it.each([
    'Home is where the clock is > so they say.',
    'Copyright is a right of authors, and it lasts for seventy years after their death in most countries.',
    'The library released the letters under pressure, and the papers printed them in 1999.',
    '# Copyright 2020',
    'Print',
  ])('is told from what only looks like it: %s', (line) => {
    const kept = withoutFurniture(`${line}\n\n${BODY}`).text.startsWith(line);
    expect(kept).toBe(line !== 'Print');
  });

  it.each([
    ['Licensed under a Creative Commons Attribution-ShareAlike 4.0 International License.', 'CC-BY-SA-4.0'],
    ['This text is available under the CC BY-NC 3.0 licence.', 'CC-BY-NC-3.0'],
    ['Published under CC0, for everyone.', 'CC0-1.0'],
    ['Released under creativecommons.org, CC, as you like. All rights reserved.', null],
  ])('names the licence: %s', (line, license) => {
    expect(withoutFurniture(`${BODY}\n\n${line}`)).toEqual({ text: BODY, license });
  });

  it('is all there is in some texts, which keep it', () => {
    expect(withoutFurniture('© 2021 A').text).toBe('© 2021 A');
  });

  it('is looked for at the ends of long texts alone', () => {
    const long = `Home > A\n\n${'It goes on and on here.\n\n'.repeat(5000)}© 2020 B`;
    const { text } = withoutFurniture(long);
    expect([text.startsWith('It goes'), text.trimEnd().endsWith('here.')]).toEqual([true, true]);
    expect(text.match(/It goes/g)).toHaveLength(5000);
  });

  it('gives the licence of files that state no other', async () => {
    const notice = 'This guide is licensed under the Creative Commons Attribution 4.0 International License.';
    expect(await readDocument('a.txt', `${BODY}\n\n${notice}\n`)).toMatchObject({ license: 'CC-BY-4.0' });
    expect(await readDocument('a.md', `# Clocks\n\n${BODY}\n\n${notice}\n`)).toMatchObject({ license: 'CC-BY-4.0' });
  });
});
