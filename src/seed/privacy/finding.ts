/** Something in a text that is nobody's business: where it stands, of which kind it is, and what may stand there instead. */
export interface Finding {
  start: number;
  end: number;
  kind: Kind;
}

/** Kinds of secrets and of personal data, as they are counted, and the marks that stand in their place. */
export const MARKS = {
  'private-key': '[private key]',
  'api-key': '[API key]',
  token: '[token]',
  password: '[password]',
  'e-mail': '[e-mail address]',
  phone: '[phone number]',
  card: '[card number]',
  iban: '[bank account]',
} as const;

/** A kind of secret or of personal data. */
export type Kind = keyof typeof MARKS;

/** Kinds that are secrets; the others are personal data. */
export const SECRETS: readonly Kind[] = ['private-key', 'api-key', 'token', 'password'];

/** In the order of their places, without those that lie in another. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return sorted.filter((finding) => {
    if (finding.start < end) return false;
    end = finding.end;
    return true;
  });
}
