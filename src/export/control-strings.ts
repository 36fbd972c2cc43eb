/** What is done with a row whose content holds a control string of a chat template. */
export const CONTROL_RULES = ['refuse', 'strip', 'keep'] as const;
/** See {@link CONTROL_RULES}. */
export type ControlRule = (typeof CONTROL_RULES)[number];

/**
 * Strings that chat templates of common models set as control tokens: `<|name|>` (ChatML, Llama 3, Phi, Qwen,
 * Harmony), `<｜name｜>` (DeepSeek), those of Llama 2, Mistral and Gemma, sentence marks, and tags of tool calls. Most
 * tokenizers read them as control tokens wherever they stand in a text. `<think>` is none of them: it is reasoning.
 */
const KNOWN =
  /<\|\w[\w .:-]{0,39}\|>|<｜[^｜<>\n]{1,40}｜>|\[\/?(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT)\]|<<\/?SYS>>|<\/?s>|<(?:bos|eos|pad|unk)>|<(?:start|end)_of_turn>|<\/?tool_(?:call|response)>/g;

const DEEPEST = 8;

/** Looks for control strings in a text. */
export interface ControlStrings {
  /** How many there are. */
  count(text: string): number;
  /** The text without them, also those that close up around what is taken, eight deep. */
  strip(text: string): string;
}

/** The known control strings, and those of one tokenizer beside. */
export function controlStrings(own: readonly string[] = []): ControlStrings {
  const escaped = own.filter(Boolean).map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const pattern = escaped.length === 0 ? KNOWN : new RegExp([KNOWN.source, ...escaped].join('|'), 'g');
  const firsts = [...new Set(['<', '[', ...own.filter(Boolean).map((text) => text.slice(0, 1))])];
  const may = (text: string) => firsts.some((first) => text.includes(first));
  const strip = (text: string): string => {
    let [before, after] = ['', text];
    for (let pass = 0; pass < DEEPEST && after !== before; pass++)
      [before, after] = [after, after.replace(pattern, '')];
    return after;
  };
  return {
    count: (text) => (may(text) ? (text.match(pattern)?.length ?? 0) : 0),
    strip: (text) => (may(text) ? strip(text) : text),
  };
}
