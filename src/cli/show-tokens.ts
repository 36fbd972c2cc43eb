import { readConversation } from '../export/conversation.ts';
import { LeftOut } from '../export/left-out.ts';
import { openRowSource } from '../export/rows/open.ts';
import type { ExportOptions } from '../export/summary.ts';
import { type Encoded, encodeConversation, MASKED } from '../export/tokenize/encode-conversation.ts';
import { readTokenFlags } from '../export/tokenize/flags.ts';
import { openTokens } from '../export/tokenize/open-tokens.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';

/** Prints the first rows that are chosen as a model would get them: green, or between ⟦ and ⟧, is what is trained on. */
export async function showTokens(dir: string, count: number, options: ExportOptions, io: Io): Promise<void> {
  const tokens = await openTokens(readTokenFlags(options.flags));
  const source = await openRowSource(dir, options.selection);
  let left = count;
  try {
    for (const group of source.groups) {
      const render = tokens.render(group.tools);
      for await (const rows of group.rows([])) {
        for (const row of rows) {
          if (left-- <= 0) return;
          const conversation = readConversation(row, []);
          const encoded =
            conversation instanceof LeftOut ? conversation : encodeConversation(conversation, tokens.tokenizer, render);
          const id = conversation instanceof LeftOut ? '' : conversation.id;
          for (const line of linesOf(id, encoded, io)) io.out(line);
        }
      }
    }
  } finally {
    await source.close();
  }
}

function linesOf(id: string, encoded: Encoded | LeftOut, io: Io): string[] {
  const { bold, dim, green } = io.colors;
  if (encoded instanceof LeftOut) return [`${bold(printable(id))}  left out: ${encoded.reason}`, ''];
  const { ids, labels, text, offsets } = encoded;
  const trained = labels.filter((label) => label !== MASKED).length;
  const colored = green('x') !== 'x';
  const parts = runsOf(labels, offsets, text).map(({ said, own }) => {
    const shown = printable(said);
    if (!own) return dim(shown);
    return colored ? green(shown) : `⟦${shown}⟧`;
  });
  return [`${bold(printable(id))}  ${ids.length} tokens, ${trained} trained on`, parts.join(''), ''];
}

/** The text in pieces that are trained on as a whole, or not at all. */
function runsOf(labels: readonly number[], offsets: Int32Array, text: string): { said: string; own: boolean }[] {
  const runs: { said: string; own: boolean }[] = [];
  let from = 0;
  for (const [at, label] of labels.entries()) {
    const own = label !== MASKED;
    const next = labels[at + 1];
    if (next !== undefined && (next !== MASKED) === own) continue;
    const to = next === undefined ? text.length : Math.max(from, offsets[at * 2 + 1] ?? from);
    runs.push({ said: text.slice(from, to), own });
    from = to;
  }
  return runs;
}
