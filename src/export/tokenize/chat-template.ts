import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import type { Conversation } from '../conversation.ts';
import { LeftOut } from '../left-out.ts';
import { allTurns } from '../turns.ts';
import { isMarked, MARKS, type Span, takeMarks, withMarks } from './marks.ts';
import type { OpenTokenizer } from './open-tokenizer.ts';
import { changeStripCalls, STRIP_FUNCTIONS } from './strip-calls.ts';

/** Templates of ours with marks, by name: Jinja files of `templates/chat/`. */
export const CHAT_TEMPLATES = ['chatml', 'llama-3', 'mistral', 'gemma', 'phi-3'] as const;
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'templates', 'chat');

/** A conversation as a template renders it, and which of it the assistant says. */
export interface Rendered {
  text: string;
  spans: readonly Span[];
}

/** Renders conversations. Errors: E_TOKENIZER where the template rewrites what it rendered before. */
export type Render = (conversation: Conversation) => Rendered | LeftOut;

/** The path of a template of ours. */
export function chatTemplatePath(name: (typeof CHAT_TEMPLATES)[number]): string {
  return join(FOLDER, `${name}.jinja`);
}

/**
 * The text of the template to use: the file or name given, or else `chat_template.jinja` beside the tokenizer, or the one
 * of tokenizer_config.json; of several the one for tools where there are tools. Errors: E_TOKENIZER where there is none.
 */
export async function readTemplate(
  given: string | null,
  { path, config }: OpenTokenizer,
  tools: boolean,
): Promise<string> {
  const own = CHAT_TEMPLATES.find((name) => name === given);
  if (own !== undefined) return readFile(chatTemplatePath(own), 'utf8');
  if (given !== null) return readOrRefuse(given);
  const beside = await readFile(join(dirname(path), 'chat_template.jinja'), 'utf8').catch(() => undefined);
  if (beside !== undefined) return beside;
  const { chat_template: found } = config;
  if (typeof found === 'string') return found;
  const named = (name: string) => found?.find((each) => each.name === name)?.template;
  const template = (tools ? named('tool_use') : undefined) ?? named('default');
  if (template !== undefined) return template;
  throw new UserError('E_TOKENIZER', `Cannot tokenize conversations: tokenizer "${path}" has no chat template`, {
    hint: `Give --chat-template a Jinja file, or one of ${CHAT_TEMPLATES.join(', ')}.`,
  });
}

async function readOrRefuse(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError('E_TOKENIZER', `Cannot read chat template "${path}": ${messageOf(cause)}`, {
      hint: `Give --chat-template a Jinja file, or one of ${CHAT_TEMPLATES.join(', ')}.`,
      cause,
    });
  }
}

/** Compiles a template. Errors: E_TOKENIZER where it is no Jinja that @huggingface/jinja knows. */
export async function openTemplate(template: string, { named, special }: OpenTokenizer): Promise<Render> {
  const { Template } = await import('@huggingface/jinja');
  const compile = (): InstanceType<typeof Template> => {
    try {
      const compiled = new Template(withMarks(template));
      changeStripCalls(compiled.parsed);
      return compiled;
    } catch (cause) {
      throw new UserError('E_TOKENIZER', `Cannot use the chat template: ${messageOf(cause)}`, {
        hint: 'It is no Jinja that @huggingface/jinja knows; give another with --chat-template.',
        cause,
      });
    }
  };
  const compiled = compile();
  const render = (messages: readonly object[], tools: unknown, prompt: boolean) =>
    compiled.render({ ...STRIP_FUNCTIONS, ...named, messages, tools, add_generation_prompt: prompt });
  return isMarked(template) ? renderMarked(render) : renderByPrefix(render, special);
}

type RenderText = (messages: readonly object[], tools: unknown, prompt: boolean) => string;

/** Messages as templates take them: arguments of calls are objects. */
function messagesOf(conversation: Conversation): object[] {
  return allTurns(conversation).map((turn) =>
    turn.tool_calls === undefined
      ? turn
      : {
          ...turn,
          tool_calls: turn.tool_calls.map((call) => ({
            ...call,
            function: { ...call.function, arguments: JSON.parse(call.function.arguments) },
          })),
        },
  );
}

function attempt(render: () => string): string | LeftOut {
  try {
    return render();
  } catch (error) {
    return new LeftOut('refused-by-template', messageOf(error).slice(0, 200));
  }
}

function renderMarked(render: RenderText): Render {
  return (conversation) => {
    const messages = messagesOf(conversation);
    if (allTurns(conversation).some(({ content }) => content.includes(MARKS.start) || content.includes(MARKS.end))) {
      return new LeftOut('holds-marks');
    }
    const rendered = attempt(() => render(messages, conversation.tools, false));
    if (rendered instanceof LeftOut) return rendered;
    return takeMarks(rendered) ?? new LeftOut('marks-not-paired');
  };
}

/**
 * For a template without marks: what a turn of the assistant adds to the prompt before it is the assistant's. Where that
 * ends in a special token and blanks, the blanks are not trained on.
 */
function renderByPrefix(render: RenderText, special: readonly string[]): Render {
  return (conversation) => {
    const messages = messagesOf(conversation);
    const { tools, id } = conversation;
    const text = attempt(() => render(messages, tools, false));
    if (text instanceof LeftOut) return text;
    const spans: Span[] = [];
    for (const [at, turn] of allTurns(conversation).entries()) {
      if (turn.role !== 'assistant') continue;
      const before = attempt(() => render(messages.slice(0, at), tools, true));
      const after = attempt(() => render(messages.slice(0, at + 1), tools, false));
      if (before instanceof LeftOut) return before;
      if (after instanceof LeftOut) return after;
      if (!after.startsWith(before) || !text.startsWith(after)) throw rewritten(id, at);
      spans.push([before.length, before.length + spoken(after.slice(before.length), special).length]);
    }
    return { text, spans };
  };
}

function spoken(said: string, special: readonly string[]): string {
  const trimmed = said.trimEnd();
  return special.some((token) => trimmed.endsWith(token)) ? trimmed : said;
}

function rewritten(id: string, at: number): UserError {
  return new UserError(
    'E_TOKENIZER',
    `Cannot tell which tokens are the assistant's: the chat template rewrites earlier turns (row "${id}", message ${at + 1})`,
    {
      hint: 'Give --chat-template a template with {% generation %} marks, of your own or one of ours (chatml, llama-3, mistral, gemma, phi-3).',
    },
  );
}
