import { z } from 'zod';
import { jsonFormat } from '../../ask/format.ts';
import type { Check } from '../check.ts';
import { readWebTurn } from '../web-action.ts';
import { showRecord } from './browse.ts';

const DONE = jsonFormat(
  z.strictObject({
    why: z.string().describe('One or two sentences: which point is shown where, or which is not'),
    done: z.boolean(),
  }),
);

/** A visit ends with `stop` after at least one other action, and an agent that reads its record finds the task done. */
export const webTaskDone: Check = {
  id: 'web-task-done',
  at: 'response',
  async check({ item, messages }, verify) {
    const said = messages.filter(({ role }) => role === 'assistant');
    const last = readWebTurn(said.at(-1)?.content ?? '');
    if (said.length === 0) return null;
    if ('problem' in last || last.action.kind !== 'stop')
      return { reason: 'no-stop', detail: 'The last action is not stop' };
    if (said.length < 2) return { reason: 'no-visit', detail: 'It stops before any other action' };
    const { points, obstacle } = item.instruction;
    const given = JSON.stringify(
      { points, ...(obstacle ? { cannotBeDone: obstacle } : {}), record: showRecord(messages) },
      null,
      2,
    );
    const asked = await verify('task-done', { material: '', item: given }, DONE);
    if ('fault' in asked)
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    return asked.value.done ? null : { reason: 'task-not-done', detail: asked.value.why };
  },
};
