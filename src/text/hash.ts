import { hash } from 'node:crypto';

/** sha256 of the parts, each ended by NUL, in hex. */
export function sha256(...parts: (string | number)[]): string {
  return hash('sha256', parts.join('\0') + '\0', 'hex');
}

/** The first 16 hex digits of {@link sha256}: an id that is stable and short enough to read. */
export function shortHash(...parts: (string | number)[]): string {
  return sha256(...parts).slice(0, 16);
}
