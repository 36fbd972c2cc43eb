import { openTemplate, type Render, readTemplate } from './chat-template.ts';
import type { TokenFlags } from './flags.ts';
import { type OpenTokenizer, openTokenizer } from './open-tokenizer.ts';

/** A tokenizer with its chat template, which may be another for rows with tools. */
export interface OpenTokens {
  tokenizer: OpenTokenizer;
  render(tools: boolean): Render;
}

/** Opens the tokenizer and the templates that flags name. Errors: E_TOKENIZER. */
export async function openTokens({ tokenizer: path, chatTemplate }: TokenFlags): Promise<OpenTokens> {
  const tokenizer = await openTokenizer(path);
  const given = chatTemplate ?? null;
  const [plain, withTools] = await Promise.all(
    [false, true].map(async (tools) => openTemplate(await readTemplate(given, tokenizer, tools), tokenizer)),
  );
  if (plain === undefined || withTools === undefined) throw new Error('two templates are opened');
  return { tokenizer, render: (tools) => (tools ? withTools : plain) };
}
