import { type Message, Tool } from '../../../data.ts';
import type { JsonSchema } from '../../teacher.ts';
import { isSchema } from '../fit.ts';

/** A parameter as the rehearsal knows it. */
export interface Slot {
  name: string;
  type: string;
  required: boolean;
  about: string;
  allowed: string[];
}

/** A function as the rehearsal knows it. */
export interface Listed {
  name: string;
  about: string;
  slots: Slot[];
  changes: boolean;
}

/** The functions of a prompt's material: a line `name: about`, indented lines for parameters, and whether it changes something. */
export function listedIn(material: string): Listed[] {
  const listed: Listed[] = [];
  for (const line of material.split('\n')) {
    const [, name, about = ''] = /^([A-Za-z_][\w-]{0,63}): (.+)$/.exec(line) ?? [];
    if (name !== undefined) listed.push({ name, about, slots: [], changes: false });
    const last = listed.at(-1);
    const slot = /^ {2}([A-Za-z_][\w.-]*) \((\w+), (required|optional)\): ([^;]*)(?:; one of ([^;]*))?/.exec(line);
    if (last && slot) {
      const [, id = '', type = '', need, text = '', allowed] = slot;
      last.slots.push({
        name: id,
        type,
        required: need === 'required',
        about: text,
        allowed: allowed?.split(', ') ?? [],
      });
    }
    if (last && line === '  Changes something') last.changes = true;
  }
  return listed;
}

/** The functions that a row offers: its tools, or the lines of its system message that hold one each. */
export function offeredIn(messages: readonly Message[], tools: readonly Tool[] | undefined): Listed[] {
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const lines = tools ? [] : system.split('\n').filter((line) => line.startsWith('{"name":'));
  const functions = tools?.map((tool) => tool.function) ?? lines.flatMap((line) => parsed(line) ?? []);
  return functions.map(({ name, description, parameters }) => {
    const properties = isSchema(parameters.properties) ? Object.entries(parameters.properties) : [];
    const required = Array.isArray(parameters.required) ? parameters.required : [];
    const slots = properties.map(([id, node]) => slotOf(id, isSchema(node) ? node : {}, required.includes(id)));
    return { name, about: description, slots, changes: false };
  });
}

function slotOf(name: string, node: JsonSchema, required: boolean): Slot {
  const items = isSchema(node.items) ? node.items : {};
  const allowed = [node.enum, items.enum].find(Array.isArray) ?? [];
  const type = typeof node.type === 'string' ? node.type : 'string';
  return { name, type, required, about: String(node.description ?? ''), allowed: allowed.map(String) };
}

function parsed(line: string): Tool['function'] | null {
  try {
    return Tool.shape.function.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
