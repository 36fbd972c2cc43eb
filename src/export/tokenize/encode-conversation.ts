import type { Conversation } from '../conversation.ts';
import { LeftOut } from '../left-out.ts';
import type { Render } from './chat-template.ts';
import type { Span } from './marks.ts';
import type { OpenTokenizer } from './open-tokenizer.ts';

/** The label of a token that is not trained on (PyTorch's cross entropy: `ignore_index`). */
export const MASKED = -100;

/** A conversation as tokens. */
export interface Encoded {
  ids: number[];
  /** The id where the assistant's token is trained on, else {@link MASKED}. */
  labels: number[];
  /** The rendered text, and where each token stands in it: start and end, one behind the other. */
  text: string;
  offsets: Int32Array;
}

/**
 * Renders and tokenizes a conversation. A token is the assistant's if it overlaps what the template marks, as in
 * transformers' `apply_chat_template(return_assistant_tokens_mask=True)`; the first token of all never is, because
 * nothing comes before it.
 */
export function encodeConversation(
  conversation: Conversation,
  tokenizer: OpenTokenizer,
  render: Render,
): Encoded | LeftOut {
  const rendered = render(conversation);
  if (rendered instanceof LeftOut) return rendered;
  const { text, spans } = rendered;
  const { ids, tokens } = tokenizer.encode(text);
  const offsets = tokenizer.align(text, tokens);
  if (offsets === undefined) return new LeftOut('tokens-not-placed');
  const labels = labelsOf(ids, offsets, spans);
  return labels.some((label) => label !== MASKED) ? { ids, labels, text, offsets } : new LeftOut('nothing-to-train-on');
}

function labelsOf(ids: readonly number[], offsets: Int32Array, spans: readonly Span[]): number[] {
  let at = 0;
  return ids.map((id, token) => {
    const [start = 0, end = 0] = [offsets[token * 2], offsets[token * 2 + 1]];
    while (at < spans.length && start >= (spans[at]?.[1] ?? 0)) at++;
    const span = spans[at];
    return token > 0 && span !== undefined && end > span[0] ? id : MASKED;
  });
}
