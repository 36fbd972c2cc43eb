/**
 * Strings that tokenizers read as one token that steers a model: turns, ends and beginnings of text, tools, images, gaps
 * to fill. By family: ChatML, Llama 3 and 4, Phi, GPT-4o and gpt-oss, GLM, Cohere, DeepSeek (`<|...|>`, also with full-width
 * bars); Llama 2 and Mistral; Gemma, T5, StarCoder, Cohere, InternLM, Baichuan; EXAONE; BERT, ChatGLM, Kimi.
 */
const BARRED = '[<＜][|｜￨][^<>＜＞|｜￨\\n]{1,60}[|｜￨][>＞]';
const TAGS =
  '</?(?:s|(?:bos|eos|pad|unk|sep|cls|eod|sop|eop|eoh|eoa|eot)|(?:BOS|EOS|PAD|UNK|EOP)_TOKEN|(?:start|end)_of_(?:turn|image|text)|' +
  'fim_(?:prefix|suffix|middle|pad)|file_sep|repo_name|(?:extra_id|unused|reserved|special_token)_?\\d{1,5})>';
const BRACKETED =
  '\\[(?:/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|THINK|ARGS|CALL_ID|IMG|IMG_BREAK|IMG_END)|' +
  'gMASK|sMASK|BOS|EOS|EOT|PAD|UNK|CLS|SEP|MASK|\\|/?(?:system|user|assistant|tool|endofturn)\\|)\\]';
/** What parts a reply into thought, calls and answer: a row may hold it on purpose, a document may not. */
const PARTS = '</?(?:think|thinking|tool_calls?|tool_response|tools|function_calls?)>';

const TURNS = new RegExp(`${BARRED}|<</?SYS>>|${TAGS}|${BRACKETED}`, 'g');
const ALL = new RegExp(`${BARRED}|<</?SYS>>|${TAGS}|${BRACKETED}|${PARTS}`, 'g');

/**
 * Breaks up control strings, so that no tokenizer makes a token of them and a reader still sees what stood there: one
 * space is put behind the first character, or before the last of one that is a tag in angle brackets, which markup reads as
 * the same tag. Taking out that space gives the original. Doing it twice is doing it once.
 */
export function defuse(text: string): string {
  return /[<＜[]/.test(text) ? text.replaceAll(ALL, broken) : text;
}

/** Where {@link defuse} would change a text, and what would stand there. */
export function* defusings(text: string): Generator<{ start: number; end: number; text: string }> {
  if (!/[<＜[]/.test(text)) return;
  for (const { index, 0: control } of text.matchAll(ALL))
    yield { start: index, end: index + control.length, text: broken(control) };
}

/** As {@link defuse}, for what a model wrote: thoughts and calls stay. */
export function defuseTurns(text: string): string {
  return /[<＜[]/.test(text) ? text.replaceAll(TURNS, broken) : text;
}

function broken(control: string): string {
  return /^<\/?\w+>$/.test(control) ? `${control.slice(0, -1)} >` : `${control.charAt(0)} ${control.slice(1)}`;
}
