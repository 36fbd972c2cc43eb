import { type Term, termsOf } from '../seed/licenses/terms.ts';

/** What stands for a seed that states no licence, in counts of rows. */
const NONE = 'none';

/** Licences that a dataset may have as the only one of all its seeds, by their names on the Hugging Face hub. */
const HUB = new Set(
  `mit apache-2.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear isc mpl-2.0 unlicense wtfpl zlib ncsa bsl-1.0 afl-3.0 ecl-2.0
  epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 osl-3.0 ms-pl artistic-2.0 postgresql lppl-1.3c ofl-1.1 cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0
  cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0
  cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0 gpl-2.0 gpl-3.0 agpl-3.0 lgpl-2.1 lgpl-3.0 pddl odbl odc-by`.split(
    /\s+/,
  ),
);

/**
 * What the licences of all seeds together ask of the dataset: an identifier of the Hugging Face hub's list, `other` with
 * a name where no single one fits. `none` stands for a seed that states none.
 */
export function hubLicense(licenses: readonly string[]): { license: string; name?: string } {
  const terms = new Set(licenses.flatMap((license) => termsOf(license === NONE ? null : license)));
  if (terms.has('no-derivatives')) return { license: 'other', name: 'no-derivatives-seeds' };
  const kinds = [...new Set(licenses.map(hubNameOf))];
  const [only = ''] = kinds;
  if (kinds.length === 1 && HUB.has(only)) return { license: only };
  if (terms.has('non-commercial')) return { license: 'other', name: 'non-commercial-seeds' };
  if (licenses.length === 0 || licenses.includes(NONE) || terms.has('unknown'))
    return { license: 'other', name: 'mixed-or-unknown' };
  if (terms.size === 0) return { license: 'cc0-1.0' };
  const adaptable = licenses.every((license) => termsOf(license).length === 0 || /^cc-by/i.test(license));
  if (!adaptable) return { license: 'other', name: 'mixed-see-license-column' };
  return { license: terms.has('share-alike') ? 'cc-by-sa-4.0' : 'cc-by-4.0' };
}

function hubNameOf(license: string): string {
  return license
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
    .replace(/^((?:a|l)?gpl-\d\.\d)-(?:only|or-later)$/, '$1')
    .replace(/^(pddl|odbl|odc-by)-1\.0$/, '$1');
}

/** What the licences of rows ask, for people: how many rows are under each term, the heaviest first. */
export function termCounts(byLicense: Record<string, number>): [term: Term, rows: number][] {
  const counts = new Map<Term, number>();
  for (const [license, rows] of Object.entries(byLicense)) {
    for (const term of termsOf(license === NONE ? null : license)) counts.set(term, (counts.get(term) ?? 0) + rows);
  }
  const order: Term[] = ['no-derivatives', 'non-commercial', 'unknown', 'share-alike', 'attribution'];
  return order.flatMap((term) => (counts.has(term) ? [[term, counts.get(term) ?? 0] as [Term, number]] : []));
}

/** What a licence asks, in a few words. */
export function saidTerms(license: string): string {
  return termsOf(license === NONE ? null : license).join(', ') || 'nothing';
}
