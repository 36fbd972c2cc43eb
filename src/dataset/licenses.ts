/** Licences of seeds that need no more than to be passed on as they are. */
const ALONE = new Set(['mit', 'apache-2.0', 'bsd-2-clause', 'bsd-3-clause', 'isc', 'mpl-2.0', 'cc0-1.0', 'unlicense']);

/**
 * What the licences of all seeds together ask of the dataset: an identifier of the Hugging Face hub's list, `other` with
 * a name where no single one fits. `none` stands for a seed that states none.
 */
export function hubLicense(licenses: readonly string[]): { license: string; name?: string } {
  if (licenses.length === 0 || licenses.includes('none')) return { license: 'other', name: 'mixed-or-unknown' };
  const kinds = [...new Set(licenses.map((license) => license.toLowerCase().replaceAll(/[\s_]+/g, '-')))];
  const all = (test: RegExp) => kinds.every((kind) => test.test(kind));
  const some = (test: RegExp) => kinds.some((kind) => test.test(kind));
  if (some(/-nc\b|non-?commercial/)) return { license: 'other', name: 'non-commercial-seeds' };
  if (some(/-nd\b|no-?deriv/)) return { license: 'other', name: 'no-derivatives-seeds' };
  const [only] = kinds;
  if (only !== undefined && kinds.length === 1 && ALONE.has(only)) return { license: only };
  if (all(/^cc0|public-domain|^pddl|^unlicense/)) return { license: 'cc0-1.0' };
  if (all(/^cc0|public-domain|^pddl|^unlicense|^cc-by-\d|^cc-by$/)) return { license: 'cc-by-4.0' };
  if (all(/^cc0|public-domain|^pddl|^unlicense|^cc-by/)) return { license: 'cc-by-sa-4.0' };
  return { license: 'other', name: 'mixed-see-license-column' };
}
