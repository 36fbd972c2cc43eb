import type { Report } from '../report.ts';
import { type Html, html, number } from './html.ts';
import { samplesSection } from './samples-section.ts';
import * as sections from './sections.ts';
import { STYLE } from './style.ts';

const SECTIONS: readonly [id: string, title: string, make: (report: Report) => Html][] = [
  ['bars', 'Bars', sections.barsSection],
  ['funnel', 'From documents to rows', sections.funnelSection],
  ['composition', 'What rows are made of', sections.compositionSection],
  ['coverage', 'Types that are reached', sections.coverageSection],
  ['lengths', 'Lengths', sections.lengthsSection],
  ['diversity', 'Diversity', sections.diversitySection],
  ['keys', 'Keys and agreement', sections.keysSection],
  ['judge', 'Marks of a judge', sections.judgeSection],
  ['cost', 'Tokens and cost', sections.costSection],
  ['samples', 'Samples', samplesSection],
];

/** The report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
export function pageOf(report: Report): string {
  const { name, rows, status, teacher, rehearsal, made, version } = report;
  const added = (status.curation?.steps ?? []).flatMap(({ added: rowsOf }) => Object.entries(rowsOf));
  const mixed = added.map(([dataset, count]) => `${dataset} ${number(count)}`);
  const facts: [string, string][] = [
    ['rows', number(rows)],
    ['skills', String(Object.keys(report.composition.skill).length)],
    ['types', String(Object.keys(report.composition.type).length)],
    ['seeds', number(status.seeds.done)],
    ['cost', status.cost === null ? 'unknown' : `$${status.cost.toFixed(2)}`],
    ['bars missed', String(report.bars.filter(({ ok }) => !ok).length)],
  ];
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name}: report</title><style>${STYLE}</style></head><body>
<header><h1>${name}</h1><p class="soft">Teacher ${teacher} · ${status.state} · ${made.slice(0, 16).replace('T', ' ')} UTC · agentinstruct ${version}</p>
${rehearsal ? html`<p class="warning">The rows were made by the rehearsal teacher, an offline stand-in that follows rules: they are for trying things out, not for training.</p>` : null}
${mixed.length > 0 ? html`<p>Mixed in from other datasets, and in none of these figures: ${mixed.join(', ')} rows.</p>` : null}
<ul class="facts">${facts.map(([what, value]) => html`<li><b>${value}</b>${what}</li>`)}</ul>
<nav>${SECTIONS.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav></header>
<main>${SECTIONS.map(([id, title, make]) => html`<section id="${id}"><h2>${title}</h2>${make(report)}</section>`)}</main>
</body></html>
`;
  return page.markup;
}
