/** The tags that frames put round what is not their own words. */
const TAGS = ['material', 'item', 'answer', 'suggestion', 'shared', 'result', 'unsuitable'] as const;

/** The opening of one of our own tags; characters that cannot be seen may stand between its letters. */
const OWN_TAG = new RegExp(
  `<(?=[\\s\\p{Cf}/]*(?:${TAGS.map((tag) => [...tag].join('\\p{Cf}*')).join('|')})(?![\\p{L}\\p{N}_]))`,
  'giu',
);

/** The beginnings of the control strings of chat templates: ChatML, Llama, Mistral, Gemma, DeepSeek, EXAONE, ... */
const CONTROL = new RegExp(
  [
    '<(?=[|｜][\\w.▁-]{1,40}[|｜]>)',
    '(?<=<[|｜][\\w.▁-]{1,40})[|｜](?=>)',
    '\\[(?=\\|[\\w.-]{1,40}\\|\\])',
    '\\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|gMASK)\\])',
    '<(?=/?s>|</?SYS>>|(?:start|end)_of_turn>|(?:bos|eos|pad|unk|sop)>|extra_id_\\d+>|/?(?:think|tool_call|tool_response)>)',
  ].join('|'),
  'g',
);

/**
 * Makes text safe to stand between a frame's tags: our own tags and chat-template control strings inside it are broken
 * up by a space or an entity, so that nothing in a document can close its fence or open a turn. Other text is unchanged.
 */
export function fence(text: string): string {
  return text.replaceAll(OWN_TAG, '&lt;').replaceAll(CONTROL, '$& ').toWellFormed();
}
