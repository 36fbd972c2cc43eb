import { columnShapes, type Format, type FormatOptions, type OpenFormat, oneEach } from '../format.ts';
import { LeftOut } from '../left-out.ts';
import { exchanges } from '../turns.ts';

/**
 * Single exchanges with the three keys of Stanford's Alpaca. What a system turn says stands in front of the instruction,
 * after which an empty line; `input` is empty, because our prompts are one text. Rows of several turns or with tools are
 * left out: three keys cannot hold them (LLaMA-Factory's alpaca layout has a history).
 */
export const format: Format = {
  id: 'alpaca',
  summary: 'instruction, input and output',
  layouts: [],
  kinds: ['json', 'jsonl', 'parquet'],
  columns: 'none',
  usage: () => ['`instruction` holds the whole prompt, a system message in front of it; `input` is empty.'],
  open,
};

async function open({ columns }: FormatOptions): Promise<OpenFormat> {
  return {
    shape: () => ({ instruction: 'string', input: 'string', output: 'string', ...columnShapes(columns) }),
    renderer: () =>
      oneEach((conversation) => {
        const { system, tools } = conversation;
        const [exchange, ...more] = exchanges(conversation) ?? [];
        if (exchange === undefined || tools !== null) return new LeftOut('tools');
        if (more.length > 0) return new LeftOut('several-turns');
        const instruction = system === null ? exchange.user : `${system}\n\n${exchange.user}`;
        return { instruction, input: '', output: exchange.assistant, ...conversation.columns };
      }),
  };
}
