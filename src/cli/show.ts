import { join } from 'node:path';
import type { Drop, Pair } from '../data.ts';
import { findRow } from '../run/find-row.ts';
import { readShardLists } from '../run/gather-seeds.ts';
import { openForReading } from '../run/status.ts';
import { openSeedShards } from '../store/seed-shards.ts';
import type { Io } from './io.ts';

/** Prints a row or drop with its lineage: the seed's text, what was made of it, every call's reply. */
export async function showRow(id: string, dir: string, state: string | null, json: boolean, io: Io): Promise<void> {
  const { store } = await openForReading(dir, state);
  try {
    const found = await findRow(dir, store, id);
    const seed = await openSeedShards(dir, await readShardLists(store)).get(found.row.lineage.seed.id);
    if (json)
      return io.out(
        JSON.stringify({ ...found.row, unit: found.unit, seedText: seed.text, replies: found.calls }, null, 2),
      );
    for (const line of rowLines(found.row, io)) io.out(line);
    io.out(`unit      ${found.unit} (${join(dir, 'units')})`);
    io.out(`\n${io.colors.bold('seed text')}\n${seed.text}`);
    for (const call of found.calls)
      io.out(
        `\n${io.colors.bold(`${call.stage} · ${call.agent}`)} ${io.colors.dim(call.key)}\n${call.reply ?? '(reply not kept)'}`,
      );
  } finally {
    await store.close();
  }
}

/** A row or drop for people: what it is, where it comes from, how it was made. */
export function rowLines(row: Pair | Drop, io: Io): string[] {
  const { seed, skill, item } = row.lineage;
  const refinements = item?.refinements ?? [];
  const lines = [
    `${io.colors.bold(row.record)}      ${row.id}`,
    `seed      ${seed.id}  ${seed.source} [${seed.span.join('-')}]${seed.title ? `  ${seed.title}` : ''}`,
    `licence   ${seed.license ?? 'not stated'}`,
    `skill     ${skill}`,
  ];
  if (item) {
    lines.push(
      `made by   ${item.content.transform}${item.content.variant ? `/${item.content.variant}` : ''} → ${item.type} (${item.form})`,
    );
    for (const step of refinements) lines.push(`refined   ${step.goal}, round ${step.round}: ${step.suggestion}`);
    lines.push(`key       ${JSON.stringify(item.instruction)}`);
  }
  if (row.record === 'drop') {
    lines.push(`dropped   at ${row.stage} by ${row.agent}: ${row.reason} (${row.detail})`);
    return row.reply === null ? lines : [...lines, `\n${io.colors.bold('reply')}\n${row.reply}`];
  }
  lines.push(`layout    ${row.layout}; agreement ${row.agreement ?? 'no key'}; teacher ${row.teacher}`);
  for (const { role, content } of row.messages) lines.push(`\n${io.colors.bold(role)}\n${content}`);
  return [...lines, ''];
}
