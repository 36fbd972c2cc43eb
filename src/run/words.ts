import type { VerifyWords } from '../flow/context.ts';
import { type Layout, loadLayouts } from '../prompt/layout.ts';
import { type Frames, loadFrames } from '../prompt/load-frames.ts';
import { loadVerifyWords } from '../prompt/load-verify.ts';
import { loadSkills } from '../skill/find-skills.ts';
import type { Skill } from '../skill/skill.ts';
import { shortHash } from '../text/hash.ts';
import type { WordHashes } from './identity.ts';
import type { RunSettings } from './settings.ts';

/** All words that a run stands on: its skills, the frames, the layouts, the verifying agents. */
export interface RunWords {
  skills: Skill[];
  frames: Frames;
  layouts: Layout[];
  verify: VerifyWords;
  hashes: WordHashes;
}

/** Loads and checks them all, before anything is read or paid for. Errors: those of the loaders. */
export async function loadWords(settings: Pick<RunSettings, 'skills' | 'skillsDirs'>): Promise<RunWords> {
  const [skills, frames, layouts, verify] = await Promise.all([
    loadSkills(settings.skills, settings.skillsDirs),
    loadFrames(),
    loadLayouts(),
    loadVerifyWords(),
  ]);
  const hashes = {
    frames: frames.hash,
    layouts: shortHash(...layouts.map((layout) => layout.hash)),
    verify: shortHash(...[...verify].flatMap(([id, { hash }]) => [id, hash])),
  };
  return { skills, frames, layouts, verify, hashes };
}
