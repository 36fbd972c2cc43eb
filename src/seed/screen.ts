import type { Seed } from '../data.ts';
import { personalDataIn } from './guard.ts';
import { allowsLicenses } from './licenses/allowed.ts';
import { isLicenseFile } from './licenses/files.ts';
import { type Refusal, refusalOf } from './quality.ts';

/** What seeds must be to be used. */
export interface ScreenOptions {
  /** `light` refuses what is hardly a text (see quality.ts); without it, or with `off`, nothing is refused for that. */
  quality?: 'off' | 'light';
  /** Licences that may be used, as `allowsLicenses` has them; without it all may. */
  allowLicenses?: readonly string[];
  /** `drop` refuses chunks with personal data. */
  pii?: 'count' | 'mask' | 'drop';
}

/** What speaks against using a seed; null where nothing does. */
export type Screen = (seed: Pick<Seed, 'text' | 'kind' | 'language' | 'license' | 'source'>) => Refusal | null;

/** A screen that asks in this order: licence, personal data, quality. */
export function screenOf({ quality = 'off', allowLicenses, pii = 'count' }: ScreenOptions): Screen {
  const allows = allowLicenses ? allowsLicenses(allowLicenses) : () => true;
  return ({ text, kind, language, license, source }) => {
    const stated = license ?? 'none is stated';
    if (!allows(license)) return { rule: 'license', found: `licence not allowed (${stated})`, whole: true };
    const personal = pii === 'drop' ? personalDataIn(text) : null;
    if (personal !== null) return { rule: 'personal-data', found: `personal data (${personal})` };
    if (quality === 'off') return null;
    const isLicense = isLicenseFile(source.replace(/^.*\//s, ''));
    return isLicense ? { rule: 'no-material', found: 'a licence', whole: true } : refusalOf(text, kind, language);
  };
}
