import { type Format, oneEach } from '../format.ts';
import { MESSAGES, TOOL_MESSAGES } from '../shape.ts';
import { allTurns } from '../turns.ts';

/**
 * Files for OpenAI's fine-tuning: `messages` and, where there are, `tools` as objects, and no other key; arguments of
 * calls are strings. The Files endpoint takes `.jsonl` of at most 512 MB (openai/openai-openapi, openapi.yaml).
 */
export const format: Format = {
  id: 'openai',
  summary: "OpenAI's fine-tuning files",
  layouts: [],
  kinds: ['jsonl'],
  columns: 'refused',
  compressed: false,
  maxBytes: 512e6,
  usage: (files) => [
    'Upload each file with purpose `fine-tune`; `test` files serve as validation files. A job needs at least 10 examples.',
    ...files.filter(({ rows }) => rows < 10).map(({ name, rows }) => `\`${name}\` has only ${rows}.`),
  ],
  open: async () => ({
    shape: (tools) => ({ messages: tools ? TOOL_MESSAGES : MESSAGES, ...(tools && { tools: 'json' }) }),
    renderer: (tools) =>
      oneEach((conversation) => ({
        messages: allTurns(conversation),
        ...(tools && { tools: conversation.tools ?? [] }),
      })),
  }),
};
