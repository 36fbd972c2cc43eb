import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['agentinstruct-source', 'node', 'module', 'default'] },
  ssr: { resolve: { conditions: ['agentinstruct-source', 'node', 'module', 'default'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
