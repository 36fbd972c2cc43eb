import type { Conversation } from '../conversation.ts';
import type { Renderer, RowRecord } from '../format.ts';
import { LeftOut } from '../left-out.ts';
import { type Encoded, encodeConversation, MASKED } from './encode-conversation.ts';
import type { TokenFlags } from './flags.ts';
import type { OpenTokens } from './open-tokens.ts';
import { createPacker } from './pack.ts';

/** What is counted beside rows. */
export interface TokenCounts {
  tokens: number;
  trained: number;
  /** Rows written, of one or more conversations. */
  rows: number;
  /** Conversations that were cut off at the longest length. */
  truncated: number;
  /** Share of the room of packed rows that is filled, in per cent. */
  filled: number;
  /** Conversations whose last trained token is no special token: a model would not learn to stop. */
  withoutEnd: number;
}

/** Counts at zero. */
export function createTokenCounts(): TokenCounts {
  return { tokens: 0, trained: 0, rows: 0, truncated: 0, filled: 0, withoutEnd: 0 };
}

/** A conversation as it goes into a row. */
interface Sequence {
  length: number;
  ids: Int32Array;
  labels: Int32Array;
  columns: Conversation['columns'];
}

/** Makes rows of tokens, one of each conversation or packed. */
export function tokenRenderer(
  { tokenizer, render: renderFor }: OpenTokens,
  tools: boolean,
  { maxLength, packing, tooLong }: TokenFlags,
  columns: readonly string[],
  counts: TokenCounts,
): Renderer {
  const render = renderFor(tools);
  const packer = packing === 'bfd' ? createPacker<Sequence>(maxLength) : undefined;
  const ends = new Set(tokenizer.special.flatMap((text) => tokenizer.encode(text).ids.slice(0, 1)));
  const write = (sequences: readonly Sequence[], emit: (record: RowRecord) => void) => {
    const tokens = sequences.reduce((sum, { length }) => sum + length, 0);
    counts.rows++;
    counts.tokens += tokens;
    counts.filled = Math.round((100 * counts.tokens) / (counts.rows * maxLength));
    emit(recordOf(sequences, columns));
  };
  return {
    add(conversation, emit) {
      const encoded = encodeConversation(conversation, tokenizer, render);
      const fitted = encoded instanceof LeftOut ? encoded : withinRoom(encoded, maxLength, tooLong);
      if (fitted instanceof LeftOut) return fitted;
      const { ids, labels } = fitted;
      if (fitted !== encoded) counts.truncated++;
      else if (!ends.has(labels.findLast((label) => label !== MASKED) ?? MASKED)) counts.withoutEnd++;
      counts.trained += labels.reduce((sum, label) => sum + (label === MASKED ? 0 : 1), 0);
      const sequence = {
        length: ids.length,
        ids: Int32Array.from(ids),
        labels: Int32Array.from(labels),
        columns: conversation.columns,
      };
      for (const row of packer?.add(sequence) ?? [[sequence]]) write(row, emit);
      return undefined;
    },
    end(emit) {
      for (const row of packer?.end() ?? []) write(row, emit);
    },
  };
}

function withinRoom(encoded: Encoded, most: number, rule: TokenFlags['tooLong']): Encoded | LeftOut {
  if (encoded.ids.length <= most) return encoded;
  if (rule === 'leave-out') return new LeftOut('too-long');
  const labels = encoded.labels.slice(0, most);
  if (labels.every((label) => label === MASKED)) return new LeftOut('nothing-to-train-on');
  return { ...encoded, ids: encoded.ids.slice(0, most), labels };
}

function recordOf(sequences: readonly Sequence[], columns: readonly string[]): RowRecord {
  return {
    input_ids: sequences.flatMap(({ ids }) => [...ids]),
    labels: sequences.flatMap(({ labels }) => [...labels]),
    position_ids: sequences.flatMap(({ length }) => Array.from({ length }, (_, at) => at)),
    seq_lengths: sequences.map(({ length }) => length),
    ...(columns.length > 0 && sequences[0]?.columns),
  };
}
