import { z } from 'zod';
import { Unreadable } from '../reader.ts';

/** Text that notebooks hold as one string or as a list of lines. */
const Lines = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]);

const Output = z.object({
  output_type: z.string(),
  /** Of streams, and of results in version 3. */
  text: Lines.optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  data: z.record(z.string(), z.unknown()).optional().catch(undefined),
  latex: Lines.optional().catch(undefined),
  ename: z.string().optional().catch(undefined),
  evalue: z.string().optional().catch(undefined),
});
/** What a cell of code gave: a stream, a result, an error, of any version of the format. */
export type Output = z.infer<typeof Output>;

const Cell = z.object({
  cell_type: z.string(),
  source: Lines.optional(),
  /** Of code in version 3. */
  input: Lines.optional(),
  level: z.number().optional().catch(undefined),
  language: z.string().optional().catch(undefined),
  outputs: z.array(z.unknown()).optional().catch(undefined),
});

/** A cell of a notebook of any version. */
export interface Cell {
  kind: 'markdown' | 'code' | 'heading';
  text: string;
  /** Of headings. */
  level: number;
  outputs: Output[];
}

const Metadata = z.object({
  title: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  license: z.string().optional().catch(undefined),
  language: z.string().optional().catch(undefined),
  kernelspec: z
    .object({ language: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  language_info: z
    .object({ name: z.string().optional().catch(undefined), file_extension: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const Notebook = z.object({
  metadata: Metadata.catch({}),
  cells: z.array(z.unknown()).optional(),
  worksheets: z.array(z.object({ cells: z.array(z.unknown()).catch([]) })).optional(),
});

/** A notebook: its cells, and what it says of itself. */
export interface Notebook {
  cells: Cell[];
  title: string | null;
  license: string | null;
  /** The language of its code in lower case (`python`), and the ending of its files (`.py`); empty where it does not say. */
  language: string;
  ending: string;
  /** How many cells could not be read. */
  damaged: number;
}

/** The notebook (Jupyter, format versions 3 and 4) in a JSON text. Throws `Unreadable` where there is none. */
export function readNotebook(json: string): Notebook {
  const found = Notebook.safeParse(parsed(json));
  if (!found.success || (!found.data.cells && !found.data.worksheets))
    throw new Unreadable('no notebook (no cells in it)');
  const { metadata, cells, worksheets = [] } = found.data;
  const raw = cells ?? worksheets.flatMap((sheet) => sheet.cells);
  const read = raw.map((cell) => Cell.safeParse(cell));
  const known = read.flatMap((cell) => (cell.success ? cell.data : []));
  const language = metadata.language_info?.name ?? metadata.kernelspec?.language ?? metadata.language;
  return {
    cells: known.flatMap(cellOf),
    title: metadata.title ?? (metadata.name || null),
    license: metadata.license ?? null,
    language: (language ?? known.find((cell) => cell.language)?.language ?? '')
      .toLowerCase()
      .replace(/^ipython$/, 'python'),
    ending: metadata.language_info?.file_extension ?? '',
    damaged: read.filter((cell) => !cell.success).length,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Unreadable('damaged (no JSON that can be read)');
  }
}

function cellOf(cell: z.infer<typeof Cell>): Cell[] {
  const { cell_type: kind, level = 1 } = cell;
  if (kind !== 'markdown' && kind !== 'code' && kind !== 'heading') return [];
  const outputs = (cell.outputs ?? []).flatMap((output) => Output.safeParse(output).data ?? []);
  return [{ kind, level, outputs, text: cell.source ?? cell.input ?? '' }];
}
