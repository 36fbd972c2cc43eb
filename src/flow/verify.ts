import { ask } from '../ask/ask.ts';
import { joinTrails, NO_TRAIL, type Trail } from '../ask/complete.ts';
import type { Verify } from '../check/check.ts';
import type { Stage } from '../data.ts';
import { messageOf } from '../errors.ts';
import type { FlowContext } from './context.ts';
import { framed } from './prompts.ts';

/** One item's checking: a way to ask verifying agents, what was asked, and a guard for programs. */
export interface Checking {
  verify: Verify;
  trail(): Trail;
  /**
   * Runs a check's program. One bad row is data: what the program throws (a skill may be anybody's) is a broken check of
   * this item alone; what a call throws ends the unit, as it does everywhere.
   */
  guard<T>(work: () => T | Promise<T>): Promise<{ value: T } | { broken: string }>;
}

/** Opens a checking. Its calls are counted under `stage`. */
export function openChecking(context: FlowContext, stage: Stage): Checking {
  let spent = NO_TRAIL;
  const ofCalls = new Set<unknown>();
  return {
    async verify(agent, given, format) {
      const words = context.verify.get(agent);
      if (!words) throw new Error(`there is no prompts/verify/${agent}.md`);
      const drawn = { agent, ...words };
      const prompt = framed(context.frames, 'verify', drawn, { ...given, words: words.words, format: format.words });
      try {
        const asked = await ask(context.asker, { ...prompt, stage }, format);
        spent = joinTrails(spent, asked.trail);
        return asked;
      } catch (error) {
        ofCalls.add(error);
        throw error;
      }
    },
    trail: () => spent,
    async guard(work) {
      try {
        return { value: await work() };
      } catch (error) {
        if (ofCalls.has(error)) throw error;
        return { broken: messageOf(error) };
      }
    },
  };
}

/** The finding that a broken check leaves. */
export function brokenCheck(message: string): { reason: string; detail: string } {
  return { reason: 'check-broken', detail: `The check itself failed: ${message}` };
}
