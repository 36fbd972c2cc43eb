import { columnShapes, type Format, type FormatOptions, type OpenFormat, oneEach } from '../format.ts';
import { LeftOut } from '../left-out.ts';
import { datasetInfo, datasetNames } from '../llama-factory.ts';
import { functionsText, SHAREGPT_TAGS, type Tags, taggedTurns } from '../tagged-turns.ts';
import { exchanges } from '../turns.ts';

/** Files for LLaMA-Factory with their `dataset_info.json` (hiyouga/LLaMA-Factory, data/README.md), in one of its three forms. */
export const format: Format = {
  id: 'llama-factory',
  summary: 'LLaMA-Factory, with dataset_info.json',
  layouts: ['openai', 'sharegpt', 'alpaca'],
  kinds: ['jsonl', 'json', 'parquet'],
  columns: 'none',
  compressed: false,
  usage: (files, { layout }) => [
    `\`dataset_dir\`: this folder; \`dataset\`: \`${datasetNames(files, 'train').join(',')}\` (${layout} form).`,
  ],
  open,
};

const OPENAI_TAGS: Tags = { user: 'user', assistant: 'assistant', call: 'function_call', result: 'tool' };

async function open({ layout, columns }: FormatOptions): Promise<OpenFormat> {
  const make = layout === 'alpaca' ? alpaca : layout === 'sharegpt' ? sharegpt : openai;
  const { shape, renderer } = make(columns);
  return { shape, renderer, beside: (files) => ({ 'dataset_info.json': datasetInfo(files, layout ?? 'openai') }) };
}

type Made = Pick<OpenFormat, 'shape' | 'renderer'>;

function openai(columns: readonly string[]): Made {
  return {
    shape: (tools) => ({
      messages: { list: { struct: { role: 'string', content: 'string' } } },
      ...(tools && { tools: 'string' }),
      ...columnShapes(columns),
    }),
    renderer: (tools) =>
      oneEach((conversation) => {
        const turns = taggedTurns(conversation, OPENAI_TAGS);
        if (turns instanceof LeftOut) return turns;
        const { system } = conversation;
        const all = system === null ? turns : [{ tag: 'system', text: system }, ...turns];
        return {
          messages: all.map(({ tag, text }) => ({ role: tag, content: text })),
          ...(tools && { tools: functionsText(conversation) }),
          ...conversation.columns,
        };
      }),
  };
}

function sharegpt(columns: readonly string[]): Made {
  return {
    shape: (tools) => ({
      conversations: { list: { struct: { from: 'string', value: 'string' } } },
      system: 'string',
      ...(tools && { tools: 'string' }),
      ...columnShapes(columns),
    }),
    renderer: (tools) =>
      oneEach((conversation) => {
        const turns = taggedTurns(conversation, SHAREGPT_TAGS);
        if (turns instanceof LeftOut) return turns;
        return {
          conversations: turns.map(({ tag, text }) => ({ from: tag, value: text })),
          system: conversation.system ?? '',
          ...(tools && { tools: functionsText(conversation) }),
          ...conversation.columns,
        };
      }),
  };
}

function alpaca(columns: readonly string[]): Made {
  return {
    shape: () => ({
      instruction: 'string',
      input: 'string',
      output: 'string',
      system: 'string',
      history: { list: { list: 'string' } },
      ...columnShapes(columns),
    }),
    renderer: () =>
      oneEach((conversation) => {
        const told = exchanges(conversation);
        const last = told?.at(-1);
        if (told === undefined || last === undefined || conversation.tools !== null) return new LeftOut('tools');
        return {
          instruction: last.user,
          input: '',
          output: last.assistant,
          system: conversation.system ?? '',
          history: told.slice(0, -1).map(({ user, assistant }) => [user, assistant]),
          ...conversation.columns,
        };
      }),
  };
}
