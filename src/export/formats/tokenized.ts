import { columnShapes, type Format } from '../format.ts';
import { readTokenFlags } from '../tokenize/flags.ts';
import { openTokens } from '../tokenize/open-tokens.ts';
import { createTokenCounts, tokenRenderer } from '../tokenize/renderer.ts';
import { loadLines } from '../usage.ts';

const NUMBERS = { list: 'int32' } as const;

/**
 * Token ids with a label for each token, for a given tokenizer and chat template: the loss on the assistant's tokens
 * only. Rows may hold several conversations; `seq_lengths` says how long each is, and `position_ids` begins anew.
 */
export const format: Format = {
  id: 'tokenized',
  summary: 'token ids and labels, packed, for a given tokenizer and chat template',
  layouts: [],
  kinds: ['parquet'],
  columns: 'none',
  usage: (files) => [
    ...loadLines(files),
    'TRL: `SFTTrainer(..., train_dataset=data["train"])` takes `input_ids`, `labels` and `seq_lengths` as they are; with packed rows set `padding_free=True` and a FlashAttention implementation, so that conversations of a row do not see one another.',
  ],
  async open(options) {
    const flags = readTokenFlags(options.flags);
    const columns = flags.packing === 'none' ? options.columns : [];
    const tokens = await openTokens(flags);
    const counts = createTokenCounts();
    return {
      shape: () => ({
        input_ids: NUMBERS,
        labels: NUMBERS,
        position_ids: NUMBERS,
        seq_lengths: NUMBERS,
        ...columnShapes(columns),
      }),
      renderer: (tools) => tokenRenderer(tokens, tools, flags, columns, counts),
      counts: () => ({ ...counts }),
      controlStrings: tokens.tokenizer.special,
    };
  },
};
