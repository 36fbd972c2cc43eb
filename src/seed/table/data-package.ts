import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

const LARGEST = 2 ** 20;

const Licenses = z.array(z.looseObject({ name: z.string().optional(), title: z.string().optional() }));

/** A Frictionless data package (specs.frictionlessdata.io/data-package), as far as it is looked at. */
const DataPackage = z.looseObject({
  title: z.string().optional(),
  licenses: Licenses.optional(),
  resources: z.array(
    z.looseObject({
      name: z.string().optional(),
      path: z.union([z.string(), z.array(z.string())]).optional(),
      title: z.string().optional(),
      licenses: Licenses.optional(),
    }),
  ),
});

/** What the `datapackage.json` in a file's folder says of it; nulls where there is none that names the file. */
export async function dataPackageFacts(path: string): Promise<{ title: string | null; license: string | null }> {
  const { data } = DataPackage.safeParse(await siblingJson(path));
  const resource = data?.resources.find((each) =>
    [each.path ?? []].flat().some((own) => basename(own) === basename(path)),
  );
  if (!data || !resource) return { title: null, license: null };
  const [license] = [...(resource.licenses ?? []), ...(data.licenses ?? [])];
  return { title: resource.title ?? null, license: license?.name ?? license?.title ?? null };
}

async function siblingJson(path: string): Promise<unknown> {
  const beside = join(dirname(path), 'datapackage.json');
  try {
    if ((await stat(beside)).size > LARGEST) return undefined;
    return JSON.parse(await readFile(beside, 'utf8'));
  } catch {
    return undefined;
  }
}
