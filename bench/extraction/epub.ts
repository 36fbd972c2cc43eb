import { readFile } from 'node:fs/promises';
import { bookText } from '../../src/seed/readers/epub.ts';
import { bytesFile } from '../../src/seed/source-file.ts';
import type { Truth } from './compare.ts';
import { pandocText } from './pandoc.ts';

/** Books against pandoc. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'epub/childrens-literature.epub',
    'epub/wasteland.epub',
    'epub/regime-anticancer-arabic.epub',
    'epub/testEPUB.epub',
  ],
  excluded: {},
  ours: async (path) => (await bookText(bytesFile(path, await readFile(path)), { reject: () => {} }, true)).text,
  reference: (path) => pandocText(path, 'epub', { title: false }),
};
