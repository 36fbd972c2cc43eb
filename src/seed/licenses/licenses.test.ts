import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowsLicenses } from './allowed.ts';
import { isLicenseFile, LicenseFiles } from './files.ts';
import { termsOf } from './terms.ts';
import { licenseOfText } from './texts.ts';

const MIT =
  'Copyright (c) 2020 A. Person\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files';
const BSD =
  'Copyright 2020\nRedistribution and use in source and binary forms, with or without modification, are permitted provided that';
const ISC =
  'Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted';
const GPL =
  '                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n\n Copyright (C) 2007';
const LGPL = '                   GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007';
const APACHE = '                                 Apache License\n                           Version 2.0, January 2004';

describe('licenseOfText', () => {
  it.each([
    [MIT, 'MIT'],
    [
      `The MIT License (MIT)\n\n${MIT}\n\nPermission to use, copy, modify, and distribute this software for any purpose`,
      'MIT',
    ],
    [BSD, 'BSD-2-Clause'],
    [`${BSD}\n * Neither the name of the author nor`, 'BSD-3-Clause'],
    [`${BSD}\n3. All advertising materials mentioning`, 'BSD-4-Clause'],
    [`${ISC}, provided that the above copyright notice`, 'ISC'],
    [`${ISC}.`, '0BSD'],
    [GPL, 'GPL-3.0-or-later'],
    ['The GNU General Public License (GPL)\n\nVersion 2, June 1991', 'GPL-2.0-or-later'],
    [LGPL, 'LGPL-3.0-or-later'],
    ['GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999', 'LGPL-2.1-or-later'],
    ['GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007', 'AGPL-3.0-or-later'],
    [APACHE, 'Apache-2.0'],
    ['Licensed under the Apache License, Version 2.0 (the "License");\nyou may not', 'Apache-2.0'],
    ['Mozilla Public License Version 2.0\n===', 'MPL-2.0'],
    ['Eclipse Public License - v 2.0', 'EPL-2.0'],
    ['Boost Software License - Version 1.0 - August 17th, 2003', 'BSL-1.0'],
    ['Creative Commons Legal Code\n\nCC0 1.0 Universal', 'CC0-1.0'],
    ['Attribution-ShareAlike 4.0 International\n\n====', 'CC-BY-SA-4.0'],
    ['Creative Commons Legal Code\n\nAttribution-NonCommercial-NoDerivs 3.0 Unported', 'CC-BY-NC-ND-3.0'],
    ['Attribution 4.0 International', 'CC-BY-4.0'],
    ['# Creative Commons Attribution-NonCommercial 4.0 International Public License', 'CC-BY-NC-4.0'],
    ['This is free and unencumbered software released into the public domain.', 'Unlicense'],
    [
      "This software is provided 'as-is', without any express or implied\nwarranty.  In no event will the authors be held liable",
      'Zlib',
    ],
    ['Open Government Licence for public sector information\nv3.0', 'OGL-UK-3.0'],
    ['This is dual-licensed under the MIT License and GPLv3. The MIT License ...', null],
    ['All rights reserved. You may not copy this.', null],
    ['', null],
  ])('%#', (text, id) => expect(licenseOfText(text)).toBe(id));
});

describe('LicenseFiles', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'licences-'));
    const files: Record<string, string> = {
      'LICENSE.md': APACHE,
      'a/b/c.txt': 'x',
      'mit/COPYING': MIT,
      'mit/deep/er/x.md': 'x',
      'two/LICENSE-MIT': MIT,
      'two/LICENSE-APACHE.txt': APACHE,
      'both/LICENSE': MIT,
      'both/LICENSE-docs': 'Attribution 4.0 International',
      'lesser/COPYING': GPL,
      'lesser/COPYING.LESSER': LGPL,
      'own/LICENCE.txt': 'You may look at it.',
      'third/LICENSE-THIRD-PARTY': GPL,
      'third/license.py': MIT,
      'lined/a.md': '# A\n\n<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n',
      'lined/b.csv': 'a,b',
      'lined/b.csv.license': 'SPDX-FileCopyrightText: 2020 A. Person\n\nSPDX-License-Identifier: CC0-1.0\n',
      'lined/c.txt': 'x',
      'third/license-plates.md': 'Plates are read by a camera.',
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await mkdir(join(root, 'folder/LICENSE'), { recursive: true });
  });
  afterAll(() => rm(root, { recursive: true }));

  it.each([
    ['a/b/c.txt', 'Apache-2.0'],
    ['mit/deep/er/x.md', 'MIT'],
    ['two/x.md', 'Apache-2.0 OR MIT'],
    ['both/x.md', 'MIT AND CC-BY-4.0'],
    ['lesser/x.c', 'LGPL-3.0-or-later'],
    ['own/x.md', 'see LICENCE.txt'],
    ['third/x.md', 'Apache-2.0'],
    ['folder/x.md', 'see LICENSE'],
    ['nowhere/x.md', 'Apache-2.0'],
    ['lined/a.md', 'CC-BY-4.0'],
    ['lined/b.csv', 'CC0-1.0'],
    ['lined/c.txt', 'Apache-2.0'],
  ])('%s: %s', async (path, license) => {
    const file = { path: join(root, path), source: path, root };
    expect(await new LicenseFiles().of(file as never)).toBe(license);
  });

  it('goes by names that only licences have', () => {
    for (const name of [
      'LICENSE',
      'license.md',
      'Licence.txt',
      'COPYING',
      'LICENSE-MIT',
      'LICENSE.APACHE2',
      'COPYING.LESSER',
    ])
      expect([name, isLicenseFile(name)]).toEqual([name, true]);
    for (const name of [
      'license-plates.md',
      'licensing.md',
      'LICENSE.py',
      'LICENSE-THIRD-PARTY',
      'copying-machines.txt',
    ])
      expect([name, isLicenseFile(name)]).toEqual([name, false]);
  });

  it('looks no higher than the folder that was given, or its repository', async () => {
    const file = { path: join(root, 'a/b/c.txt'), source: 'c.txt', root: join(root, 'a/b') };
    expect(await new LicenseFiles().of(file as never)).toBeNull();
    await mkdir(join(root, 'a/.git'));
    expect(await new LicenseFiles().of(file as never)).toBeNull();
    await writeFile(join(root, 'a/COPYING'), MIT);
    expect(await new LicenseFiles().of(file as never)).toBe('MIT');
  });
});

describe('allowsLicenses', () => {
  it.each<[string, (string | null)[], (string | null)[]]>([
    [
      'MIT',
      ['MIT', 'mit', 'MIT OR GPL-3.0-only', 'GPL-3.0-only OR MIT'],
      ['MIT-0', 'Apache-2.0', null, 'MIT AND GPL-3.0-only'],
    ],
    ['CC-BY-*', ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0'], ['CC0-1.0', 'CC-BY', null]],
    ['CC-BY-?.0', [], ['CC-BY-4.0']],
    ['GPL-*', ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-3.0-or-later'], ['LGPL-3.0-only']],
    ['MIT,GPL-*', ['MIT AND GPL-3.0-only'], ['MIT AND LGPL-2.1-only']],
    ['unknown', [null, 'see LICENSE'], ['MIT', 'Given']],
    ['Public domain*', ['Public domain in the USA (Project Gutenberg)'], ['domain']],
    ['*', ['MIT', null, 'anything at all'], []],
    ['', [], ['MIT', null]],
  ])('%s', (list, allowed, refused) => {
    const allows = allowsLicenses(list.split(','));
    for (const license of allowed) expect([license, allows(license)]).toEqual([license, true]);
    for (const license of refused) expect([license, allows(license)]).toEqual([license, false]);
  });
});

describe('termsOf', () => {
  it.each<[string | null, string[]]>([
    ['CC0-1.0', []],
    ['Public domain in the USA (Project Gutenberg)', []],
    ['MIT', ['attribution']],
    ['CC-BY-4.0', ['attribution']],
    ['CC-BY', ['attribution']],
    ['CC-BY-SA-4.0', ['attribution', 'share-alike']],
    ['GPL-3.0-or-later', ['attribution', 'share-alike']],
    ['CC-BY-NC-SA-4.0', ['attribution', 'share-alike', 'non-commercial']],
    ['CC-BY-ND-4.0', ['attribution', 'no-derivatives']],
    ['CC-BY-NC-ND-3.0', ['attribution', 'non-commercial', 'no-derivatives']],
    ['MIT OR GPL-3.0-only', ['attribution']],
    ['MIT AND CC-BY-SA-4.0', ['attribution', 'share-alike']],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['attribution', 'share-alike']],
    ['see LICENSE', ['unknown']],
    ['All rights reserved', ['unknown']],
    [null, ['unknown']],
  ])('%s: %j', (license, terms) => expect(termsOf(license)).toEqual(terms));
});
