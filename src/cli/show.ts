import { join } from 'node:path';
import type { Drop, Lineage, Pair } from '../data.ts';
import { findRow } from '../run/find-row.ts';
import { readShardLists } from '../run/gather-seeds.ts';
import { openForReading } from '../run/status.ts';
import { openSeedShards } from '../store/seed-shards.ts';
import { printable } from '../text/printable.ts';
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
    io.out(printable(`unit      ${found.unit} (${join(dir, 'units')})`));
    io.out(titled(io.colors.bold('seed text'), seed.text));
    for (const { stage, agent, key, reply } of found.calls) {
      const title = `${io.colors.bold(printable(`${stage} · ${agent}`))} ${io.colors.dim(printable(key))}`;
      io.out(titled(title, reply ?? '(reply not kept)'));
    }
  } finally {
    await store.close();
  }
}

/** A row or drop for people: what it is, where it comes from, how it was made. */
export function rowLines(row: Pair | Drop, io: Io): string[] {
  const lines = [
    `${io.colors.bold(row.record)}      ${printable(row.id)}`,
    ...[...origin(row.lineage), outcome(row)].map(printable),
  ];
  if (row.record === 'drop') return row.reply === null ? lines : [...lines, titled(io.colors.bold('reply'), row.reply)];
  return [...lines, ...row.messages.map(({ role, content }) => titled(io.colors.bold(role), content)), ''];
}

function origin({ seed, skill, item }: Lineage): string[] {
  const lines = [
    `seed      ${seed.id}  ${seed.source} [${seed.span.join('-')}]${seed.title ? `  ${seed.title}` : ''}`,
    `licence   ${seed.license ?? 'not stated'}`,
    `skill     ${skill}`,
  ];
  if (!item) return lines;
  const { content, type, form, refinements, instruction } = item;
  return [
    ...lines,
    `made by   ${content.transform}${content.variant ? `/${content.variant}` : ''} → ${type} (${form})`,
    ...refinements.map((step) => `refined   ${step.goal}, round ${step.round}: ${step.suggestion}`),
    `key       ${JSON.stringify(instruction)}`,
  ];
}

function outcome(row: Pair | Drop): string {
  if (row.record === 'drop') return `dropped   at ${row.stage} by ${row.agent}: ${row.reason} (${row.detail})`;
  return `layout    ${row.layout}; agreement ${row.agreement ?? 'no key'}; teacher ${row.teacher}`;
}

/** A text from outside below its title, which is coloured already. */
function titled(title: string, text: string): string {
  return `\n${title}\n${printable(text)}`;
}
