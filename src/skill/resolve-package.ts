import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const BUILT = import.meta.filename.endsWith('.js');

/** The package's own folder as an address, from `src/skill` as from `dist/src/skill`. */
const INSIDE = `${pathToFileURL(join(import.meta.dirname, ...(BUILT ? ['..', '..', '..'] : ['..', '..']))).href}/`;

let registered = false;

/**
 * Lets skills outside this package import `agentinstruct`, `agentinstruct/*` and `zod` though these are not installed
 * beside them: they get those of the running package, so that shapes and checks are of the engine's own kind. Run from
 * source, the package is its source. TypeScript that they import counts as ES modules whatever their package.json says.
 * Code below a `node_modules` keeps what it has. A second call has no effect.
 */
export function resolvePackage(): void {
  if (registered) return;
  registered = true;
  registerHooks({
    resolve(specifier, context, next) {
      const own = isPackage(specifier, 'agentinstruct');
      const conditions = own && !BUILT ? ['agentinstruct-source', ...context.conditions] : context.conditions;
      const lent = (own || isPackage(specifier, 'zod')) && isOutside(context.parentURL);
      const parentURL = lent ? import.meta.url : context.parentURL;
      const resolved = next(specifier, { ...context, conditions, parentURL });
      const typed = /\.m?ts$/.test(resolved.url) && isOutside(resolved.url) && conditions.includes('import');
      return typed ? { ...resolved, format: 'module-typescript' } : resolved;
    },
  });
}

function isPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** Whether a file is the user's own: neither of this package nor of an installed one. */
function isOutside(url: string | undefined): boolean {
  return url?.startsWith('file:') === true && !url.startsWith(INSIDE) && !url.includes('/node_modules/');
}
