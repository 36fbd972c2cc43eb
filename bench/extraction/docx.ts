import type { Truth } from './compare.ts';
import { extracted } from './ours.ts';
import { pandocText } from './pandoc.ts';

/** Word documents against pandoc. */
export const truth: Truth = {
  tool: 'pandoc',
  files: [
    'docx/federal-plain-language-guidelines.docx',
    'docx/800-63b-usability-table.docx',
    'docx/tables.docx',
    'docx/footnotes.docx',
    'docx/comments.docx',
    'docx/simple-list.docx',
  ],
  excluded: {
    'docx/testWORD_various.docx': 'pandoc leaves out its text box (5 of 121 words)',
    'docx/testWORD_numbered_list.docx': 'pandoc leaves out its text box (12 of 148 words)',
  },
  ours: extracted,
  reference: (path) => pandocText(path, 'docx', { title: true }),
};
