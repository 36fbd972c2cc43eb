import { expect, test } from 'vitest';
import { statedLimits } from './stated-limits.ts';

test('no headers, no limits', () => {
  expect(statedLimits({ 'content-type': 'application/json' })).toBeUndefined();
});

test('as OpenAI states them', () => {
  const headers = {
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '499',
    'x-ratelimit-reset-requests': '120ms',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '0',
    'x-ratelimit-reset-tokens': '6m0.5s',
  };
  expect(statedLimits(headers)).toEqual({
    requestsPerMinute: 500,
    remainingRequests: 499,
    resetRequestsMs: 120,
    tokensPerMinute: 200_000,
    remainingTokens: 0,
    resetTokensMs: 360_500,
  });
});

test('as Anthropic states them', () => {
  const headers = {
    date: 'Wed, 21 Oct 2026 07:28:00 GMT',
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '0',
    'anthropic-ratelimit-requests-reset': '2026-10-21T07:28:09Z',
  };
  expect(statedLimits(headers)).toEqual({ requestsPerMinute: 50, remainingRequests: 0, resetRequestsMs: 9000 });
});

test.each(['-1', 'many', '', '9'.repeat(50), '1e9'])('a limit of "%s" is none', (text) => {
  expect(statedLimits({ 'x-ratelimit-limit-requests': text, 'x-ratelimit-reset-requests': 'soon' })).toEqual({});
});
