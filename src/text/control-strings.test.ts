import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defuse, defuseTurns } from './control-strings.ts';

/** Tokens that steer models, from the tokenizers and templates of their makers. */
const CONTROLS = [
  ...['<|im_start|>', '<|im_end|>', '<|im_sep|>', '<|endoftext|>', '<|endofprompt|>', '<|fim_prefix|>', '<|system|>'],
  ...['<|begin_of_text|>', '<|start_header_id|>', '<|end_header_id|>', '<|eot_id|>', '<|eom_id|>', '<|python_tag|>'],
  ...[
    '<|header_start|>',
    '<|eot|>',
    '<|image|>',
    '<|reserved_special_token_0|>',
    '<|end_of_text|>',
    '<|finetune_right_pad_id|>',
  ],
  ...[
    '<|start|>',
    '<|channel|>',
    '<|message|>',
    '<|return|>',
    '<|call|>',
    '<|constrain|>',
    '<|user|>',
    '<|assistant|>',
  ],
  ...[
    '<|START_OF_TURN_TOKEN|>',
    '<|END_OF_TURN_TOKEN|>',
    '<|USER_TOKEN|>',
    '<|CHATBOT_TOKEN|>',
    '<BOS_TOKEN>',
    '<EOS_TOKEN>',
  ],
  ...['<｜User｜>', '<｜Assistant｜>', '<｜begin▁of▁sentence｜>', '<｜end▁of▁sentence｜>', '<｜tool▁calls▁begin｜>'],
  ...[
    '<s>',
    '</s>',
    '<unk>',
    '<pad>',
    '<bos>',
    '<eos>',
    '[INST]',
    '[/INST]',
    '<<SYS>>',
    '<</SYS>>',
    '[gMASK]',
    '<sop>',
  ],
  ...[
    '[AVAILABLE_TOOLS]',
    '[/AVAILABLE_TOOLS]',
    '[TOOL_CALLS]',
    '[TOOL_RESULTS]',
    '[/TOOL_RESULTS]',
    '[SYSTEM_PROMPT]',
    '[IMG]',
  ],
  ...[
    '<start_of_turn>',
    '<end_of_turn>',
    '<start_of_image>',
    '<unused12>',
    '<extra_id_0>',
    '<reserved_106>',
    '<eoa>',
    '<eoh>',
  ],
  ...[
    '<fim_prefix>',
    '<fim_suffix>',
    '<fim_middle>',
    '<file_sep>',
    '<repo_name>',
    '[CLS]',
    '[SEP]',
    '[MASK]',
    '[BOS]',
    '[EOS]',
  ],
  ...['[|system|]', '[|user|]', '[|assistant|]', '[|endofturn|]', '<＃|x|>'.replace('＃', ''), '＜|im_start|＞'],
];
const PARTS = ['<think>', '</think>', '<tool_call>', '</tool_call>', '<tool_response>', '<tools>', '<function_calls>'];

/** What `defuse` did, undone: one space behind the first character, or before the last. */
function undone(text: string, control: string): string {
  return /^<\/?\w+>$/.test(control) ? text.replace(/ >$/, '>') : text.charAt(0) + text.slice(2);
}

describe('defuse', () => {
  it.each([...CONTROLS, ...PARTS])('breaks %j up so that it can be seen and put back', (control) => {
    const safe = defuse(control);
    expect(safe).not.toBe(control);
    expect(safe.replaceAll(' ', '')).toBe(control);
    expect(undone(safe, control)).toBe(control);
    expect(defuse(`a${control}b${control}${control}`)).toBe(`a${safe}b${safe}${safe}`);
  });

  it.each(PARTS)('leaves %j to models', (part) => expect(defuseTurns(part)).toBe(part));
  it.each(CONTROLS)('does not leave %j to them', (control) => expect(defuseTurns(control)).toBe(defuse(control)));

  it('leaves none standing, whatever stands beside or within it, and breaks up nothing twice', () => {
    const piece = fc.constantFrom(
      ...CONTROLS,
      ...PARTS,
      '<',
      '|',
      '>',
      '[',
      ']',
      '/',
      's',
      'INST',
      'im_start',
      ' ',
      '｜',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const safe = defuse(pieces.join(''));
        for (const control of [...CONTROLS, ...PARTS]) expect(safe).not.toContain(control);
        expect(defuse(safe)).toBe(safe);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves tags of markup what they are', () => {
    expect(defuse('<p>An <s>old</s> word</p>')).toBe('<p>An <s >old</s > word</p>');
  });

  it.each([
    'a < b || c > d',
    'x |> f <| y',
    '<|>',
    'Left <|> Right',
    'let xs = [|1; 2; 3|]',
    '<p><strong>bold</strong></p>',
    'if (a<s>b) {}'.replace('<s>', '<t>'),
    '[1] [x] [INSTALL] [SEPARATE]',
    '<summary>Section</summary>',
    '|---|---|',
    'List<String> xs; Map<K, V> m',
    '<a|b>',
  ])('leaves %j as it is', (text) => expect(defuse(text)).toBe(text));

  it('is quick on long lines', () => {
    for (const part of ['<|', '<', '[|', '</', '<|a', '<s'])
      expect(defuse(part.repeat(500_000)).length).toBeGreaterThanOrEqual(500_000);
  });
});
