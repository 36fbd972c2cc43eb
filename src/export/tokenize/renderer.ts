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
  trainedTokens: number;
  /** Conversations that were cut off at the longest length. */
  cutOff: number;
  /** Conversations whose last trained token is no special token: a model would not learn to stop. */
  withoutEndToken: number;
  /** Rows of packed conversations, and how much of their room is filled. */
  packedRows: number;
  percentFilled: number;
}

/** Counts at zero. */
export function createTokenCounts(): TokenCounts {
  return { tokens: 0, trainedTokens: 0, cutOff: 0, withoutEndToken: 0, packedRows: 0, percentFilled: 0 };
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
    counts.tokens += sequences.reduce((sum, { length }) => sum + length, 0);
    if (packer !== undefined) {
      counts.packedRows++;
      counts.percentFilled = Math.round((100 * counts.tokens) / (counts.packedRows * maxLength));
    }
    emit(recordOf(sequences, columns));
  };
  return {
    add(conversation, emit) {
      const encoded = encodeConversation(conversation, tokenizer, render);
      const fitted = encoded instanceof LeftOut ? encoded : withinRoom(encoded, maxLength, tooLong);
      if (fitted instanceof LeftOut) return fitted;
      const { ids, labels } = fitted;
      if (fitted !== encoded) counts.cutOff++;
      else if (!ends.has(labels.findLast((label) => label !== MASKED) ?? MASKED)) counts.withoutEndToken++;
      counts.trainedTokens += labels.reduce((sum, label) => sum + (label === MASKED ? 0 : 1), 0);
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
  const [input_ids, labels, position_ids]: [number[], number[], number[]] = [[], [], []];
  for (const { length, ids, labels: own } of sequences) {
    for (let at = 0; at < length; at++) {
      input_ids.push(ids[at] ?? 0);
      labels.push(own[at] ?? MASKED);
      position_ids.push(at);
    }
  }
  const seq_lengths = sequences.map(({ length }) => length);
  return { input_ids, labels, position_ids, seq_lengths, ...(columns.length > 0 && sequences[0]?.columns) };
}
