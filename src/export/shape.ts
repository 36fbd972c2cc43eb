import type { ParquetWriter } from 'hyparquet-writer';

/** The type of a column: one type for one key, over all rows of all files. `json` is any value, which Parquet has not. */
export type Shape =
  | 'string'
  | 'double'
  | 'int32'
  | 'json'
  | { list: Shape }
  | { struct: Readonly<Record<string, Shape>> };

/** The columns of a file, in order. */
export type RowShape = Readonly<Record<string, Shape>>;

/** An element of a Parquet schema. */
export type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** The Parquet schema of rows: everything may be null, lists have the standard three levels. */
export function schemaOf(shape: RowShape): SchemaElement[] {
  const columns = Object.entries(shape);
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(([name, of]) => elementsOf(name, of))];
}

function elementsOf(name: string, shape: Shape): SchemaElement[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (shape === 'json') throw new Error(`column "${name}" has no one type`);
  if (shape === 'double') return [{ ...optional, type: 'DOUBLE' }];
  if (shape === 'int32') return [{ ...optional, type: 'INT32' }];
  if (shape === 'string') {
    return [{ ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }];
  }
  if ('list' in shape) {
    return [
      { ...optional, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf('element', shape.list),
    ];
  }
  const fields = Object.entries(shape.struct);
  return [{ ...optional, num_children: fields.length }, ...fields.flatMap(([key, of]) => elementsOf(key, of))];
}

/** Turns of plain rows. */
export const MESSAGES: Shape = { list: { struct: { role: 'string', content: 'string' } } };

/** Turns of rows with tools, calls as OpenAI writes them. */
export const TOOL_MESSAGES: Shape = {
  list: {
    struct: {
      role: 'string',
      content: 'string',
      tool_calls: {
        list: {
          struct: { id: 'string', type: 'string', function: { struct: { name: 'string', arguments: 'string' } } },
        },
      },
      tool_call_id: 'string',
    },
  },
};

/** The type of a further column of the dataset. */
export function columnShape(name: string): Shape {
  return name === 'agreement' || name === 'judge_score' ? 'double' : 'string';
}
