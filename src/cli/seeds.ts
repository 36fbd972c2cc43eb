import { UserError } from '../errors.ts';
import { optionsOf } from '../run/gather-seeds.ts';
import type { RunSettings } from '../run/settings.ts';
import { extracted } from '../seed/extracted.ts';
import { readSeeds } from '../seed/read-seeds.ts';
import type { Document, Reject } from '../seed/reader.ts';
import { type Survey, survey } from '../seed/survey.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';
import { resolveSettings } from './resolve-settings.ts';
import { hubOf, seedArguments } from './seed-arguments.ts';

/** Tells what is read of files and folders, or with `--show` prints the extracted text of one. Gives the exit code. */
export async function runSeeds(seeds: readonly string[], flags: Record<string, unknown>, io: Io): Promise<number> {
  const show = typeof flags.show === 'string' ? flags.show : null;
  const { settings } = await resolveSettings(seeds, flags, io);
  if (settings.seeds.length === 0 && show !== null) settings.seeds = [show];
  if (settings.seeds.length === 0)
    throw new UserError('E_USAGE', 'Cannot read seeds: none are given', {
      hint: 'Name files, folders or addresses: agentinstruct seeds docs/',
    });
  settings.seeds = await seedArguments(settings.seeds, flags.stdinName, io);
  return show === null ? tell(settings, flags.json === true, io) : showText(settings, show, flags.json === true, io);
}

async function tell(settings: RunSettings, json: boolean, io: Io): Promise<number> {
  let shown = 0;
  const note = ({ files, seeds }: Pick<Survey, 'files' | 'seeds'>) => {
    if (json || !io.terminal || performance.now() - shown < 250) return;
    shown = performance.now();
    io.live([`${seeds.toLocaleString('en')} seeds from ${files.toLocaleString('en')} files`]);
  };
  const found = await survey(readSeeds(settings.seeds, { ...optionsOf(settings), hub: hubOf(io) }), note);
  if (io.terminal && !json) io.live([]);
  if (json) io.out(JSON.stringify(found, null, 2));
  else for (const line of surveyLines(found)) io.out(printable(line));
  return found.seeds > 0 ? 0 : 1;
}

const n = (value: number) => value.toLocaleString('en');

/** A survey for people. */
export function surveyLines(found: Survey): string[] {
  const { files, read, seeds, tokens, duplicates, rejected } = found;
  const numbers = (table: Record<string, number>) =>
    Object.entries(table).map(([name, count]) => `${name} ${n(count)}`);
  const facts: [string, string[]][] = [
    ['files', [`${n(files)} found`, `${n(read)} read`]],
    ['seeds', [n(seeds), `${n(tokens)} tokens`]],
    ['kinds', numbers(found.kinds)],
    ['languages', numbers(found.languages)],
    ['code', numbers(found.codeLanguages)],
    ['licences', numbers(found.licenses)],
    ['left out', [...(duplicates > 0 ? [`duplicate ${n(duplicates)}`] : []), ...numbers(found.refused)]],
    ['found', numbers(found.found)],
  ];
  const lines = facts
    .filter(([, said]) => said.length > 0)
    .map(([name, said]) => `${name.padEnd(10)}${said.join(', ')}`);
  return [
    ...[...endingLines(found), '', ...lines],
    ...listed('rejected  ', 'files or parts of files', rejected, rejected.length),
    ...listed(
      'refused   ',
      'chunks',
      found.refusals,
      Object.values(found.refused).reduce((a, b) => a + b, 0),
    ),
  ];
}

const SHOWN = 50;

function listed(name: string, what: string, list: readonly { file: string; reason: string }[], all: number): string[] {
  if (all === 0) return [];
  const shown = list.slice(0, SHOWN).map(({ file, reason }) => `  ${file}: ${reason}`);
  const more = all - shown.length;
  return [`${name}${n(all)} ${what}:`, ...shown, ...(more > 0 ? [`  and ${n(more)} more`] : [])];
}

/** A table with a line for each ending. */
function endingLines({ endings }: Survey): string[] {
  const rows = Object.entries(endings).sort(([a, m], [b, k]) => k.files - m.files || (a < b ? -1 : 1));
  const cells = rows.map(([ending, { files, read, seeds, tokens }]) => [
    ending || '(none)',
    ...[files, read, seeds, tokens].map(n),
  ]);
  const table = [['ending', 'files', 'read', 'seeds', 'tokens'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart((widths[at] ?? 0) + 2))).join(''),
  );
}

async function showText(settings: RunSettings, wanted: string, json: boolean, io: Io): Promise<number> {
  const { maxSeeds, workers, limits, known, signal, ...options } = optionsOf(settings);
  const rejects: Reject[] = [];
  const all = await extracted(
    settings.seeds,
    wanted,
    { ...options, hub: hubOf(io) },
    (each) => void rejects.push(each),
  );
  if (!all && rejects.length === 0)
    throw new UserError('E_NOT_FOUND', `Cannot show "${wanted}": the seeds hold no such file`, {
      hint: 'Give its path, or its source as seeds have it; "agentinstruct seeds DIR --json" names those that are rejected.',
    });
  const documents: Document[] = [];
  for await (const document of all ?? []) {
    const last = documents.at(-1);
    if (last && document.continues) last.text += document.text;
    else documents.push({ ...document });
  }
  if (json) io.out(JSON.stringify(documents.map(shownDocument), null, 2));
  else for (const line of documentLines(documents)) io.out(line);
  for (const { source, reason } of rejects) io.err(printable(`rejected  ${source}: ${reason}`));
  return documents.length > 0 ? 0 : 1;
}

function shownDocument({ source, kind, title, language, license, text }: Document): Record<string, unknown> {
  return { source, kind, title, language, license, text };
}

/** The text of one document as it is; several each with a line above that says which it is. */
function documentLines(documents: readonly Document[]): string[] {
  const [only, ...others] = documents;
  if (only && others.length === 0) return [only.text];
  return documents.flatMap(({ source, kind, text }) => [printable(`=== ${source} (${kind})`), text]);
}
