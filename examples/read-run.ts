/**
 * Reads what a run keeps beside its dataset: `node examples/read-run.ts [RUN-FOLDER]`.
 * Every unit object is a compressed file of JSON lines: pairs, drops, and the calls that they stand on.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Drop, Pair } from 'agentinstruct';

const dir = process.argv[2] ?? 'out';
const paths = new Map<string, number>();
const reasons = new Map<string, number>();
const count = (of: Map<string, number>, name: string) => of.set(name, (of.get(name) ?? 0) + 1);
let calls = 0;

for await (const file of glob('units/*/*/*.jsonl.zst', { cwd: dir })) {
  const text = zstdDecompressSync(readFileSync(join(dir, file))).toString('utf8');
  for (const line of text.trimEnd().split('\n')) {
    const record = JSON.parse(line);
    if (record.record === 'pair') {
      const { item } = Pair.parse(record).lineage;
      const goal = item?.refinements.at(-1)?.goal;
      count(paths, [item?.content.transform, item?.type, goal].filter(Boolean).join(' > '));
    } else if (record.record === 'drop') {
      const { stage, agent, reason } = Drop.parse(record);
      count(reasons, `${stage} (${agent}): ${reason}`);
    } else calls++;
  }
}

if (calls === 0) throw new Error(`There is no run in "${dir}"`);
console.log(`${calls} calls. Rows by the way they came about:`);
for (const [path, rows] of [...paths].sort((a, b) => b[1] - a[1]).slice(0, 10)) console.log(`${rows}  ${path}`);
for (const [reason, drops] of reasons) console.log(`${drops} dropped  ${reason}`);
