import { z } from 'zod';
import { type Asked, ask } from '../ask/ask.ts';
import { NO_TRAIL, type Trail } from '../ask/complete.ts';
import { type Format, jsonOrUnsuitable } from '../ask/format.ts';
import type { Content, Seed, SeedKind } from '../data.ts';
import { messageOf } from '../errors.ts';
import type { TransformProgram } from '../skill/program.ts';
import type { Skill, Transform, Variant } from '../skill/skill.ts';
import { type Draw, draw } from '../text/draw.ts';
import type { FlowContext } from './context.ts';
import { contentFormat } from './formats.ts';
import { framed, paragraphs, thisTime } from './prompts.ts';

/** A transform as drawn: one agent, one of its variants, one angle of each, one length. */
export interface DrawnTransform {
  transform: Transform;
  variant: Variant | null;
  angles: string[];
  length: string;
  /** Ids of the types that suit what it makes. */
  types: string[];
}

/** Draws one content-transformation agent by weight (one per seed: paper, section 3.1); null where none takes the kind of seed. */
export function drawTransform(skill: Skill, kind: SeedKind, draw: Draw): DrawnTransform | null {
  const suiting = skill.transforms.filter(({ kinds }) => kinds === null || kinds.includes(kind));
  const transform = draw.at('transform').pick(suiting, (each) => each.weight);
  if (!transform) return null;
  const variant = draw.at('variant').pick(transform.variants, (each) => each.weight) ?? null;
  const angles = [transform.angles, variant?.angles ?? []].flatMap((list, at) => draw.at('angle', at).pick(list) ?? []);
  const length =
    draw.at('length').pick(variant?.lengths.length ? variant.lengths : transform.lengths, (each) => each.weight)
      ?.range ?? '';
  return { transform, variant, angles, length, types: variant?.types ?? transform.types };
}

/** Makes the content that a drawn transform calls for; a verbatim one copies the seed and asks nobody. */
export async function transformSeed(context: FlowContext, seed: Seed, drawn: DrawnTransform): Promise<Asked<Content>> {
  const { skill } = context;
  const { transform, variant, angles } = drawn;
  const made = (value: Record<string, unknown>): Content => ({
    transform: transform.id,
    variant: variant?.id ?? null,
    angle: angles.length > 0 ? angles.join(' ') : null,
    value,
  });
  if (transform.verbatim) return { value: made(skill.fromSeed(seed)), reply: seed.text, trail: NO_TRAIL };
  const program = skill.programs?.[transform.id];
  const shape = program?.asks;
  const none = { value: {}, reply: '', trail: NO_TRAIL };
  if (program && !shape) return byProgram(context, seed, program, none, made);

  const words = paragraphs(transform.words, variant?.words, thisTime(...angles));
  const agent = { agent: variant?.id ? `${transform.id}/${variant.id}` : transform.id, words, hash: transform.hash };
  const format = shape ? askedFormat(shape) : contentFormat(skill);
  const values = { material: seed.text, words, length: drawn.length, format: format.words };
  const asked = await ask(context.asker, framed(context.frames, 'transform', agent, values), format);
  if (program && 'value' in asked) return byProgram(context, seed, program, asked, made);
  return 'value' in asked ? { ...asked, value: made(asked.value) } : asked;
}

/**
 * The content that a program makes, of what its agent wrote if one was asked. What does not suit, or does not fit the
 * skill's shape, is a fault; so is what the program throws. What a search throws is none of the seed's: it ends the unit.
 */
async function byProgram(
  context: FlowContext,
  seed: Seed,
  program: TransformProgram,
  asked: { value: Record<string, unknown>; reply: string; trail: Trail },
  made: (value: Record<string, unknown>) => Content,
): Promise<Asked<Content>> {
  const { runSeed, skill, pass } = context;
  const ofSearch = new Set<unknown>();
  const tools = {
    draw: draw(runSeed, seed.id, skill.id, pass, 'program'),
    search: async (query: string, most: number) => {
      try {
        return await context.search(query, most, seed.id);
      } catch (error) {
        ofSearch.add(error);
        throw error;
      }
    },
  };
  const { reply, trail } = asked;
  const fault = (reason: string, detail: string) => ({ fault: { reason, detail, reply: reply || null }, trail });
  try {
    const value = await program.make(seed, program.asks ? asked.value : null, tools);
    if (typeof value === 'string') return fault('unsuitable', value);
    const checked = skill.content.safeParse(value);
    if (!checked.success) return fault('ill-formed', z.prettifyError(checked.error));
    return { value: made(checked.data), reply, trail };
  } catch (error) {
    if (ofSearch.has(error)) throw error;
    return fault('program-broken', `The skill's program failed: ${messageOf(error)}`);
  }
}

const formats = new WeakMap<z.ZodObject, Format<Record<string, unknown>>>();

function askedFormat(shape: z.ZodObject): Format<Record<string, unknown>> {
  const format = formats.get(shape) ?? jsonOrUnsuitable(shape);
  formats.set(shape, format);
  return format;
}
