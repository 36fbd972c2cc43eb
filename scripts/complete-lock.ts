/**
 * Completes package-lock.json after a change of dependencies. A registry that does not hold the packages of other
 * platforms makes npm leave them out of the lock, and then "npm ci" refuses it as out of step. This adds an entry for
 * each optional dependency that is missing: its version, and the platform that its name tells. Run by "npm run lock".
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Entry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const SYSTEMS = ['android', 'darwin', 'win32', 'freebsd', 'openharmony', 'linux'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'];

const path = join(import.meta.dirname, '..', 'package-lock.json');
const lock: { packages: Record<string, object> } = JSON.parse(readFileSync(path, 'utf8'));
const known = Object.values(Lock.parse(lock).packages);
const missing = known.flatMap(({ dev, optionalDependencies }) =>
  Object.entries(optionalDependencies ?? {})
    .filter(([name]) => !(`node_modules/${name}` in lock.packages))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, dev === true)] as const),
);
const packages = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => (a < b ? -1 : 1));
if (missing.length > 0) {
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
}
console.log(`${missing.length} entries added`);

function entryOf(name: string, version: string, dev: boolean): Record<string, unknown> {
  const platform = name.split('/').at(-1) ?? '';
  const os = SYSTEMS.find((system) => platform.includes(system));
  const cpu = PROCESSORS.find((processor) => platform.includes(processor));
  const libc =
    os !== 'linux' ? undefined : platform.includes('musl') ? 'musl' : platform.includes('gnu') ? 'glibc' : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    optional: true,
    ...(os && { os: [os] }),
    ...(libc && { libc: [libc] }),
  };
}
