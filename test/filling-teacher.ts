import { type ScriptedTeacher, scriptedTeacher } from '../src/teacher/scripted.ts';
import type { JsonSchema, Request } from '../src/teacher/teacher.ts';
import { splitSentences } from '../src/text/sentences.ts';

/**
 * A teacher that fills whatever schema it is asked for out of the sentences of the material, and answers rows with the
 * keys that it gave. Edits change the first field of the instruction and leave the rest. It suits any skill whose
 * checks ask for quotations, distinct questions and agreeing answers.
 */
export function fillingTeacher(): ScriptedTeacher {
  const keys = new Map<string, string>();
  let turns = 0;

  function fill(schema: JsonSchema, name: string, at: number, sentences: string[]): unknown {
    const options = schema.anyOf as JsonSchema[] | undefined;
    if (options) return fill(options[0] ?? {}, name, at, sentences);
    if (Array.isArray(schema.enum)) return schema.enum[0];
    if (schema.type === 'boolean') return true;
    if (schema.type === 'integer') return 0;
    if (schema.type === 'number') return 40 + at;
    const sentence = sentences[at % sentences.length] ?? '';
    if (name === 'limits') return [];
    if (schema.type === 'array') {
      const items = schema.items as JsonSchema;
      const count = name === 'evidence' ? 1 : Number(/(\d+) (?:to|of them)/.exec(String(schema.description))?.[1] ?? 3);
      return Array.from({ length: count }, (_, place) => fill(items, `${name} ${place}`, at + place, sentences));
    }
    if (schema.type === 'object') return record(schema, at, sentences);
    if (/^(?:evidence|quote)/.test(name)) return sentence;
    return /^question/.test(name) ? `${sentence} What would ${at} readers take from that?` : `The ${name} of ${at}`;
  }

  function record(schema: JsonSchema, at: number, sentences: string[]): Record<string, unknown> {
    const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
    const filled = Object.fromEntries(fields.map(([name, each]) => [name, fill(each, name, at, sentences)]));
    if (Array.isArray(filled.labels)) filled.answer = filled.labels[0];
    return note('unsuitable' in filled ? { ...filled, unsuitable: null } : filled);
  }

  function note(fields: Record<string, unknown>): Record<string, unknown> {
    if (typeof fields.question === 'string') keys.set(fields.question, keyOf(fields));
    return fields;
  }

  function reply({ messages, schema, stage }: Request): string {
    const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const material = /<material>\n([\s\S]*?)\n<\/material>/.exec(prompt)?.[1] ?? '';
    if (stage === 'respond')
      return [...keys].findLast(([question]) => prompt.includes(question))?.[1] ?? 'Nothing is known.';
    if (!schema)
      return `<result>\n${material} It is told once more, at a length that any shape would take for a text. ${material}\n</result>`;
    turns += 10;
    const at = turns;
    if (stage === 'edit')
      return JSON.stringify(edit(JSON.parse(/<item>\n([\s\S]*?)\n<\/item>/.exec(prompt)?.[1] ?? '{}'), at));
    return JSON.stringify(
      record(
        schema,
        at,
        splitSentences(material).map(({ text }) => text),
      ),
    );
  }

  function edit(item: Record<string, unknown>, at: number): Record<string, unknown> {
    const [name = '', value] = Object.entries(item).find(([, each]) => typeof each === 'string') ?? [];
    const changed = { [name]: `Having read all of it ${at} times: ${value}` };
    note({ ...item, ...changed });
    return changed;
  }

  return scriptedTeacher(reply);
}

/** What an answer says to give the key of an instruction, in any form. */
function keyOf({ options, key, answer, steps, points }: Record<string, unknown>): string {
  const list = [steps, answer, points].find(Array.isArray);
  if (Array.isArray(options)) return String(options[Number(key)]);
  return list ? list.join(', ') : answer === true ? 'Yes' : String(answer);
}
