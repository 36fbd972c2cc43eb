import { describe, expect, it } from 'vitest';
import { spdxOf } from './spdx.ts';

describe('spdxOf', () => {
  it.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['The MIT License', 'MIT'],
    ['MIT License (Crown copyright)', 'MIT'],
    ['Expat', 'MIT'],
    ['Apache 2', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['Apache Software License 2.0', 'Apache-2.0'],
    ['http://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['BSD 3-Clause', 'BSD-3-Clause'],
    ['New BSD License', 'BSD-3-Clause'],
    ['BSD-2', 'BSD-2-Clause'],
    ['https://opensource.org/licenses/BSD-3-Clause', 'BSD-3-Clause'],
    ['https://opensource.org/license/mit', 'MIT'],
    ['https://spdx.org/licenses/MPL-2.0.html', 'MPL-2.0'],
    ['GPLv3', 'GPL-3.0-only'],
    ['GPL-3.0+', 'GPL-3.0-or-later'],
    ['GNU General Public License v2 or later', 'GPL-2.0-or-later'],
    ['GNU General Public License, version 2', 'GPL-2.0-only'],
    ['LGPL 2.1', 'LGPL-2.1-only'],
    ['GNU AGPLv3', 'AGPL-3.0-only'],
    ['https://www.gnu.org/licenses/gpl-3.0.html', 'GPL-3.0-only'],
    ['https://www.gnu.org/licenses/old-licenses/lgpl-2.1.txt', 'LGPL-2.1-only'],
    ['GNU Free Documentation License 1.3', 'GFDL-1.3-only'],
    ['Mozilla Public License 2.0', 'MPL-2.0'],
    ['The Unlicense', 'Unlicense'],
    ['CC0', 'CC0-1.0'],
    ['CC0 1.0 Universal', 'CC0-1.0'],
    ['CC0 1.0 (Standard Ebooks)', 'CC0-1.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['http://creativecommons.org/publicdomain/mark/1.0/deed.de', 'CC-PDM-1.0'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['CC-BY-SA 4.0', 'CC-BY-SA-4.0'],
    ['cc-by-nc-nd-4.0', 'CC-BY-NC-ND-4.0'],
    ['CC BY-SA 4.0 International', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution 4.0 International License', 'CC-BY-4.0'],
    ['Creative Commons Attribution-ShareAlike 3.0 Unported', 'CC-BY-SA-3.0'],
    ['Creative Commons Attribution-NonCommercial-NoDerivs 3.0', 'CC-BY-NC-ND-3.0'],
    ['Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International', 'CC-BY-NC-ND-4.0'],
    [
      'licensed under a Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License.',
      'CC-BY-NC-SA-4.0',
    ],
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://creativecommons.org/licenses/by-nc-sa/3.0/us/', 'CC-BY-NC-SA-3.0'],
    ['//creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['CC BY-SA', 'CC-BY-SA'],
    ['Open Government Licence v3.0', 'OGL-UK-3.0'],
    ['ODC PDDL 1.0', 'PDDL-1.0'],
    ['ODbL', 'ODbL-1.0'],
    ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
    ['(mit or apache-2.0)', 'MIT OR Apache-2.0'],
    ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['MIT AND CC BY 4.0', 'MIT AND CC-BY-4.0'],
  ])('%s is %s', (stated, id) => expect(spdxOf(stated)).toBe(id));

  it.each([
    'Public domain in the USA (Project Gutenberg)',
    'Sidecar-1.0',
    'All rights reserved',
    'CC BY-SA 3.0/4.0 (Wikipedia text; repository MIT)',
    'see the file LICENSE and ask the author',
    'Given',
    'GPL with some changes',
    'CC BY-XY 4.0',
  ])('keeps %s as it is stated', (stated) => expect(spdxOf(stated)).toBe(stated));

  it.each(['', ' ', 'unknown', 'None', 'N/A', '?'])('takes %j for none', (stated) => expect(spdxOf(stated)).toBeNull());

  it('says the same of what it said', () => {
    for (const stated of ['GPLv3+', 'CC BY 4.0', 'MIT/Apache-2.0', 'GNU AGPLv3', 'ODbL', 'CC BY-SA'])
      expect(spdxOf(spdxOf(stated) ?? '')).toBe(spdxOf(stated));
  });

  it('is quick with long statements', () => {
    for (const odd of ['cc '.repeat(1e5), 'MIT or '.repeat(1e5), 'gnu '.repeat(1e5), ' '.repeat(1e6), '('.repeat(1e5)])
      expect(spdxOf(odd)?.length ?? 0).toBeLessThanOrEqual(300);
  });
});
