import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf, messageOf, UserError } from '../errors.ts';

/**
 * Imports a package that is an optional peer: from the user's folder, else from this package's. Errors: E_TEACHER naming
 * what to install, with `instead` after it, or what the package says when it is loaded.
 */
export async function importPeer(wanted: string, cwd: string, teacher: string, instead: string): Promise<unknown> {
  for (const place of [join(cwd, 'package.json'), import.meta.filename]) {
    try {
      return await import(pathToFileURL(createRequire(place).resolve(wanted)).href);
    } catch (cause) {
      if (codeOf(cause) === 'MODULE_NOT_FOUND') continue;
      throw new UserError('E_TEACHER', `Cannot use teacher "${teacher}": ${messageOf(cause)}`, {
        hint: `Look at the version of the package ${wanted}.`,
        cause,
      });
    }
  }
  throw new UserError('E_TEACHER', `Cannot use teacher "${teacher}": the package ${wanted} is not installed`, {
    hint: `Install it in your project: npm install ${wanted}. ${instead}`,
  });
}
