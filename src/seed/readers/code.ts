import { basename } from 'node:path';
import { CODE_EXTENSIONS, codeLanguageOf, isCode } from '../code/detect.ts';
import { takeNotice } from '../code/notice.ts';
import { codeSections } from '../code/sections.ts';
import { isSingleFile, singleFileSections } from '../code/single-file.ts';
import { whyUnwritten } from '../code/unwritten.ts';
import { decodeText } from '../decode.ts';
import { type Reader, Unreadable } from '../reader.ts';

/** Characters; what is longer was not written by people. */
const LONGEST = 16 * 2 ** 20;

/**
 * Source code: kind `code`, its programming language by name, ending, first line or content, the file's name as title,
 * declarations as sections. The licence is what an SPDX line or a well-known notice at the top names; the notice itself
 * is no part of the text. What was not written by people is rejected: generated, minified and bundled code, lock files,
 * source maps, tables of data.
 */
export const reader: Reader = {
  id: 'code',
  extensions: CODE_EXTENSIONS,
  inline: true,
  claims: (head, name) => isCode(Buffer.from(head.subarray(0, 300)).toString('latin1'), name),
  async read(file) {
    const text = (await decodeText(await file.bytes())).replaceAll('\f', '');
    const reason = whyUnwritten(file.source, text) ?? (text.length > LONGEST ? 'too long for source code' : null);
    if (reason !== null) throw new Unreadable(reason);
    const language = codeLanguageOf(file.source, text);
    if (!language) throw new Unreadable('in no language that is known');
    const notice = takeNotice(text, language);
    const sections = isSingleFile(language) ? singleFileSections(notice.text) : codeSections(notice.text, language);
    return [
      {
        ...{ source: file.source, kind: 'code', text: notice.text, title: basename(file.source) },
        ...{ license: notice.license, language: null, codeLanguage: language.name, sections },
      },
    ];
  },
};
