import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A folder of its own for a test, gone after it. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'agentinstruct-test-'));
  made.push(dir);
  return dir;
}
