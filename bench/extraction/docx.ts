import type { Truth } from './compare.ts';
import { madeOf } from './made.ts';
import { extracted } from './ours.ts';
import { pandocText } from './pandoc.ts';

/** Word documents against pandoc; two more that it makes of Markdown files. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'docx/federal-plain-language-guidelines.docx',
    'docx/800-63b-usability-table.docx',
    'docx/tables.docx',
    'docx/footnotes.docx',
    'docx/comments.docx',
    'docx/simple-list.docx',
    'markdown/nist-800-63b-authenticators.md',
    'markdown/johnson-space-center-manual.md',
  ],
  excluded: {
    'docx/testWORD_various.docx': 'pandoc leaves out its text box (5 of 121 words)',
    'docx/testWORD_numbered_list.docx': 'pandoc leaves out its text box (12 of 148 words)',
  },
  ours: async (path) => extracted(await madeOf(path, 'docx')),
  reference: async (path) => pandocText(await madeOf(path, 'docx'), 'docx', { title: true }),
};
