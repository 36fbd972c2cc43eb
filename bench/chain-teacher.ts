/** A teacher whose replies fit the skill `chain`: one passage, one item, one verdict, one answer, each about 1 KB. */
import type { JsonSchema, Request, Teacher } from '../src/teacher/teacher.ts';
import { draw } from '../src/text/draw.ts';

const WORDS =
  'harbour lamp keeper stone winter river letter glass field engine paper garden signal morning copper bridge'.split(
    ' ',
  );

/** Opens at once, bears any number of requests; the same request has the same reply. */
export function chainTeacher(): Teacher {
  return {
    model: 'bench',
    open: async () => {},
    close: async () => {},
    complete: async (request) => {
      const text = replyTo(request);
      return { text, finish: 'stop', usage: { promptTokens: 500, cachedTokens: 0, completionTokens: 250 } };
    },
  };
}

function replyTo({ messages, schema }: Request): string {
  const asked = messages.at(-1)?.content ?? '';
  const prose = proseOf(asked, 150);
  if (!schema) return asked.includes('<result>') ? `<result>\n${prose}\n</result>` : prose;
  if (has(schema, 'items')) return JSON.stringify({ items: [{ question: proseOf(asked, 12), points: [prose] }] });
  return JSON.stringify({ why: prose, sound: true });
}

function has(schema: JsonSchema, name: string): boolean {
  return typeof schema.properties === 'object' && schema.properties !== null && name in schema.properties;
}

/** So many words in sentences, drawn by `seed`. */
export function proseOf(seed: string, words: number): string {
  const drawn = draw(seed);
  return Array.from({ length: words }, (_, index) => {
    const word = `${WORDS[drawn.index(WORDS.length)]}${index % 10 === 9 ? '.' : ''}`;
    return index % 10 === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  }).join(' ');
}
