import { join } from 'node:path';
import { z } from 'zod';
import { makeReport } from '../report/make-report.ts';
import { pageOf } from '../report/page/page.ts';
import type { Report } from '../report/report.ts';
import { writeWhole } from '../run/folder.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const Flags = z.looseObject({
  state: z.string().optional(),
  skillsDir: z.array(z.string()).default([]),
  bars: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Writes the report of a run folder and says what stands out. 3 with --bars where a bar is missed. */
export async function runReport(dir: string, given: Record<string, unknown>, io: Io): Promise<number> {
  const flags = Flags.parse(given);
  const through = (units: number, of: number) => {
    if (io.terminal && !flags.json) io.live([`${units} of ${of} units read`]);
  };
  const report = await makeReport(dir, {
    ...{ state: flags.state ?? null, skillsDirs: flags.skillsDir, now: () => new Date(), version: VERSION },
    through,
  });
  io.live([]);
  await writeWhole(join(dir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeWhole(join(dir, 'report.html'), pageOf(report));
  if (flags.json) {
    const { samples: _, ...figures } = report;
    io.out(JSON.stringify(figures, null, 2));
  } else for (const line of linesOf(dir, report)) io.out(printable(line));
  return flags.bars && report.bars.some(({ ok }) => !ok) ? 3 : 0;
}

function linesOf(dir: string, { rows, bars, composition }: Report): string[] {
  const missed = bars.filter(({ ok }) => !ok);
  return [
    `${rows.toLocaleString('en')} rows of ${Object.keys(composition.skill).length} skills; ${bars.length - missed.length} of ${bars.length} bars are held`,
    ...missed.map(
      ({ title, found, limit, detail }) => `  missed: ${title}: ${found}, ${limit}${detail ? ` (${detail})` : ''}`,
    ),
    `Report: ${join(dir, 'report.html')}, ${join(dir, 'report.json')}`,
  ];
}
