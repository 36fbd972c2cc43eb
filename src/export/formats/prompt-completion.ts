import type { Conversation } from '../conversation.ts';
import { columnShapes, type Format, type FormatOptions, type OpenFormat, type RowRecord } from '../format.ts';
import { MESSAGES, TOOL_MESSAGES } from '../shape.ts';
import { allTurns, toolsText } from '../turns.ts';
import { loadLines } from '../usage.ts';

/**
 * Prompts and completions, both lists of messages (TRL's conversational prompt-completion): the loss is on the
 * completion alone, without marks in a template. `last`: the completion is the last turn; `each`: every turn of the
 * assistant becomes a row of its own.
 */
export const format: Format = {
  id: 'prompt-completion',
  summary: 'prompt and completion, loss on the completion: TRL',
  layouts: ['last', 'each'],
  kinds: ['jsonl', 'json', 'parquet'],
  columns: 'id',
  usage: (files) => [
    ...loadLines(files),
    'TRL: `SFTTrainer(..., train_dataset=data["train"])` trains on completions alone (`completion_only_loss` is on for this form).',
  ],
  open,
};

async function open({ layout, columns }: FormatOptions): Promise<OpenFormat> {
  return {
    shape(tools) {
      const turns = tools ? TOOL_MESSAGES : MESSAGES;
      return { prompt: turns, completion: turns, ...(tools && { tools: 'string' }), ...columnShapes(columns) };
    },
    renderer: (tools) => ({
      add(conversation, emit) {
        for (const record of split(conversation, layout === 'each', tools)) emit(record);
        return undefined;
      },
    }),
  };
}

function* split(conversation: Conversation, each: boolean, tools: boolean): Generator<RowRecord> {
  const turns = allTurns(conversation);
  for (const [at, turn] of turns.entries()) {
    const taken = turn.role === 'assistant' && (each || at === turns.length - 1);
    if (!taken) continue;
    yield {
      prompt: turns.slice(0, at),
      completion: [turn],
      ...(tools && { tools: toolsText(conversation) }),
      ...conversation.columns,
    };
  }
}
