import { columnShapes, type Format, type FormatOptions, type OpenFormat, oneEach } from '../format.ts';
import { LeftOut } from '../left-out.ts';
import { functionsText, SHAREGPT_TAGS, taggedTurns } from '../tagged-turns.ts';

/** Conversations with `from` and `value` (ShareGPT), the system turn among them: Unsloth, torchtune, older trainers. */
export const format: Format = {
  id: 'sharegpt',
  summary: 'conversations with from and value: Unsloth, torchtune',
  layouts: [],
  kinds: ['json', 'jsonl', 'parquet'],
  columns: 'none',
  usage: () => [
    'Roles are `system`, `human`, `gpt`; with tools also `function_call` (JSON text) and `observation`, and `tools` holds the functions as JSON text.',
  ],
  open,
};

async function open({ columns }: FormatOptions): Promise<OpenFormat> {
  return {
    shape: (tools) => ({
      conversations: { list: { struct: { from: 'string', value: 'string' } } },
      ...(tools && { tools: 'string' }),
      ...columnShapes(columns),
    }),
    renderer: (tools) =>
      oneEach((conversation) => {
        const turns = taggedTurns(conversation, SHAREGPT_TAGS);
        if (turns instanceof LeftOut) return turns;
        const { system } = conversation;
        const all = system === null ? turns : [{ tag: 'system', text: system }, ...turns];
        return {
          conversations: all.map(({ tag, text }) => ({ from: tag, value: text })),
          ...(tools && { tools: functionsText(conversation) }),
          ...conversation.columns,
        };
      }),
  };
}
