import { columnShapes, type Format, type FormatOptions, type OpenFormat, oneEach } from '../format.ts';
import { LeftOut } from '../left-out.ts';
import { allTurns } from '../turns.ts';
import { loadLines } from '../usage.ts';

/** The conversation as one text in ChatML, for trainers that take `text`; all of it is trained on. Rows with tools are left out: ChatML has no form for them. */
export const format: Format = {
  id: 'chatml-text',
  summary: 'one text in ChatML, all tokens trained on',
  layouts: [],
  kinds: ['jsonl', 'json', 'parquet'],
  columns: 'none',
  usage: (files) => [...loadLines(files), 'Trainers that take a column `text` train on all of it, prompts too.'],
  open,
};

async function open({ columns }: FormatOptions): Promise<OpenFormat> {
  return {
    shape: () => ({ text: 'string', ...columnShapes(columns) }),
    renderer: () =>
      oneEach((conversation) => {
        const turns = allTurns(conversation);
        if (conversation.tools !== null || turns.some(({ role }) => role === 'tool')) return new LeftOut('tools');
        const text = turns.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('');
        return { text, ...conversation.columns };
      }),
  };
}
