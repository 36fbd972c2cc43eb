import { basename, extname } from 'node:path';
import { CODE_LANGUAGES } from '../code-languages.ts';
import { codeSections } from '../code-sections.ts';
import { decodeText } from '../decode.ts';
import { type Reader, Unreadable } from '../reader.ts';

const WIDEST_MEAN = 300;

/**
 * Source code by extension (see `CODE_LANGUAGES`): kind `code`, no natural language, the file's name as title,
 * declarations as sections, the license from an SPDX line or a well-known notice in the first lines. Minified files
 * are rejected.
 */
export const reader: Reader = {
  id: 'code',
  extensions: [...CODE_LANGUAGES.keys()],
  inline: true,
  async read(file) {
    const text = (await decodeText(await file.bytes())).replaceAll('\f', '');
    const language = CODE_LANGUAGES.get(extname(file.source).toLowerCase());
    const lines = text.split('\n').filter((line) => line !== '');
    if (text.length > 5000 && text.length / lines.length > WIDEST_MEAN) throw new Unreadable('minified code');
    return [
      {
        source: file.source,
        kind: 'code',
        text,
        title: basename(file.source),
        license: licenseOf(text.slice(0, 4000)),
        language: null,
        sections: language ? codeSections(text, language) : [],
      },
    ];
  },
};

function licenseOf(head: string): string | null {
  const spdx = /SPDX-License-Identifier:\s*([\w.+()-]+(?:\s+(?:OR|AND|WITH)\s+[\w.+()-]+)*)/.exec(head)?.[1];
  if (spdx !== undefined) return spdx;
  const flat = head.replaceAll(/[\s*/#]+/g, ' ');
  if (/Apache License, Version 2\.0/.test(flat)) return 'Apache-2.0';
  return /\bMIT Licen[sc]ed?\b/.test(flat) ? 'MIT' : null;
}
