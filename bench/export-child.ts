/** Exports once in this process and prints what it cost as JSON. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { findDataFiles, readRows } from '../src/dataset/read-rows.ts';
import { chooseColumns } from '../src/export/columns.ts';
import { exportDataset } from '../src/export/export-dataset.ts';
import { formats } from '../src/export/format.ts';
import type { ExportCase, Exported } from './export.ts';

const given: ExportCase = JSON.parse(process.argv[2] ?? '');
const { rows, tokens } = given.format === 'bare' ? await bare() : await whole();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const found: Exported = { rows, tokens, cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS * 1024 };
process.stdout.write(JSON.stringify(found));

async function whole(): Promise<{ rows: number; tokens: number }> {
  const format = (await formats()).get(given.format);
  if (format === undefined) throw new Error(`no format ${given.format}`);
  const { exported, counts } = await exportDataset(given.dir, format, {
    ...{ out: given.out, force: false, kind: given.kind, compression: 'none', controlRule: 'refuse', version: 'bench' },
    layout: format.layouts[0] ?? null,
    columns: chooseColumns(null, format),
    selection: { split: null, where: given.where, orderBy: null, sample: null, seed: '0' },
    rowsPerFile: null,
    shards: null,
    flags: { tokenizer: given.tokenizer ?? undefined, chatTemplate: 'chatml' },
  });
  return { rows: exported, tokens: counts.tokens ?? 0 };
}

async function bare(): Promise<{ rows: number; tokens: number }> {
  const out = createWriteStream(`${given.out}-bare`);
  let rows = 0;
  for (const file of await findDataFiles(given.dir)) {
    for await (const group of readRows(file, ['messages', 'id'])) {
      rows += group.length;
      if (!out.write(group.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  return { rows, tokens: 0 };
}
