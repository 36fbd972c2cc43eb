import { readFile } from 'node:fs/promises';
import { decodeText } from '../../src/seed/decode.ts';
import { readPage } from '../../src/seed/html.ts';
import type { Truth } from './compare.ts';
import { pandocText } from './pandoc.ts';

/** Web pages and books in HTML against pandoc, with their menus. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'html/a-scandal-in-bohemia.xhtml',
    'html/entre-nous.htm',
    'html/the-redheaded-league.xhtml',
    'web/accessibility-audit-index.html',
    'web/datagov-highlights.html',
    'web/doi-mission-statement.html',
    'web/energy-us-china-collaboration.html',
    'web/epa-federal-partner-collaboration.html',
  ],
  excluded: {},
  ours: async (path) => (await readPage(await decodeText(await readFile(path)), { everything: true })).markdown,
  reference: (path) => pandocText(path, 'html', { title: false }),
};
