import type { IncomingHttpHeaders } from 'node:http';

/** The wait that a provider states in `retry-after-ms` or `retry-after` (RFC 9110, 10.2.3), in milliseconds; or null. */
export function statedWait(headers: IncomingHttpHeaders): number | null {
  const stated = headers['retry-after'];
  const text = headers['retry-after-ms'] ?? stated;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const number = Number(text);
  if (Number.isFinite(number)) return Math.max(0, text === stated ? number * 1000 : number);
  const now = Date.parse(headers.date ?? '');
  const until = Date.parse(stated ?? '');
  return Number.isNaN(until) ? null : Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
