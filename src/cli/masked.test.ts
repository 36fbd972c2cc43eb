import { expect, test } from 'vitest';
import { cli } from '../../test/run-cli.ts';
import { masked } from './masked.ts';

test('what is named like a secret is masked at any depth; numbers of tokens stay', () => {
  const body = { top_k: 4, max_tokens: 9, api_key: 'x', routes: [{ Password: 1, name: 'n' }], oauth: { user: 'u' } };
  expect(masked(body)).toEqual({
    top_k: 4,
    max_tokens: 9,
    api_key: '***',
    routes: [{ Password: '***', name: 'n' }],
    oauth: '***',
  });
});

test('config print shows no secret of the body, nor a key given for its name', async () => {
  const args = ['--extra-body', '{"top_k": 4, "route": {"token": "hidden-1"}}', '--api-key-env', 'sk-hidden-2'];
  for (const more of [[], ['--json']]) {
    const { out } = await cli(['config', 'print', ...args, ...more]);
    expect(out).not.toContain('hidden');
    expect(out).toContain('top_k');
  }
});
