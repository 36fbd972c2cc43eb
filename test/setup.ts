import { beforeEach } from 'vitest';

beforeEach(() => {
  globalThis.fetch = () => {
    throw new Error('A test reached for the network; use a scripted teacher or a loopback server through undici');
  };
});
