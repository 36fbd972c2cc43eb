/** What the licences of all seeds together ask of the dataset: an identifier of the Hugging Face hub's list. */
export function hubLicense(licenses: readonly string[]): { license: string; name?: string } {
  const known = licenses.filter((license) => license !== 'none');
  const kinds = known.map((license) => license.toLowerCase().replaceAll(/[\s_]+/g, '-'));
  const all = (test: (kind: string) => boolean) =>
    kinds.length === licenses.length && kinds.length > 0 && kinds.every(test);
  const some = (test: (kind: string) => boolean) => kinds.some(test);
  if (kinds.length < licenses.length || kinds.length === 0) return { license: 'other', name: 'mixed-or-unknown' };
  if (some((kind) => /-nc\b|non-?commercial/.test(kind))) return { license: 'other', name: 'non-commercial-seeds' };
  if (some((kind) => /by-sa|share-?alike|gfdl|gpl/.test(kind))) return { license: 'cc-by-sa-4.0' };
  if (all((kind) => /cc0|public-domain|^unlicense|pddl/.test(kind))) return { license: 'cc0-1.0' };
  if (all((kind) => /cc0|public-domain|pddl|cc-by/.test(kind))) return { license: 'cc-by-4.0' };
  return { license: 'other', name: 'mixed-see-license-column' };
}
