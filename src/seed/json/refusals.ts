import { basename } from 'node:path';
import { isRow, type Row } from '../json-fields.ts';

/** Names of files by which programs are set up. */
const SETTINGS =
  /^(?:package|composer|bower|lerna|nx|turbo|deno|biome|angular|firebase|vercel|renovate|[tj]sconfig[\w.-]*|appsettings[\w.-]*|launchsettings|\.?\w+rc)\.json$/i;

/** Keys that stand at the root of such files alone. */
const SETTINGS_KEYS = [
  ...['compilerOptions', 'devDependencies', 'peerDependencies', 'eslintConfig', 'manifest_version', 'apiVersion'],
  ...['stages', 'before_script'],
];

/** Keys of such files that are maps there, while data have lists. */
const SETTINGS_MAPS = ['jobs', 'services', 'runs', 'scripts'];

/** Why an object is no material, whatever its fields hold; null where it may be. */
export function refusedObject(root: Row, source: string): string | null {
  if (Array.isArray(root.resources) && root.resources.some(describesTable))
    return 'a data package, which describes tables';
  if ('mappings' in root && 'sources' in root) return 'a source map';
  if ('lockfileVersion' in root || 'content-hash' in root) return 'a lock file';
  const settings =
    SETTINGS.test(basename(source)) ||
    SETTINGS_KEYS.some((key) => Object.hasOwn(root, key)) ||
    SETTINGS_MAPS.some((key) => isRow(root[key]));
  return settings ? 'settings of a program' : null;
}

/** Whether it is a resource of a data package (Frictionless). */
function describesTable(resource: unknown): boolean {
  return (
    isRow(resource) && ('path' in resource || 'data' in resource) && ('schema' in resource || 'format' in resource)
  );
}
