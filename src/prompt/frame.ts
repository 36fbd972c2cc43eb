import { UserError } from '../errors.ts';

/**
 * The holes of each stage's frame: what the engine has to say there. A frame must use every one of them and no other.
 * What many calls share comes first (system words, material, the skill's shared words), what varies comes last.
 */
export const HOLES = {
  transform: ['material', 'words', 'length', 'format'],
  instruct: ['material', 'shared', 'type', 'words', 'count', 'format'],
  suggest: ['material', 'shared', 'type', 'item', 'goal', 'words', 'angle', 'count', 'format'],
  edit: ['material', 'shared', 'type', 'item', 'goal', 'words', 'suggestion', 'format'],
  verify: ['material', 'item', 'words', 'format'],
  simulate: ['material', 'item', 'words', 'format'],
  judge: ['item', 'format'],
} as const;

/** A stage whose agents are asked through a frame. */
export type FramedStage = keyof typeof HOLES;

/** The values that a stage's frame is filled with. An empty value takes its whole paragraph with it. */
export type Values<S extends FramedStage> = Record<(typeof HOLES)[S][number], string>;

/** A frame, read and checked: text and holes in turn, text first. */
export interface Frame<S extends FramedStage> {
  stage: S;
  path: string;
  paragraphs: { text: string; hole: string }[][];
}

const HOLE = /\{\{(.*?)\}\}/g;

/** Reads a frame. Errors: E_FRAME with path and line for a hole its stage does not fill, or one that it forgets. */
export function parseFrame<S extends FramedStage>(stage: S, path: string, source: string): Frame<S> {
  const holes: readonly string[] = HOLES[stage];
  const text = source.replaceAll('\r\n', '\n').trimEnd();
  const used = new Set<string>();
  for (const match of text.matchAll(HOLE)) {
    const name = match[1] ?? '';
    if (!holes.includes(name)) {
      const line = text.slice(0, match.index).split('\n').length;
      throw new UserError(
        'E_FRAME',
        `Cannot read frame "${path}:${line}": it has a hole {{${name}}} that nothing fills`,
        {
          hint: `The ${stage} frame may use ${holes.map((hole) => `{{${hole}}}`).join(', ')}.`,
        },
      );
    }
    used.add(name);
  }
  const forgotten = holes.filter((hole) => !used.has(hole));
  if (forgotten.length > 0) {
    throw new UserError('E_FRAME', `Cannot read frame "${path}": it never uses {{${forgotten.join('}}, {{')}}}`, {
      hint: 'What the engine has to say at this stage would be lost; give each hole a place.',
    });
  }
  return {
    stage,
    path,
    paragraphs: text
      .trimStart()
      .split(/\n{2,}/)
      .map(splitHoles),
  };
}

function splitHoles(paragraph: string): { text: string; hole: string }[] {
  const parts: { text: string; hole: string }[] = [];
  let at = 0;
  for (const match of paragraph.matchAll(HOLE)) {
    parts.push({ text: paragraph.slice(at, match.index), hole: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  return [...parts, { text: paragraph.slice(at), hole: '' }];
}

/** Fills a frame in one pass: a hole that stands inside a value stays text. */
export function fillFrame<S extends FramedStage>(frame: Frame<S>, values: Values<S>): string {
  const given: Record<string, string> = values;
  const filled = frame.paragraphs.flatMap((parts) => {
    const empty = parts.some(({ hole }) => hole !== '' && given[hole] === '');
    return empty ? [] : [parts.map(({ text, hole }) => text + (given[hole] ?? '')).join('')];
  });
  return filled.join('\n\n');
}
