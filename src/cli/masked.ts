const SECRET = /key|token|secret|password|auth/i;
const COUNT = /tokens/i;

/** A value with what is named like a secret shown as `***`, at any depth; numbers of tokens stay. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecret(name, inner) ? '***' : masked(inner)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET.test(name) && !(typeof value === 'number' && COUNT.test(name));
}
