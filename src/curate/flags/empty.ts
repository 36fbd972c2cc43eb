import { type FlagRule, lastTurn } from './flag.ts';

/** A last turn that says nothing: white space, or the marks that Markdown makes of nothing. */
export const empty: FlagRule = {
  name: 'empty',
  says: 'the answer is empty',
  find(row) {
    const text = lastTurn(row);
    if (row.messages.at(-1)?.tool_calls?.length) return null;
    return /^[\s*_#>`~.…|-]*$/.test(text) ? 'Its last turn says nothing' : null;
  },
};
