import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import type { Check, Finding, Verify } from '../check.ts';
import { readLog, syntaxOf, type ToolLog } from './log.ts';
import { type ToolTask, toolTaskOf } from './task.ts';

const GROUNDED = jsonFormat(
  z.strictObject({
    why: z.string().describe('One sentence; where something has no ground, what'),
    grounded: z.boolean(),
  }),
);
const LACKING = jsonFormat(z.strictObject({ why: z.string().describe('One sentence'), madePlain: z.boolean() }));

/** An agent finds that the replies rest on the results, and, where something could not be done, that the last one says so. */
export const toolRepliesSound: Check = {
  id: 'tool-replies-sound',
  at: 'response',
  async check({ item, messages }, verify) {
    const task = toolTaskOf(item.content.value, item.instruction);
    if (!task || messages.length === 0) return null;
    const log = readLog(messages, syntaxOf(messages));
    return (await ofLacking(task, log, verify)) ?? (await ofGround(log, verify));
  },
};

async function ofLacking(
  { unlisted, request }: ToolTask,
  { replies }: ToolLog,
  verify: Verify,
): Promise<Finding | null> {
  if (!unlisted) return null;
  const notDone = unlisted.map(({ about }) => about);
  const item = JSON.stringify({ request, notDone, reply: replies.at(-1) ?? '' }, null, 2);
  const asked = await verify('said-what-is-lacking', { material: '', item }, LACKING);
  if ('fault' in asked) return unverified(asked.fault);
  return asked.value.madePlain ? null : { reason: 'lack-not-said', detail: asked.value.why };
}

async function ofGround({ requests, turns, replies }: ToolLog, verify: Verify): Promise<Finding | null> {
  if (turns.length === 0) return null;
  const item = JSON.stringify({ user: requests, results: turns.flat(), replies }, null, 2);
  const asked = await verify('reply-from-results', { material: '', item }, GROUNDED);
  if ('fault' in asked) return unverified(asked.fault);
  return asked.value.grounded ? null : { reason: 'unfounded-reply', detail: asked.value.why };
}

function unverified(fault: { reason: string; detail: string; reply: string | null }): Finding {
  return { reason: `unverified-${fault.reason}`, detail: fault.detail, reply: fault.reply };
}
