import { columnShapes, type FormatOptions, type OpenFormat, oneEach } from './format.ts';
import { MESSAGES, TOOL_MESSAGES } from './shape.ts';
import { allTurns, toolsText } from './turns.ts';

/** Opens what `messages` and `axolotl` share: all turns in one list, tools as JSON text beside, then further columns. */
export async function messagesFormat({ columns }: FormatOptions): Promise<OpenFormat> {
  return {
    shape: (tools) => ({
      messages: tools ? TOOL_MESSAGES : MESSAGES,
      ...(tools && { tools: 'string' }),
      ...columnShapes(columns),
    }),
    renderer: (tools) =>
      oneEach((conversation) => ({
        messages: allTurns(conversation),
        ...(tools && { tools: toolsText(conversation) }),
        ...conversation.columns,
      })),
  };
}
