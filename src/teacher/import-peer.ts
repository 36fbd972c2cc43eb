import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { wordsOf } from './http/words.ts';

/** Which package, and for what. */
export interface Peer {
  wanted: string;
  /** The user's folder, where it is looked for first. */
  cwd: string;
  teacher: string;
  /** What else can be done where it is not installed. */
  instead: string;
  redact: (text: string) => string;
}

/**
 * Imports a package that is an optional peer: from the user's folder, else from this package's. Errors: E_TEACHER naming
 * what to install, with `instead` after it, or what the package says when it is loaded, redacted and cut; nothing else
 * of its error is kept.
 */
export async function importPeer({ wanted, cwd, teacher, instead, redact }: Peer): Promise<unknown> {
  for (const place of [join(cwd, 'package.json'), import.meta.filename]) {
    try {
      return await import(pathToFileURL(createRequire(place).resolve(wanted)).href);
    } catch (cause) {
      if (codeOf(cause) === 'MODULE_NOT_FOUND') continue;
      throw new UserError('E_TEACHER', `Cannot use teacher "${teacher}": ${wordsOf(messageOf(cause), redact).shown}`, {
        hint: `Look at the version of the package ${wanted}.`,
      });
    }
  }
  throw new UserError('E_TEACHER', `Cannot use teacher "${teacher}": the package ${wanted} is not installed`, {
    hint: `Install it in your project: npm install ${wanted}. ${instead}`,
  });
}
