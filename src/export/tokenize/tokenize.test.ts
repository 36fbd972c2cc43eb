import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../../test/scratch.ts';
import { byteLevel, CHATML, sentencePiece, writeTokenizer } from '../../../test/tokenizers.ts';
import type { Message } from '../../data.ts';
import { type Conversation, readConversation } from '../conversation.ts';
import { LeftOut } from '../left-out.ts';
import { CHAT_TEMPLATES, chatTemplatePath, openTemplate, readTemplate } from './chat-template.ts';
import { type Encoded, encodeConversation, MASKED } from './encode-conversation.ts';
import { takeMarks, withMarks } from './marks.ts';
import { type OpenTokenizer, openTokenizer } from './open-tokenizer.ts';

const said = (...contents: string[]): Message[] =>
  contents.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));

function conversation(messages: readonly Message[], tools?: unknown): Conversation {
  const read = readConversation({ id: 'r', messages, tools: tools && JSON.stringify(tools) }, []);
  if (read instanceof LeftOut) throw new Error(read.reason);
  return read;
}

const openStyle = (tokenizer: object, config?: object) => openTokenizer(writeTokenizer(scratch(), tokenizer, config));
const ours = (name: (typeof CHAT_TEMPLATES)[number]) => readFileSync(chatTemplatePath(name), 'utf8');

async function encode(messages: readonly Message[], tokenizer: OpenTokenizer, template: string): Promise<Encoded> {
  const encoded = encodeConversation(conversation(messages), tokenizer, await openTemplate(template, tokenizer));
  if (encoded instanceof LeftOut) throw new Error(encoded.reason);
  return encoded;
}

/** What of the text is under tokens that are trained on; a ¦ where others come between. */
function trained({ labels, offsets, text }: Encoded): string {
  let [own, reached] = ['', 0];
  for (const [at, label] of labels.entries()) {
    if (label === MASKED) continue;
    const [start = 0, end = 0] = [offsets[at * 2], offsets[at * 2 + 1]];
    own += (start > reached && own !== '' ? '¦' : '') + text.slice(Math.max(start, reached), end);
    reached = Math.max(reached, end);
  }
  return own;
}

describe('ids and labels', () => {
  test('byte-level: the words and the end of what the assistant says', async () => {
    const encoded = await encode(said('to', 'hello to'), await openStyle(byteLevel()), ours('chatml'));
    const [start, end, feed] = [262, 263, 10];
    expect(encoded.ids).toEqual([
      ...[start, 117, 115, 101, 114, feed, 116, 111, end, feed],
      ...[start, 97, 115, 115, 105, 115, 116, 97, 110, 116, feed, 259, 261, end, feed],
    ]);
    expect(encoded.labels).toEqual([...new Array<number>(21).fill(MASKED), 259, 261, end, MASKED]);
    expect(trained(encoded)).toBe('hello to<|im_end|>');
  });

  test('SentencePiece style: a mark in front, bytes for what is unknown, blanks taken in by tokens', async () => {
    const encoded = await encode(said('hi', 'hi é\n'), await openStyle(sentencePiece()), ours('phi-3'));
    const [user, assistant, end, hi, mark, feed] = [267, 268, 269, 265, 259, 266];
    const é = [3 + 0xc3, 3 + 0xa9];
    expect(encoded.ids).toEqual([user, hi, end, assistant, hi, mark, ...é, feed, end]);
    expect(encoded.labels).toEqual([MASKED, MASKED, MASKED, MASKED, hi, mark, ...é, feed, end]);
    expect(trained(encoded)).toBe('hi é\n<|end|>\n');
  });

  test.each([
    ['emoji', 'a 👩‍👩‍👧‍👦!'],
    ['composed marks', 'e\u0301 \u1112\u1161\u11ab x'],
    ['a real ▁', '▁ a▁b'],
    ['line feeds', '\n\na\n'],
    ['blanks', '  a  '],
    ['a character of four bytes at an end', '𝔘'],
    ['a right-to-left script', 'عربية'],
  ])('every token of %s is placed where it is, in both styles', async (_, text) => {
    for (const [style, template] of [
      [byteLevel(), 'chatml'],
      [sentencePiece({ rstrip: false }), 'phi-3'],
    ] as const) {
      const encoded = await encode(said('?', text), await openStyle(style), ours(template));
      const { offsets, ids } = encoded;
      for (let at = 1; at < ids.length; at++) expect(offsets[at * 2]).toBeGreaterThanOrEqual(offsets[at * 2 - 2] ?? 0);
      expect(encoded.text.slice(offsets[0], offsets.at(-1))).toBe(encoded.text);
      expect(trained(encoded)).toMatch(new RegExp(`^${text}<\\|(im_)?end\\|>\\n?$`));
    }
  });

  test('all turns of the assistant are trained on, and calls', async () => {
    const tokenizer = await openStyle(byteLevel());
    const tools = [{ type: 'function', function: { name: 'f', description: 'd', parameters: {} } }];
    const called: Message[] = [
      { role: 'user', content: 'Do.' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"x": "é"}' } }],
      },
      { role: 'tool', content: 'secret', tool_call_id: 'a' },
      { role: 'assistant', content: 'Done.' },
    ];
    for (const name of ['chatml', 'llama-3', 'mistral'] as const) {
      const render = await openTemplate(ours(name), tokenizer);
      const encoded = encodeConversation(conversation(called, tools), tokenizer, render);
      if (encoded instanceof LeftOut) throw new Error(encoded.reason);
      const own = trained(encoded);
      expect(own).toMatch(/"name": "f", "(arguments|parameters)": \{"x": "é"\}.*Done\./s);
      expect(own).toMatch(/¦/);
      expect(own).not.toMatch(/secret/);
      expect(encoded.text).toMatch(/"description": "d"[\s\S]*secret/);
    }
  });

  test('a row that a template refuses is left out', async () => {
    const tokenizer = await openStyle(byteLevel());
    const render = await openTemplate(ours('gemma'), tokenizer);
    const tools = [{ type: 'function', function: { name: 'f', description: 'd', parameters: {} } }];
    expect(render(conversation(said('a', 'b'), tools))).toEqual(
      new LeftOut('refused-by-template', expect.stringMatching(/tools/i)),
    );
  });
});

describe('templates without marks', () => {
  const bare = (template: string) => template.replaceAll(/\{%-? *(end)?generation *-?%\}\n?/g, '');

  test.each(CHAT_TEMPLATES)('%s: prompts that grow give the same labels as marks', async (name) => {
    const config = { bos_token: CHATML[0], eos_token: CHATML[1] };
    const ends = name === 'mistral' ? [] : ['<|eot_id|>', '<end_of_turn>', '<|end|>'];
    const tokenizer = await openStyle(byteLevel([...CHATML, ...ends]), config);
    const messages = [{ role: 'system' as const, content: 'Be brief.' }, ...said('Why?', 'So.', 'And?', 'Yes. ')];
    const marked = await encode(messages, tokenizer, ours(name));
    expect(bare(ours(name))).not.toContain('generation %}');
    expect(await encode(messages, tokenizer, bare(ours(name)))).toEqual(marked);
    expect(marked.labels.filter((label) => label !== MASKED).length).toBeGreaterThan(5);
  });

  test('that rewrite what they rendered before are refused', async () => {
    const template =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}{% if loop.last %}{{ m.content }}{% else %}{{ m.content.split('</think>')[-1] }}{% endif %}{{ '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
    const tokenizer = await openStyle(byteLevel());
    const render = await openTemplate(template, tokenizer);
    expect(render(conversation(said('a', 'b')))).not.toBeInstanceOf(LeftOut);
    expect(() => render(conversation(said('a', '<think>x</think>b', 'c', 'd')))).toThrow(
      /rewrites earlier turns \(row "r", message 2\)/,
    );
  });
});

describe('marks', () => {
  test('keep what tags do to the blanks around them', async () => {
    const template =
      'a\n  {%- generation -%}\n  {{ x }}\n{% endgeneration %}\nb{% generation %} {{ x }} {%- endgeneration -%} c';
    const { Template } = await import('@huggingface/jinja');
    const plain = new Template(template).render({ x: 'X' });
    expect(takeMarks(new Template(withMarks(template)).render({ x: 'X' }))).toEqual({
      text: plain,
      spans: [
        [1, 3],
        [4, 6],
      ],
    });
    expect(plain).toBe('aX\nb Xc');
  });

  test('that do not pair are told, and empty ones are none', () => {
    const [start, end] = ['\u{10fff0}', '\u{10fff1}'];
    expect(takeMarks(`a${start}${end}b`)).toEqual({ text: 'ab', spans: [] });
    for (const text of [`${start}a`, `a${end}`, `${start}a${start}b${end}`]) expect(takeMarks(text)).toBeUndefined();
  });

  test('in a row are not mistaken', async () => {
    const tokenizer = await openStyle(byteLevel());
    const render = await openTemplate(ours('chatml'), tokenizer);
    expect(render(conversation(said('a\u{10fff0}', 'b')))).toEqual(new LeftOut('holds-marks'));
  });

  test('strip with characters strips those alone, as in Python', async () => {
    const tokenizer = await openStyle(byteLevel());
    const template =
      "{% for m in messages %}{% generation %}{{ m.content.lstrip('\\n') + '|' + m.content.rstrip('\\n') + '|' + m.content.strip('\\n ') + '|' + m.content.strip() }}{% endgeneration %}{% endfor %}";
    const render = await openTemplate(template, tokenizer);
    expect(render(conversation(said('\n a \n', 'b')))).toMatchObject({ text: ' a \n|\n a |a|ab|b|b|b' });
  });
});

describe('tokenizers and templates that cannot be used', () => {
  const broken = (change: object) => () => openStyle({ ...byteLevel(), ...change });

  test.each([
    ['Unigram', broken({ model: { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0]] } })],
    ['Whitespace', broken({ pre_tokenizer: { type: 'Whitespace' } })],
    [
      'merges pieces',
      broken({ pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious' } }),
    ],
    ['whole words', broken({ added_tokens: [{ id: 1, content: 'x', single_word: true }] })],
    ['Unknown PreTokenizer', broken({ pre_tokenizer: { type: 'Odd' } })],
    ['expected object', broken({ model: 7 })],
  ])('%s', async (found, open) => {
    await expect(open()).rejects.toMatchObject({ code: 'E_TOKENIZER', message: expect.stringContaining(found) });
  });

  test('no tokenizer, no template, no Jinja', async () => {
    await expect(openTokenizer(join(scratch(), 'tokenizer.json'))).rejects.toMatchObject({ code: 'E_TOKENIZER' });
    const tokenizer = await openStyle(byteLevel());
    await expect(readTemplate(null, tokenizer, false)).rejects.toThrow(/has no chat template/);
    await expect(readTemplate('nowhere.jinja', tokenizer, false)).rejects.toThrow(/Cannot read chat template/);
    await expect(openTemplate('{% if %}', tokenizer)).rejects.toMatchObject({ code: 'E_TOKENIZER' });
  });

  test('of several templates the one for tools is taken where there are tools', async () => {
    const chat_template = [
      { name: 'default', template: 'plain' },
      { name: 'tool_use', template: 'tools' },
    ];
    const tokenizer = await openStyle(byteLevel(), { chat_template });
    expect([await readTemplate(null, tokenizer, false), await readTemplate(null, tokenizer, true)]).toEqual([
      'plain',
      'tools',
    ]);
  });
});
