import type { FlowContext } from '../flow/context.ts';
import { loadLayouts } from '../prompt/layout.ts';
import { loadAgentWords } from '../prompt/load-agent-words.ts';
import { loadAskers } from '../prompt/load-askers.ts';
import { loadFrames } from '../prompt/load-frames.ts';
import { loadWordings } from '../prompt/row-words.ts';
import { loadSkills } from '../skill/find-skills.ts';
import type { Skill } from '../skill/skill.ts';
import { shortHash } from '../text/hash.ts';
import type { WordHashes } from './identity.ts';
import type { RunSettings } from './settings.ts';

/** The words that flows of all skills share. */
export type FlowWords = Pick<FlowContext, 'frames' | 'layouts' | 'wordings' | 'verify' | 'simulate' | 'askers'>;

/** All words that a run stands on: its skills, and what they share. */
export interface RunWords {
  skills: Skill[];
  shared: FlowWords;
  hashes: WordHashes;
}

/** Loads and checks them all, before anything is read or paid for. Errors: those of the loaders. */
export async function loadWords(settings: Pick<RunSettings, 'skills' | 'skillsDirs'>): Promise<RunWords> {
  const [skills, shared] = await Promise.all([loadSkills(settings.skills, settings.skillsDirs), loadFlowWords()]);
  const { frames, layouts, wordings, verify, simulate, askers } = shared;
  const hashes = {
    frames: frames.hash,
    layouts: shortHash(wordings.hash, ...layouts.map((layout) => layout.hash)),
    verify: shortHash(askers.hash, ...[...verify, ...simulate].flatMap(([id, { hash }]) => [id, hash])),
  };
  return { skills, shared, hashes };
}

/** The package's own frames, layouts, wordings and agents. Errors: E_FRAME. */
export async function loadFlowWords(): Promise<FlowWords> {
  const [frames, layouts, wordings, verify, simulate, askers] = await Promise.all([
    loadFrames(),
    loadLayouts(),
    loadWordings(),
    loadAgentWords('verify'),
    loadAgentWords('simulate'),
    loadAskers(),
  ]);
  return { frames, layouts, wordings, verify, simulate, askers };
}
