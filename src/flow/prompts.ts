import type { Prompt } from '../ask/complete.ts';
import { fence } from '../prompt/fence.ts';
import { fillFrame, type Values } from '../prompt/frame.ts';
import type { Frames, RunStage } from '../prompt/load-frames.ts';
import { shortHash } from '../text/hash.ts';

/** An agent's words as drawn, and their hash. */
export interface Drawn {
  agent: string;
  words: string;
  hash: string;
}

const FENCED = ['material', 'item', 'suggestion'];

/** The prompt of a framed agent: system words, then its stage's frame around its own; what documents and models wrote is fenced. */
export function framed<S extends RunStage>(frames: Frames, stage: S, drawn: Drawn, values: Values<S>): Prompt {
  const safe = Object.fromEntries(
    Object.entries<string>(values).map(([hole, value]) => [hole, FENCED.includes(hole) ? fence(value) : value]),
  ) as Values<S>;
  return {
    stage,
    agent: drawn.agent,
    words: shortHash(frames.hash, drawn.hash),
    messages: [
      { role: 'system', content: frames.system },
      { role: 'user', content: fillFrame(frames.stages[stage], safe) },
    ],
  };
}

/** Paragraphs, empty ones left out. */
export function paragraphs(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

const THIS_TIME = 'This time, or the nearest to it that the material bears';

/** What was drawn for this call alone, set off from the words that always hold. */
export function thisTime(...drawn: (string | undefined)[]): string {
  const given = drawn.filter((each) => each !== undefined && each !== '');
  if (given.length === 0) return '';
  return given.length === 1
    ? `${THIS_TIME}: ${given[0]}`
    : `${THIS_TIME}:\n${given.map((each) => `- ${each}`).join('\n')}`;
}
