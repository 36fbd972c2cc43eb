/** What a licence asks of whoever passes on what was made from a text. */
export type Term = 'attribution' | 'share-alike' | 'non-commercial' | 'no-derivatives' | 'unknown';

/**
 * What a licence (see `spdxOf`; null for none) asks, so that a dataset can say it of its rows. Attribution stands for all
 * that only ask to be named or reproduced; `unknown` for what is not known or not stated. Of a choice (`OR`) the licence that
 * asks least holds, of several together (`AND`) all do. No legal advice: it goes by the names of licences alone.
 */
export function termsOf(license: string | null): Term[] {
  if (license === null) return ['unknown'];
  const choices = license
    .split(/\s+OR\s+/)
    .map((choice) => [...new Set(choice.split(/\s+AND\s+/).flatMap(termsOfOne))]);
  return choices.sort((a, b) => weightOf(a) - weightOf(b))[0]?.sort(byWeight) ?? ['unknown'];
}

const WEIGHTS: Record<Term, number> = {
  attribution: 1,
  'share-alike': 10,
  unknown: 50,
  'non-commercial': 100,
  'no-derivatives': 1000,
};

function weightOf(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + WEIGHTS[term], 0);
}

function byWeight(a: Term, b: Term): number {
  return WEIGHTS[a] - WEIGHTS[b];
}

const FREE = /^(?:cc0|cc-pd|0bsd|mit-0|unlicense|pddl|wtfpl|nist-pd)|public[ -]domain/i;
const SHARE_ALIKE =
  /^(?:a?gpl|lgpl|gfdl|odbl|mpl|epl|cddl|cdla-sharing|eupl|osl|ms-rl|cpl|cpal|sspl|cecill|qpl|lppl|ofl)-|\bsa\b|share-?alike/i;
const ATTRIBUTION =
  /^(?:mit|apache|bsd|bsl|isc|zlib|cc-by|odc-by|ogl|nlod|artistic|afl|blueoak|cdla-permissive|ecl|hpnd|icu|ms-pl|mulanpsl|ncsa|nist-software|openssl|php|postgresql|psf|python|ruby|tcl|unicode|upl|vim|w3c|x11|zpl|efl|intel)\b/i;

function termsOfOne(license: string): Term[] {
  const id = license.replace(/\s+WITH\s+.*$/, '').trim();
  if (FREE.test(id)) return [];
  const terms: Term[] = [];
  if (ATTRIBUTION.test(id) || SHARE_ALIKE.test(id)) terms.push('attribution');
  if (SHARE_ALIKE.test(id)) terms.push('share-alike');
  if (/-nc\b|non-?commercial|^busl/i.test(id)) terms.push('non-commercial');
  if (/-nd\b|no-?deriv/i.test(id)) terms.push('no-derivatives');
  return terms.length === 0 ? ['unknown'] : terms;
}
