import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { failureOf } from './http/loopback-teacher.ts';
import { backendsOf, type EndpointSpec } from './open-teacher.ts';

const SECRET = 'sk-loud-api03-hidden';
const LOUD = `throw new Error('no luck with ${SECRET}: ' + 'x'.repeat(5000));`;
const SPEC: Omit<EndpointSpec, 'teacher' | 'cwd'> = {
  ...{ model: null, apiKey: null, headers: {}, extraBody: {}, concurrency: 3, timeout: 1000, patience: 1000 },
  ...{ requestsPerMinute: null, tokensPerMinute: null, ca: null, proxies: {}, secrets: [SECRET] },
};

test.each([
  ['a package that fails as it is loaded', '@ai-sdk/loud', LOUD, 'loud/m'],
  [
    'a package that fails as it makes a model',
    '@ai-sdk/loud',
    `export const createLoud = () => { ${LOUD} };`,
    'loud/m',
  ],
  ['node-llama-cpp, as it is loaded', 'node-llama-cpp', LOUD, 'llama:a.gguf'],
  [
    'node-llama-cpp, as it loads a file',
    'node-llama-cpp',
    `export const getLlama = async () => { ${LOUD} }; export class LlamaChat {}`,
    'llama:a.gguf',
  ],
])('what %s says is told without secrets, on one line that is not too long', async (_, name, code, teacher) => {
  const cwd = scratch();
  const folder = join(cwd, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
  writeFileSync(join(folder, 'index.js'), code);
  const [backend] = backendsOf({ ...SPEC, cwd, teacher });
  const { message, cause } = await failureOf(Promise.resolve(backend?.open()));
  expect(message).toMatch(/^Cannot use teacher "[^"]+": no luck with \[secret\]: x+…$/);
  expect(message.length).toBeLessThan(500);
  expect(String(cause)).not.toContain('hidden');
});
