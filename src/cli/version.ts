import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package's version; from `src` or from `dist/src`. */
export const VERSION: string = read();

function read(): string {
  for (const up of ['../..', '../../..']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(join(import.meta.dirname, up, 'package.json'), 'utf8'));
      if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
    } catch {
      // one folder further up
    }
  }
  return '0.0.0';
}
