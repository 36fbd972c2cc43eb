import { spdxOf } from './spdx.ts';

/** Characters of a file in which the title of its licence is looked for, and in which its words are. */
const HEAD = 1500;
const MOST = 6000;

/** Licences by the titles of their texts, in lower case and without marks; `$1` is a version. The more particular come first. */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [/gnu affero general public license (?:\(agpl\) )?version (\d)/, 'AGPL-$1.0-or-later'],
  [/gnu (?:lesser|library) general public license (?:\(lgpl\) )?version (\d(?:\.\d)?)/, 'LGPL $1 or later'],
  [/gnu free documentation license version (\d\.\d)/, 'GFDL-$1-or-later'],
  [/gnu general public license (?:\(gpl\) )?version (\d)/, 'GPL-$1.0-or-later'],
  [/apache license version 2\.0/, 'Apache-2.0'],
  [/mozilla public license(?: version)? (\d\.\d)/, 'MPL-$1'],
  [/eclipse public license(?: -)?(?: v| version)? ?(\d\.\d)/, 'EPL-$1'],
  [/european union public licence (?:v\. ?)?(1\.[12])/, 'EUPL-$1'],
  [/boost software license - version 1\.0/, 'BSL-1.0'],
  [/business source license 1\.1/, 'BUSL-1.1'],
  [/blue oak model license version 1\.0\.0/, 'BlueOak-1.0.0'],
  [/artistic license 2\.0/, 'Artistic-2.0'],
  [/sil open font license version 1\.1/, 'OFL-1.1'],
  [/odc open database license|open database license \(odbl\)/, 'ODbL-1.0'],
  [/public domain dedication (?:and|&) licen[cs]e(?: \(pddl\))?/, 'PDDL-1.0'],
  [/open data commons attribution license/, 'ODC-By-1.0'],
  [/open government licence(?: for public sector information)? v?(\d)\.0/, 'OGL-UK-$1.0'],
  [/cc0 1\.0 universal/, 'CC0-1.0'],
  [
    /(attribution(?:-?(?:non-?commercial|share-?alike|no-?derivs|no-?derivatives))*) (\d\.\d) (?:international|unported|generic)/,
    'creative commons $1 $2',
  ],
  [/do what the fuck you want to public license/, 'WTFPL'],
  [/python software foundation license version 2|history of the software python was created/, 'PSF-2.0'],
];

/** Licences by sentences that only they have. */
const SENTENCES: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/permission is hereby granted free of charge to any person obtaining a copy of this software/, () => 'MIT'],
  [
    /permission to use copy modify (?:and )?(?:and\/or )?distribute this software for any purpose with or without fee is hereby granted/,
    isc,
  ],
  [/redistribution and use in source and binary forms/, bsd],
  [
    /provided '?as-is'? without any express or implied warranty\.? in no event will the authors be held liable/,
    () => 'Zlib',
  ],
  [/this is free and unencumbered software released into the public domain/, () => 'Unlicense'],
  [/licensed under the apache license version 2\.0/, () => 'Apache-2.0'],
  [/under the terms of the mozilla public license(?:,? v\.? ?| version )2\.0/, () => 'MPL-2.0'],
];

/** What offers a choice, or joins several, is nothing that one identifier says. */
const SEVERAL = /\b(?:dual(?:ly)?[ -]licensed|either of (?:the|two|these)|your choice|two licenses|under both)\b/;

/**
 * The SPDX identifier of the licence whose text (or whose usual notice) a file such as LICENSE holds; null where it is none
 * that is known, or more than one. By its title, else by its first sentence. GNU licences are "or later", as they propose.
 */
export function licenseOfText(text: string): string | null {
  const flat = text
    .slice(0, MOST)
    .toLowerCase()
    .replaceAll(/[\s*#_=,"“”‘’]+/g, ' ');
  const head = flat.slice(0, HEAD);
  if (SEVERAL.test(head)) return null;
  for (const [title, id] of TITLES) {
    const found = title.exec(head);
    if (found) return spdxOf(id.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? ''));
  }
  const said = SENTENCES.map(([sentence, id]) => ({ at: flat.search(sentence), id })).filter(({ at }) => at >= 0);
  return said.sort((a, b) => a.at - b.at)[0]?.id(flat) ?? null;
}

function isc(text: string): string {
  return /is hereby granted provided that/.test(text) ? 'ISC' : '0BSD';
}

function bsd(text: string): string {
  if (/all advertising materials/.test(text)) return 'BSD-4-Clause';
  return /(?:neither the names? of|may not be used to endorse|endorse or promote)/.test(text)
    ? 'BSD-3-Clause'
    : 'BSD-2-Clause';
}
