/** The tags that frames put round what is not their own words. */
const TAGS = ['material', 'item', 'answer', 'suggestion', 'shared', 'result', 'unsuitable'] as const;

const OWN_TAG = new RegExp(`<(?=\\s*/?\\s*(?:${TAGS.join('|')})\\b)`, 'gi');
const CONTROL = /<\|(?=[\w.-]{1,40}\|>)|(?<=<\|[\w.-]{1,40})\|>|\[(?=\/?INST\])|<(?=\/?s>|<\/?SYS>>)/g;

/**
 * Makes text safe to stand between a frame's tags: our own tags and chat-template control strings inside it are broken
 * up by a visible character, so that nothing in a document can close its fence or open a turn. Other text is unchanged.
 */
export function fence(text: string): string {
  return text
    .replaceAll(OWN_TAG, '&lt;')
    .replaceAll(CONTROL, (mark) => (mark === '|>' ? '| >' : mark === '[' ? '[ ' : `${mark[0]} ${mark.slice(1)}`))
    .toWellFormed();
}
