import { expect } from 'vitest';
import { cleanText } from './clean-text.ts';
import { COLUMNS, chooseColumns } from './columns.ts';
import { type Conversation, readConversation } from './conversation.ts';
import type { FileKind, Format, FormatOptions, RowRecord, WrittenFile } from './format.ts';
import { LeftOut } from './left-out.ts';
import { type Shape, schemaOf } from './shape.ts';

/** What every format must do with rows, with and without tools; `flags` are those that the format needs. */
export async function formatContract(
  format: Format,
  rows: readonly object[],
  flags: Record<string, unknown>,
): Promise<void> {
  for (const layout of format.layouts.length > 0 ? format.layouts : [null]) {
    for (const columns of [chooseColumns(['none'], format), chooseColumns(['all'], format)]) {
      const options: FormatOptions = { layout, columns, flags: { ...flags, packing: 'none' } };
      const made = await renderAll(format, options, rows);
      expect(await renderAll(format, options, rows)).toEqual(made);
    }
  }
}

/** Renders rows in two groups, as an export does, and checks each record against its group's shape. */
async function renderAll(format: Format, options: FormatOptions, rows: readonly object[]): Promise<RowRecord[]> {
  const opened = await format.open(options);
  const read = rows.map((row) => conversationOf(row, options.columns));
  const all: RowRecord[] = [];
  for (const tools of [false, true]) {
    const shape = opened.shape(tools);
    if (format.kinds.includes('parquet')) expect(schemaOf(shape)[0]?.num_children).toBe(Object.keys(shape).length);
    const renderer = opened.renderer(tools);
    for (const conversation of read.filter((each) => (each.tools !== null) === tools)) {
      const made: RowRecord[] = [];
      const left = renderer.add(conversation, (record) => void made.push(record));
      if (left) expect(left.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([conversation.id, made.length > 0]).toEqual([conversation.id, left === undefined]);
      if (isSimple(conversation)) expect([format.id, left]).toEqual([format.id, undefined]);
      for (const record of made) checkRecord(record, shape, options, tools);
      all.push(...made);
    }
    const rest: RowRecord[] = [];
    renderer.end?.((record) => void rest.push(record));
    for (const record of rest) checkRecord(record, shape, options, tools);
    all.push(...rest);
  }
  checkFiles(format, options, opened.beside?.(filesOf(format.kinds[0] ?? 'jsonl')) ?? {});
  return all;
}

function conversationOf(row: object, columns: readonly string[]): Conversation {
  const conversation = readConversation(row, columns);
  if (conversation instanceof LeftOut) throw new Error(`a row of the contract is left out: ${conversation.reason}`);
  return conversation;
}

/** What every format can say: one question and its answer. */
function isSimple({ system, turns, tools }: Conversation): boolean {
  return system === null && turns.length === 2 && tools === null;
}

function checkRecord(record: RowRecord, shape: object, { columns }: FormatOptions, tools: boolean): void {
  expect(Object.keys(record)).toEqual(Object.keys(shape));
  for (const [name, of] of Object.entries(shape)) {
    const nullable = COLUMNS.some((column) => column === name);
    if (!(nullable && record[name] === null)) expect([name, fits(record[name], of, tools)]).toEqual([name, true]);
  }
  expect(columns.every((name) => name in record)).toBe(true);
  const again: unknown = JSON.parse(JSON.stringify(record));
  expect(again).toEqual(record);
}

/** Whether a value is of a shape: nulls nowhere, keys that are absent only in turns of rows with tools. */
function fits(value: unknown, shape: Shape, tools: boolean): boolean {
  if (shape === 'string') return typeof value === 'string' && cleanText(value) === value;
  if (shape === 'json') return value !== null;
  if (shape === 'double') return typeof value === 'number';
  if (shape === 'int32') return Number.isInteger(value);
  if ('list' in shape) return Array.isArray(value) && value.every((each) => fits(each, shape.list, tools));
  if (typeof value !== 'object' || value === null) return false;
  const given: Readonly<Record<string, unknown>> = { ...value };
  const known = Object.keys(given).every((key) => key in shape.struct);
  const entries = Object.entries(shape.struct);
  return known && entries.every(([key, of]) => (key in given ? fits(given[key], of, tools) : tools));
}

function filesOf(kind: FileKind): WrittenFile[] {
  return [false, true].map((tools) => ({
    name: `${tools ? 'tools-' : ''}train.${kind}`,
    split: 'train',
    tools,
    rows: 3,
    bytes: 9,
  }));
}

function checkFiles(format: Format, options: FormatOptions, beside: Readonly<Record<string, string>>): void {
  expect(format.kinds.length).toBeGreaterThan(0);
  expect(format.usage(filesOf(format.kinds[0] ?? 'jsonl'), options).join('').length).toBeGreaterThan(20);
  for (const [name, text] of Object.entries(beside)) {
    expect(name).toMatch(/^[\w.-]+$/);
    expect(text).toContain('train.');
  }
}
