import type { IncomingHttpHeaders } from 'node:http';
import type { StatedLimits } from '../backend.ts';

/**
 * The budgets that an endpoint states: `x-ratelimit-limit|remaining|reset-requests|tokens` (OpenAI, Azure, Groq, vLLM
 * gateways; resets such as "6m0s") or `anthropic-ratelimit-requests|tokens-*` (resets as RFC 3339). Undefined where it
 * states none.
 */
export function statedLimits(headers: IncomingHttpHeaders): StatedLimits | undefined {
  const openAi = 'x-ratelimit-limit-requests' in headers || 'x-ratelimit-limit-tokens' in headers;
  const open = openAi || 'x-ratelimit-remaining-requests' in headers || 'x-ratelimit-remaining-tokens' in headers;
  if (open) return limitsOf((what, kind) => headers[`x-ratelimit-${what}-${kind}`], headers.date);
  if ('anthropic-ratelimit-requests-limit' in headers || 'anthropic-ratelimit-tokens-limit' in headers)
    return limitsOf((what, kind) => headers[`anthropic-ratelimit-${kind}-${what}`], headers.date);
  return undefined;
}

type Find = (what: 'limit' | 'remaining' | 'reset', kind: 'requests' | 'tokens') => string | string[] | undefined;

function limitsOf(find: Find, date: string | undefined): StatedLimits {
  const limits: StatedLimits = {};
  const put = (name: keyof StatedLimits, value: number | null) => {
    if (value !== null) limits[name] = value;
  };
  put('requestsPerMinute', count(find('limit', 'requests')));
  put('remainingRequests', count(find('remaining', 'requests')));
  put('resetRequestsMs', duration(find('reset', 'requests'), date));
  put('tokensPerMinute', count(find('limit', 'tokens')));
  put('remainingTokens', count(find('remaining', 'tokens')));
  put('resetTokensMs', duration(find('reset', 'tokens'), date));
  return limits;
}

function count(text: string | string[] | undefined): number | null {
  return typeof text === 'string' && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds in "1s", "6m0s", "120ms", "1.5s", plain seconds, or until a time. */
function duration(given: string | string[] | undefined, date: string | undefined): number | null {
  if (typeof given !== 'string' || given.length > 40) return null;
  const text = given.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
    return parts.reduce((sum, [, value = '', unit = '']) => sum + Number(value) * (UNITS[unit] ?? 0), 0);
  }
  const until = Date.parse(text);
  const now = Date.parse(date ?? '');
  return Number.isNaN(until) ? null : Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
