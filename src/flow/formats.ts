import { z } from 'zod';
import { type Format, jsonFormat, jsonOrUnsuitable, textOrUnsuitable } from '../ask/format.ts';
import { FORMS } from '../check/forms/index.ts';
import type { AnswerForm } from '../data.ts';
import type { Goal, InstructionType, Skill } from '../skill/skill.ts';

/** A value of a skill's shapes: field name to value. */
type Fields = Record<string, unknown>;

/** Makes a format once for each path of objects and names; schemas are compared and serialised by identity. */
function once<T>(): (owner: object, name: string, make: () => T) => T {
  const made = new WeakMap<object, Map<string, T>>();
  return (owner, name, make) => {
    const ofOwner = made.get(owner) ?? new Map<string, T>();
    made.set(owner, ofOwner);
    const known = ofOwner.get(name) ?? make();
    ofOwner.set(name, known);
    return known;
  };
}

const shapes = once<z.ZodObject>();
const contents = once<Format<Fields>>();
const items = once<Format<{ items: Fields[] }>>();
const edits = once<Format<Fields>>();

/** The shape of an instruction of a form: the skill's fields, those of the type's field sets, and the form's. */
export function instructionShape(skill: Skill, form: AnswerForm, type: InstructionType): z.ZodObject {
  return shapes(skill.instruction, nameOf(form, type), () => {
    const sets = type.with.map((name) => skill.with?.[name]?.shape ?? {});
    return z.strictObject({
      ...skill.instruction.shape,
      ...Object.assign({}, ...sets),
      ...FORMS[form].fields(type.options),
    });
  });
}

/** What two types must share for their instructions to have one shape. */
function nameOf(form: AnswerForm, { options, with: sets }: InstructionType): string {
  return `${form} ${options.join('-')} ${sets.join(' ')}`;
}

/** What a transform is asked for: plain text where the content is one string, else JSON. */
export function contentFormat(skill: Skill): Format<Fields> {
  return contents(skill.content, '', () => {
    const [only, ...others] = Object.entries(skill.content.shape);
    if (!only || others.length > 0 || !(only[1] instanceof z.ZodString)) return jsonOrUnsuitable(skill.content);
    const text = textOrUnsuitable(only[1]);
    const read: Format<Fields>['read'] = (reply) => {
      const found = text.read(reply);
      return 'value' in found ? { value: { [only[0]]: found.value } } : found;
    };
    return { words: text.words, read };
  });
}

/** What an instruction agent is asked for: a list of items of a form. */
export function itemsFormat(skill: Skill, form: AnswerForm, type: InstructionType): Format<{ items: Fields[] }> {
  const list = () => jsonFormat(z.strictObject({ items: z.array(instructionShape(skill, form, type)) }));
  return items(skill.instruction, nameOf(form, type), list);
}

/** What a suggester is asked for. */
export const SUGGESTIONS = jsonFormat(
  z.strictObject({ suggestions: z.array(z.string().min(1)).describe('One to three sentences each') }),
);

/**
 * What an editor is asked for: every field that its goal may change, each null, or left out, where it stays. Where the
 * material is to be edited the student's question stays: the editor gets the material and what says what is right, or
 * the material alone when nothing is to be right any more.
 */
export function editFormat(skill: Skill, goal: Goal, form: AnswerForm, type: InstructionType): Format<Fields> {
  return edits(goal, nameOf(form, type), () => {
    const own = instructionShape(skill, form, { ...type, options: goal.options ?? type.options }).shape;
    const keys = Object.entries(own).filter(([name]) => name === 'evidence' || FORMS[form].keyFields.includes(name));
    const beside = { any: own, 'new-key': Object.fromEntries(keys), undecided: {} }[goal.outcome];
    const fields = goal.edits === 'content' ? { ...skill.content.shape, ...beside } : own;
    const nullable = Object.entries(fields).map(([name, field]) => {
      const { description } = field as z.ZodType;
      const shape = z.nullable(field).describe(`${description ? `${description}; ` : ''}null to leave it as it is`);
      return [name, shape] as const;
    });
    const nothing = Object.fromEntries(nullable.map(([name]) => [name, null]));
    const whole = (edit: unknown) => (typeof edit === 'object' ? { ...nothing, ...edit } : edit);
    return jsonFormat(z.preprocess(whole, z.strictObject(Object.fromEntries(nullable))));
  });
}
