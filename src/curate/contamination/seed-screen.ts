import type { SeedScreen } from '../../run/seed-screen.ts';
import { shortHash } from '../../text/hash.ts';
import { hashFile } from '../hash-file.ts';
import { benchmarkFiles, benchmarkItems } from './benchmark-items.ts';
import { Contamination } from './contamination.ts';
import { told } from './told.ts';

/** A screen for seeds that hold an item of a benchmark: nothing is asked about them. Errors: E_CURATE. */
export async function benchmarkScreen(paths: readonly string[]): Promise<SeedScreen> {
  const hashes: string[] = [];
  for (const file of await benchmarkFiles(paths)) hashes.push(await hashFile(file));
  const contamination = await Contamination.of(benchmarkItems(paths));
  return {
    hash: shortHash(...hashes.sort()),
    find({ text, title }) {
      const found = contamination.find(title === null ? text : `${title}\n\n${text}`);
      return found && `contaminated: ${told(found)}`;
    },
  };
}
