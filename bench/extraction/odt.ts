import type { Truth } from './compare.ts';
import { madeOf } from './made.ts';
import { extracted } from './ours.ts';
import { pandocText } from './pandoc.ts';

/** OpenDocument texts against pandoc; there is one real file, so pandoc makes more of Markdown files. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'odt/testOpenOffice2.odt',
    'markdown/nist-800-63b-authenticators.md',
    'markdown/openapi-2.0-spec.md',
    'markdown/johnson-space-center-manual.md',
    'markdown/github-terms-of-service.md',
  ],
  excluded: {},
  ours: async (path) => extracted(await madeOf(path, 'odt')),
  reference: async (path) => pandocText(await madeOf(path, 'odt'), 'odt', { title: true }),
};
