import { linesOf } from './headings.ts';

/** What is one thing although blank lines may be in it: from the beginning of its first line to the end of its last. */
export interface Unit {
  start: number;
  end: number;
  /** Code between fences, a paragraph of its own. */
  fenced: boolean;
}

/** Environments of LaTeX that are cut nowhere. */
const ENVIRONMENT =
  /^\s{0,40}\\begin\{((?:align(?:ed|at)?|equation|gather(?:ed)?|multline|eqnarray|flalign|split|math|displaymath|cases|array|[bpvV]?matrix|tabular[xy]?|longtable|verbatim|lstlisting|minted|tikzpicture|algorithmic?)\*?)\}/;
/** An equation longer than this is none: its mark stands for something else. */
const LONGEST = 20_000;

/** Fenced code, displayed equations and LaTeX environments, in order. One that is not closed is none. */
export function* unitsIn(text: string): Generator<Unit, void> {
  /** Where each closing mark was last found: the first after the place from which it was looked for. */
  const found = new Map<string, number>();
  let until = -1;
  for (const { line, start } of linesOf(text)) {
    const closing = start <= until ? undefined : closingOf(line);
    if (closing === undefined) continue;
    const { mark, fenced } = closing;
    const from = start + line.length;
    let at = found.get(mark.source) ?? -1;
    if (at < from) {
      mark.lastIndex = from;
      at = mark.exec(text)?.index ?? Infinity;
      found.set(mark.source, at);
    }
    if (at === Infinity || (!fenced && at - start > LONGEST)) continue;
    const stop = text.indexOf('\n', at + 1);
    until = stop === -1 ? text.length : stop;
    yield { start, end: until, fenced };
  }
}

/** What closes the unit that a line opens. */
function closingOf(line: string): { mark: RegExp; fenced: boolean } | undefined {
  const first = line.charAt(line.length - line.trimStart().length);
  if (first === '`' || first === '~') {
    const fence = /^\s{0,40}(`{3,40}|~{3,40})[^`]*$/.exec(line)?.[1];
    const source = `\\n[^\\S\\n]*${fence}${first}*[^\\S\\n]*(?=\\n|$)`;
    return fence === undefined ? undefined : { mark: new RegExp(source, 'g'), fenced: true };
  }
  if (first === '$') return opens(line, '$$', '$$') ? { mark: /\$\$/g, fenced: false } : undefined;
  if (first !== '\\') return undefined;
  if (opens(line, '\\[', '\\]')) return { mark: /\\\]/g, fenced: false };
  const name = ENVIRONMENT.exec(line)?.[1];
  if (name === undefined || line.includes(`\\end{${name}}`)) return undefined;
  return { mark: new RegExp(`\\\\end\\{${name.replace('*', '\\*')}\\}`, 'g'), fenced: false };
}

/** Whether a line begins with a mark that it does not close. */
function opens(line: string, open: string, close: string): boolean {
  const said = line.trimStart();
  return said.startsWith(open) && !said.includes(close, open.length);
}
