import { ask } from '../ask/ask.ts';
import { joinTrails, NO_TRAIL, type Trail } from '../ask/complete.ts';
import type { Verify } from '../check/check.ts';
import type { Stage } from '../data.ts';
import type { FlowContext } from './context.ts';
import { framed } from './prompts.ts';

/** Opens a fresh way for one check to ask verifying agents; `trail` tells what it asked. */
export function verifier(context: FlowContext, stage: Stage): () => { verify: Verify; trail: () => Trail } {
  return () => {
    let spent = NO_TRAIL;
    const verify: Verify = async (agent, given, format) => {
      const words = context.verify.get(agent);
      if (!words) throw new Error(`there is no prompts/verify/${agent}.md`);
      const drawn = { agent, ...words };
      const prompt = framed(context.frames, 'verify', drawn, { ...given, words: words.words, format: format.words });
      const asked = await ask(context.asker, { ...prompt, stage }, format);
      spent = joinTrails(spent, asked.trail);
      return asked;
    };
    return { verify, trail: () => spent };
  };
}
