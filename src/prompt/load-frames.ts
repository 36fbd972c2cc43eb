import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, UserError } from '../errors.ts';
import { sha256 } from '../text/hash.ts';
import { type Frame, type FramedStage, parseFrame } from './frame.ts';

/** Stages whose frames are those of a run; the judge's is no part of what decides a run's rows. */
export type RunStage = Exclude<FramedStage, 'judge'>;

/** The folder of the frames that ship with the package; the same from `src` and from `dist`. */
export const PROMPTS_DIR = join(import.meta.dirname, '..', '..', 'prompts');

/** All frames, and the system words that every framed call begins with. `hash` changes with any of their words. */
export interface Frames {
  system: string;
  stages: { [S in RunStage]: Frame<S> };
  hash: string;
}

/** Reads and checks all frames of a folder. Errors: E_FRAME. */
export async function loadFrames(dir: string = PROMPTS_DIR): Promise<Frames> {
  const sources: string[] = [];
  const load = async <S extends RunStage>(stage: S): Promise<Frame<S>> => {
    const source = await read(join(dir, `${stage}.md`));
    sources.push(stage, source);
    return parseFrame(stage, `prompts/${stage}.md`, source);
  };
  const system = (await read(join(dir, 'system.md'))).trim();
  const stages = {
    transform: await load('transform'),
    instruct: await load('instruct'),
    suggest: await load('suggest'),
    edit: await load('edit'),
    verify: await load('verify'),
    simulate: await load('simulate'),
  } satisfies { [S in RunStage]: Frame<S> };
  return { system, stages, hash: sha256(system, ...sources).slice(0, 16) };
}

/** A frame that stands alone, with a hash of its words. Errors: E_FRAME. */
export async function loadFrame<S extends FramedStage>(
  stage: S,
  dir: string = PROMPTS_DIR,
): Promise<{ frame: Frame<S>; hash: string }> {
  const source = await read(join(dir, `${stage}.md`));
  return { frame: parseFrame(stage, `prompts/${stage}.md`, source), hash: sha256(source).slice(0, 16) };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError('E_FRAME', `Cannot read frame "${path}": ${codeOf(cause) ?? 'unreadable'}`, { cause });
  }
}
