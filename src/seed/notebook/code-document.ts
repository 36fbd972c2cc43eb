import { codeLanguageOf } from '../code/detect.ts';
import { codeSections } from '../code/sections.ts';
import { cleanText } from '../decode.ts';
import type { Document } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import type { Notebook } from './cells.ts';

const ENDINGS = new Map(
  Object.entries({
    ...{ python: '.py', r: '.r', julia: '.jl', javascript: '.js', typescript: '.ts', scala: '.scala', 'c++': '.cpp' },
    ...{ ruby: '.rb', rust: '.rs', go: '.go', kotlin: '.kt', java: '.java', 'c#': '.cs', bash: '.sh', haskell: '.hs' },
  }),
);
const SLASHES = /^(?:javascript|typescript|scala|c\+\+|rust|go|kotlin|java|c#)$/;

/** A notebook as the program that it is: its cells one after another, words as comments, without commands to the notebook. */
export function codeDocument(notebook: Notebook, source: string): Document {
  const { cells, language, ending, title, license } = notebook;
  const comment = SLASHES.test(language) ? '// ' : language === 'haskell' ? '-- ' : '# ';
  const parts = cells.map(({ kind, text }) => {
    const own = text.trim();
    return kind === 'code' ? withoutCommands(text) : own.replaceAll(/^/gm, comment).replaceAll(/[^\S\n]+$/gm, '');
  });
  const text = cleanText(parts.filter((part) => part.trim() !== '').join('\n\n'));
  const known = codeLanguageOf(`x${ENDINGS.get(language) ?? ending}`, text);
  return {
    ...{ source, kind: 'code', text, title: title ?? titleOfFile(source), license, language: null },
    ...(known ? { codeLanguage: known.name } : {}),
    sections: known ? codeSections(text, known) : [],
  };
}

/** Code without lines that only a notebook understands (`%matplotlib inline`, `!pip install`). */
function withoutCommands(code: string): string {
  if (/^\s*%%(?!time|capture)/.test(code)) return '';
  const lines = code.split('\n').filter((line) => !/^\s*(?:[%!]|\?\w|\w+\?\??\s*$)/.test(line));
  return lines.join('\n').replace(/^\n+/, '').trimEnd();
}
