/** What no message may show: a key, the values of headers, and other secrets. */
export interface Secrets {
  apiKey?: string | null;
  headers?: Readonly<Record<string, string>>;
  secrets?: readonly string[];
}

/** Takes them out of a text, as {@link redactor} does. */
export function redactorOf({ apiKey, headers = {}, secrets = [] }: Secrets): (text: string) => string {
  return redactor([apiKey ?? '', ...Object.values(headers), ...secrets]);
}

/**
 * Takes secrets out of a text: whole ones, and what begins like one, for providers echo keys cut short or with stars in
 * them. What is shorter than 4 characters is no secret.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const whole = [...new Set(secrets)].filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  if (whole.length === 0) return (text) => text;
  const begun = whole
    .filter((secret) => secret.length >= 16)
    .map((secret) => `${literal(secret.slice(0, 8))}[^\\s"',;)]*`);
  const pattern = new RegExp(
    [...whole.flatMap((s) => [literal(s), literal(encodeURIComponent(s))]), ...begun].join('|'),
    'gi',
  );
  return (text) => text.replaceAll(pattern, '[secret]');
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
