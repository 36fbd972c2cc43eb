/** Whether a licence may be used; null stands for one that is not known. */
export type Allows = (license: string | null) => boolean;

/** What stands in a list of allowed licences for those that nobody states, or that are not understood. */
export const UNKNOWN = 'unknown';

/**
 * What a list such as `CC-BY-*`, `MIT`, `unknown` allows. `*` stands for any characters; case does not count. Of a choice
 * (`MIT OR GPL-3.0-only`) one licence must be allowed, of several together (`AND`) all; `WITH` goes with its licence.
 */
export function allowsLicenses(patterns: readonly string[]): Allows {
  const tests = patterns.map((pattern) => {
    const parts = pattern.trim().split('*');
    return new RegExp(`^${parts.map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 'i');
  });
  const one = (license: string) =>
    tests.some((test) => test.test(license.replace(/\s+WITH\s.*$/, '')) || test.test(license));
  return (license) => {
    if (license === null || /^see /i.test(license)) return one(UNKNOWN);
    if (one(license)) return true;
    return license.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((each) => one(each.trim())));
  };
}
