import type { Truth } from './compare.ts';
import { madeOf } from './made.ts';
import { extracted } from './ours.ts';
import { pandocText } from './pandoc.ts';

/** RTF against pandoc; there is one real file, so pandoc makes more of Markdown files. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'markdown/nist-800-63b-authenticators.md',
    'markdown/openapi-2.0-spec.md',
    'markdown/johnson-space-center-manual.md',
    'markdown/github-terms-of-service.md',
  ],
  excluded: {
    'rtf/testRTFVarious.rtf':
      'pandoc leaves out its text box, link, citation and Gothic letters, and parts Japanese words (34 of 116 words)',
  },
  ours: async (path) => extracted(await madeOf(path, 'rtf')),
  reference: async (path) => pandocText(await madeOf(path, 'rtf'), 'rtf', { title: true }),
};
