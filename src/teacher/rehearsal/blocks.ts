import type { Message } from '../../data.ts';

/** What stands between the tags of a name in the first message that has them; null where none has. */
export function blockIn(messages: readonly Message[], tag: string): string | null {
  for (const { content } of messages) {
    const start = content.indexOf(`<${tag}>\n`);
    const end = start < 0 ? -1 : content.indexOf(`\n</${tag}>`, start);
    if (end >= 0) return content.slice(start + tag.length + 3, end);
  }
  return null;
}
