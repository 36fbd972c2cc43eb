import type { CodeLanguage } from './language.ts';
import { C_LANGUAGES } from './languages/c-like.ts';
import { CURLY_LANGUAGES } from './languages/curly.ts';
import { FUNCTIONAL_LANGUAGES } from './languages/functional.ts';
import { PLAIN_LANGUAGES } from './languages/plain.ts';
import { SCRIPT_LANGUAGES } from './languages/scripts.ts';
import { WEB_LANGUAGES } from './languages/web.ts';

/** All languages that are read as code, by their names. */
export const CODE_LANGUAGES: ReadonlyMap<string, CodeLanguage> = new Map(
  [
    ...[...SCRIPT_LANGUAGES, ...WEB_LANGUAGES, ...C_LANGUAGES, ...CURLY_LANGUAGES],
    ...[...FUNCTIONAL_LANGUAGES, ...PLAIN_LANGUAGES],
  ].map((language) => [language.name, language]),
);
