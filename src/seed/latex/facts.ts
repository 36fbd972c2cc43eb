import { languageCode } from '../language.ts';

const LANGUAGES = new Map(
  Object.entries({
    ...{ english: 'en', american: 'en', british: 'en', ukenglish: 'en', usenglish: 'en', german: 'de', ngerman: 'de' },
    ...{ austrian: 'de', naustrian: 'de', french: 'fr', francais: 'fr', frenchb: 'fr', spanish: 'es', italian: 'it' },
    ...{ portuguese: 'pt', brazil: 'pt', brazilian: 'pt', portuges: 'pt', dutch: 'nl', polish: 'pl', russian: 'ru' },
    ...{ czech: 'cs', slovak: 'sk', danish: 'da', swedish: 'sv', norsk: 'no', finnish: 'fi', hungarian: 'hu' },
    ...{ magyar: 'hu', romanian: 'ro', greek: 'el', turkish: 'tr', ukrainian: 'uk', catalan: 'ca', croatian: 'hr' },
    ...{ slovene: 'sl', serbian: 'sr', bulgarian: 'bg', arabic: 'ar', hebrew: 'he', vietnamese: 'vi', latin: 'la' },
  }),
);

/** Where a document names its language and encoding; the preambles of the longest books are shorter. */
const PREAMBLE = 50_000;

/** The language that a LaTeX source sets itself: the last of babel's options, or polyglossia's main one. */
export function languageOf(source: string): string | null {
  const head = source.slice(0, PREAMBLE);
  const options = /\\usepackage\s{0,9}\[([^\]]{1,300})\]\s{0,9}\{babel\}/.exec(head)?.[1]?.split(',') ?? [];
  const main = options.find((option) => /^\s*main\s*=/.test(option))?.split('=')[1] ?? options.at(-1);
  const named = main ?? /\\set(?:main|default)language\s{0,9}(?:\[[^\]]{0,99}\])?\{(\w{2,20})\}/.exec(head)?.[1] ?? '';
  return LANGUAGES.get(named.trim()) ?? languageCode(named.length === 2 ? named : null);
}

/** The licence that a source names: an SPDX line, or a Creative Commons address near its beginning or end. */
export function licenseOf(source: string): string | null {
  const ends = `${source.slice(0, 20_000)}\n${source.slice(-5000)}`;
  const spdx = /SPDX-License-Identifier:\s{0,9}([\w.+()-]+)/.exec(ends)?.[1];
  return spdx ?? /https?:\/\/creativecommons\.org\/(?:licenses|publicdomain)\/[\w./-]+/.exec(ends)?.[0] ?? null;
}

/** The encoding that a source names with `inputenc`. */
export function encodingOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PREAMBLE));
  const named = /\\usepackage\s{0,9}\[(\w{1,20})\]\s{0,9}\{inputenc\}/.exec(head)?.[1];
  return named === undefined ? undefined : ENCODINGS.get(named);
}

const ENCODINGS = new Map(
  Object.entries({
    ...{ utf8: 'utf-8', utf8x: 'utf-8', latin1: 'windows-1252', latin2: 'iso-8859-2', latin5: 'windows-1254' },
    ...{ latin9: 'iso-8859-15', ansinew: 'windows-1252', cp1250: 'windows-1250', cp1251: 'windows-1251' },
    ...{ cp1252: 'windows-1252', applemac: 'macintosh', 'koi8-r': 'koi8-r', cp866: 'ibm866' },
  }),
);
