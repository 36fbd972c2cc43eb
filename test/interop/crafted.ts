/** Rows that are hard on exports: several turns, tools, any script, blanks at the ends, strings of chat templates. */
import { join } from 'node:path';
import type { Message, Tool } from '../../src/data.ts';
import { openRows } from '../../src/dataset/parquet.ts';
import { toRow } from '../../src/dataset/row.ts';
import { pairOf } from '../pairs.ts';

const TEXTS = [
  'Where does the river rise?',
  'It rises in the hills, about 12 km north of the town; then it turns the mill.',
  '日本語のテキストです。改行も\nあります。',
  'Émile’s naïve café: e\u0301, ﬁ, ½, Ⅷ and 한국어 한글.',
  '👩‍👩‍👧‍👦 and 🏳️‍🌈 wave 🦜!',
  "def f(x):\n\treturn x ** 2  # it's squared\n\n\nprint(f(3))",
  '  leading and trailing blanks  ',
  '\n\nline feeds around\n\n',
  'a\u00a0b\u2003c\u200bd ▁ e',
  '<think>First 2 + 2.</think>\nThe answer is 4.',
  'العربية والعبرية עברית',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '$E = mc^2$ \\frac{1}{2}',
  'ends with an emoji 🦜',
  'ZzqxWvk unknownish ÆØÅ ꙮ 𝔘𝔫𝔦',
  'x',
];

const TOOLS: Tool[] = [
  {
    type: 'function',
    function: {
      name: 'find_river',
      description: 'Finds a river by its name, "as written".',
      parameters: { type: 'object', properties: { name: { type: 'string' }, km: { type: 'number' } } },
    },
  },
];

/** A conversation by its id, as it goes into a row. */
export interface Crafted {
  id: string;
  messages: Message[];
  tools: Tool[] | null;
}

/** Conversations with every text as question and answer, of one to three turns, some with a system turn, and some with tools. */
export function crafted(): Crafted[] {
  const plain = TEXTS.flatMap((text, at): Crafted[] => {
    const other = TEXTS[(at + 5) % TEXTS.length] ?? '';
    const user = (content: string): Message => ({ role: 'user', content });
    const said = (content: string): Message => ({ role: 'assistant', content });
    return [
      { id: `single-${at}`, messages: [user(other), said(text)], tools: null },
      { id: `asked-${at}`, messages: [{ role: 'system', content: other }, user(text), said('Yes.')], tools: null },
      {
        id: `turns-${at}`,
        messages: [user(text), said(other), user('And then?'), said(text), user('So?'), said(other)],
        tools: null,
      },
    ];
  });
  return [...plain, ...withTools()];
}

function withTools(): Crafted[] {
  const call = (id: string, name: string) => ({
    id,
    type: 'function' as const,
    function: { name: 'find_river', arguments: JSON.stringify({ name, km: 1.5 }) },
  });
  return ['Rhône', '淀川', 'Mill "Brook"'].map((name, at) => ({
    id: `tools-${at}`,
    tools: TOOLS,
    messages: [
      { role: 'system', content: 'You know rivers.' },
      { role: 'user', content: `Find ${name}.` },
      { role: 'assistant', content: '', tool_calls: at === 1 ? [call('a', name), call('b', 'x')] : [call('a', name)] },
      { role: 'tool', content: '{"rises": "in the hills"}', tool_call_id: 'a' },
      ...(at === 1 ? [{ role: 'tool' as const, content: 'null', tool_call_id: 'b' }] : []),
      { role: 'assistant', content: 'It rises in the hills.' },
    ],
  }));
}

/** Writes a dataset folder of conversations, every tenth into the test split. */
export async function writeCrafted(dir: string, rows: readonly Crafted[]): Promise<void> {
  for (const split of ['train', 'test']) {
    for (const tools of [false, true]) {
      const own = rows.filter((row, at) => (row.tools !== null) === tools && (at % 10 === 9) === (split === 'test'));
      if (own.length === 0) continue;
      const writer = openRows(join(dir, 'data', `${tools ? 'tools-' : ''}${split}-00000-of-00001.parquet`), { tools });
      for (const { id, messages, tools: given } of own) {
        await writer.add(toRow(pairOf(id, `seed-${id}`, { messages, tools: given }), 'u'));
      }
      await writer.finish();
    }
  }
}
