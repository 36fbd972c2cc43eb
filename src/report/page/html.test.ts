import { expect, test } from 'vitest';
import { bars, histogram } from './charts.ts';
import { html } from './html.ts';

test('what models and documents wrote can do nothing in a page', () => {
  const evil = `</pre><script>alert("1")</script><img src=x onerror='go()'> &amp; \u202e\u0000`;
  const { markup } = html`<pre title="${evil}">${evil}${[html`<b>${evil}</b>`, null]}</pre>`;
  expect(markup.match(/<(\/?\w+)/g)).toEqual(['<pre', '<b', '</b', '</pre']);
  expect(markup).not.toMatch(/\u202e|\0/);
  expect(markup).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  const chart = bars({ [evil]: 3, b: 1 }).markup + histogram({ [evil]: 2 }, evil).markup;
  expect(chart).not.toMatch(/<script|<img|onerror='/);
});

test('bars sum up what is too much, and nothing is said to be nothing', () => {
  const { markup } = bars(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`n${at}`, 30 - at])), { most: 10 });
  expect(markup).toContain('20 others');
  expect(markup).toContain('>210</text>');
  expect(markup.match(/<rect/g)).toHaveLength(10);
  expect(bars({}).markup).toContain('Nothing');
});
