import type { CallRef, Message, Stage, Tool, ToolCall, Usage } from '../data.ts';
import { addUsage, NO_USAGE } from '../data.ts';
import type { Caller } from '../teacher/call.ts';
import type { JsonSchema, Request, Sampling } from '../teacher/teacher.ts';

/** A prompt ready to be sent: who asks, on which words (their hash), and the messages. */
export interface Prompt {
  stage: Stage;
  agent: string;
  words: string;
  messages: Message[];
}

/** How an asker asks: the unit's way to the teacher, and what the run's settings say of the stage. */
export interface Asker {
  caller: Caller;
  /** Number of the unit: lower goes first. */
  order: number;
  /** What its prompts begin with in common: the seed's id. */
  affinity?: string;
  sampling(stage: Stage): Sampling;
  maxTokens(stage: Stage): number;
}

/** What a row or a drop stands on, and what that cost. */
export interface Trail {
  calls: CallRef[];
  usage: Usage;
}

/** A trail without calls. */
export const NO_TRAIL: Trail = { calls: [], usage: NO_USAGE };

/** Two trails, one after the other. */
export function joinTrails(...trails: Trail[]): Trail {
  return {
    calls: trails.flatMap((trail) => trail.calls),
    usage: trails.reduce((sum, trail) => addUsage(sum, trail.usage), NO_USAGE),
  };
}

/** Why something did not work out; becomes a Drop. */
export interface Fault {
  reason: string;
  detail: string;
  reply: string | null;
}

/** A whole text from the teacher, or the fault: `too-long`, `filtered`, `refused`, `cut-off`, `empty`. */
export type Completed =
  | { text: string; reasoning?: string; toolCalls: ToolCall[]; trail: Trail }
  | { fault: Fault; trail: Trail };

/** The most that a cut-off reply's second attempt may take, in tokens. */
const MOST_ROOM = 32_768;

/**
 * Asks for one text. A cut-off reply is asked for once more with twice the room, an empty one once more as it is; both
 * attempts count. `sample` tells draws of one question apart. Calls of tools that nobody offered are passed over.
 */
export async function complete(
  asker: Asker,
  prompt: Prompt,
  { schema, tools, sample = 0 }: { schema?: JsonSchema | undefined; tools?: readonly Tool[]; sample?: number } = {},
): Promise<Completed> {
  let trail = NO_TRAIL;
  let fault: Fault = { reason: 'empty', detail: 'The reply was empty', reply: null };
  let maxTokens = asker.maxTokens(prompt.stage);
  for (const attempt of [0, 1]) {
    const request: Request = {
      messages: prompt.messages,
      ...(schema && { schema }),
      ...(tools && { tools }),
      sampling: asker.sampling(prompt.stage),
      sample,
      try: attempt,
      maxTokens,
      stage: prompt.stage,
      order: asker.order,
      ...(asker.affinity !== undefined && { affinity: asker.affinity }),
    };
    const { key, outcome, usage } = await asker.caller.call(request, prompt.agent);
    const { stage, agent, words } = prompt;
    const step: Trail = { calls: [{ stage, agent, key, words }], usage };
    trail = attempt === 0 ? step : joinTrails(trail, step);
    if ('failure' in outcome) {
      return { fault: { reason: outcome.failure.reason, detail: outcome.failure.message, reply: null }, trail };
    }
    const { text, finish, reasoning } = outcome.reply;
    const toolCalls = (tools && outcome.reply.toolCalls) ?? [];
    if (finish === 'filtered')
      return { fault: { reason: 'filtered', detail: 'A filter withheld the reply', reply: text }, trail };
    if (finish === 'refused')
      return { fault: { reason: 'refused', detail: 'The teacher refused', reply: text }, trail };
    if (finish === 'stop' && (text.trim() !== '' || toolCalls.length > 0)) {
      return { text, ...(reasoning !== undefined && { reasoning }), toolCalls, trail };
    }
    fault = { reason: 'empty', detail: 'The reply was empty', reply: text };
    if (finish === 'length') {
      fault = { reason: 'cut-off', detail: `The reply was cut off at ${maxTokens} tokens`, reply: text };
      maxTokens = Math.min(maxTokens * 2, Math.max(MOST_ROOM, maxTokens));
    }
  }
  return { fault, trail };
}
