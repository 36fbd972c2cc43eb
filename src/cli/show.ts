import { join } from 'node:path';
import { type ToldOfRow, toldOfRow } from '../curate/told-of-row.ts';
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
    const found = await findRow(dir, store, id).catch(async (error: unknown) => {
      const told = await toldOfRow(dir, store, id, null);
      if (told.leftOut) return told;
      throw error;
    });
    if (!('row' in found)) return printTold(found, json, io);
    const told = await toldOfRow(dir, store, found.row.id, found.unit);
    const seed = await openSeedShards(dir, await readShardLists(store)).get(found.row.lineage.seed.id);
    if (json)
      return io.out(
        JSON.stringify(
          { ...found.row, unit: found.unit, curation: told, seedText: seed.text, replies: found.calls },
          null,
          2,
        ),
      );
    for (const line of rowLines(found.row, io)) io.out(line);
    io.out(printable(`unit      ${found.unit} (${join(dir, 'units')})`));
    for (const line of toldLines(told)) io.out(printable(line));
    io.out(titled(io.colors.bold('seed text'), seed.text));
    for (const { stage, agent, key, reply } of found.calls) {
      const title = `${io.colors.bold(printable(`${stage} · ${agent}`))} ${io.colors.dim(printable(key))}`;
      io.out(titled(title, reply ?? '(reply not kept)'));
    }
  } finally {
    await store.close();
  }
}

/** A row that no unit made: one of another dataset that curation did not take. */
function printTold(told: ToldOfRow, json: boolean, io: Io): void {
  const lines = [`external  ${told.leftOut?.id} of ${told.leftOut?.unit}`, ...toldLines(told)];
  if (json) io.out(JSON.stringify({ record: 'external', id: told.leftOut?.id, curation: told }, null, 2));
  else for (const line of lines) io.out(printable(line));
}

/** What curation and judges said of a row. */
export function toldLines({ leftOut, flags, judged }: ToldOfRow): string[] {
  return [
    ...(leftOut
      ? [`left out  ${leftOut.step ? `by ${leftOut.step}: ` : ''}${leftOut.reason}${inBrackets(leftOut.detail)}`]
      : []),
    ...flags.map(({ flag, detail }) => `flag      ${flag}${inBrackets(detail)}`),
    ...judged.flatMap(({ model, said }) =>
      said.record === 'unjudged'
        ? [`judge     ${model} gave no marks: ${said.reason}`]
        : [
            `judge     ${model}: ${said.score}`,
            ...Object.entries(said.marks).map(([name, { score, reason }]) => `            ${name} ${score}: ${reason}`),
          ],
    ),
  ];
}

function inBrackets(detail: string): string {
  return detail === '' ? '' : ` (${detail})`;
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
