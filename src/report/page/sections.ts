import type { UsageLine } from '../../run/spent.ts';
import { percent } from '../bars.ts';
import type { Diversity } from '../figures/diversity.ts';
import type { Report } from '../report.ts';
import { bars, funnel, histogram } from './charts.ts';
import { type Html, html, number } from './html.ts';

/** The bars that the dataset is to clear. */
export function barsSection({ bars: all }: Report): Html {
  const missed = all.filter(({ ok }) => !ok).length;
  const row = ({ title, found, limit, ok, detail }: Report['bars'][number]) => html`<tr>
    <td>${ok ? html`<span class="ok">✓ held</span>` : html`<span class="missed">✗ missed</span>`}</td>
    <td>${title}</td><td class="n">${found}</td><td class="n">${limit}</td><td class="soft">${detail}</td></tr>`;
  return html`<p>${missed === 0 ? 'All bars are held.' : `${missed} of ${all.length} bars are missed.`}
    <span class="soft">agentinstruct report --bars ends with exit code 3 when one is.</span></p>
    <div class="scroll"><table><thead><tr><th></th><th>bar</th><th class="n">found</th><th class="n">limit</th><th>behind it</th></tr></thead>
    <tbody>${all.map(row)}</tbody></table></div>`;
}

/** From documents to rows. */
export function funnelSection({ funnel: steps }: Report): Html {
  return html`${funnel(steps.filter(({ beside }) => !beside))}<div class="grid">${steps
    .filter(({ lost }) => Object.keys(lost).length > 0)
    .map(({ name, lost }) => html`<div><h3>Lost: ${name}</h3>${bars(lost, { most: 12, unit: 'lost' })}</div>`)}</div>`;
}

const TITLES = {
  ...{ skill: 'Skills', type: 'Types', transform: 'Transforms', goal: 'Goals of refinement', language: 'Languages' },
  ...{ license: 'Licences', source: 'Sources', layout: 'Layouts', answerForm: 'Forms of answer asked for' },
  ...{ systemKind: 'System turns', turns: 'Turns of the user', teacher: 'Teachers' },
} as const;

/** What rows are made of. */
export function compositionSection({ composition }: Report): Html {
  const names = [
    'skill',
    'type',
    'transform',
    'goal',
    'language',
    'license',
    'source',
    'layout',
    'answerForm',
    'systemKind',
    'turns',
  ] as const;
  return html`<div class="grid">${names.map((name) => html`<div><h3>${TITLES[name]}</h3>${bars(composition[name], { most: 16 })}</div>`)}</div>`;
}

/** Which types of each skill have rows. */
export function coverageSection({ coverage }: Report): Html {
  return html`${coverage.map(({ skill, title, types }) => {
    const high = Math.max(1, ...types.map(({ rows }) => rows));
    const reached = types.filter(({ rows }) => rows > 0).length;
    return html`<h3>${title} <span class="soft">${skill}: ${reached} of ${types.length} types</span></h3>
      <div class="types">${types.map(
        ({ id, title: name, rows }) =>
          html`<span class="${rows === 0 ? 'zero' : ''}" style="--share:${Math.round((60 * rows) / high)}" title="${name}">${id} ${rows}</span>`,
      )}</div>`;
  })}`;
}

/** How long rows are. */
export function lengthsSection({ lengths }: Report): Html {
  const chart = (name: string, { bins, median, p95, mean, most }: Report['lengths']['prompt']) =>
    html`<div><h3>${name}</h3>${histogram(bins, 'tokens, up to')}
      <p class="soft">median ${number(median)}, mean ${number(mean)}, 95 % up to ${number(p95)}, longest ${number(most)}</p></div>`;
  const forms = Object.entries(lengths.byAnswerForm);
  return html`<p class="soft">Tokens are estimated (docs/data.md).</p>
    <div class="grid">${chart('Prompts', lengths.prompt)}${chart('Responses', lengths.response)}${chart('Whole rows', lengths.whole)}</div>
    <h3>Median response by the form of answer asked for</h3>
    <table><tbody>${forms.map(([form, { rows, median }]) => html`<tr><td>${form}</td><td class="n">${number(median)} tokens</td><td class="n">${number(rows)} rows</td></tr>`)}</tbody></table>`;
}

/** How varied rows are. */
export function diversitySection({ diversity, wording }: Report): Html {
  const part = (name: string, { distinct, compression, nearest, sampled }: Diversity) => html`<div><h3>${name}</h3>
    <p>Different words ${percent(distinct[1])}, pairs ${percent(distinct[2])}, triples ${percent(distinct[3])}; compresses to 1/${compression};
    mean likeness of the nearest ${nearest.mean} <span class="soft">(${number(sampled)} sampled)</span></p>
    ${histogram(nearest.bins, 'likeness (Jaccard) to the nearest, from')}</div>`;
  const openings = Object.entries(wording.openings)
    .toSorted(([, a], [, b]) => b.share - a.share)
    .slice(0, 12);
  return html`<div class="grid">${part('Prompts', diversity.prompts)}${part('Responses', diversity.responses)}</div>
    <div class="grid"><div><h3>Commonest openings of questions, by type</h3><table><tbody>${openings.map(
      ([type, { words, share, rows }]) =>
        html`<tr><td>${type}</td><td>“${words} …”</td><td class="n">${percent(share)} of ${rows}</td></tr>`,
    )}</tbody></table></div>
    <div><h3>Commonest openings of responses</h3><table><tbody>${wording.responses.map(
      ({ words, share }) => html`<tr><td>“${words} …”</td><td class="n">${percent(share)}</td></tr>`,
    )}</tbody></table></div></div>`;
}

/** Where keys stand, how far answers agree. */
export function keysSection({ keys }: Report): Html {
  const letters = 'ABCDEFGHIJ';
  const place = (places: readonly number[]) =>
    Object.fromEntries(places.map((count, at) => [letters[at] ?? String(at), count]));
  return html`<div class="grid">${Object.entries(keys.byOptions).map(
    ([
      options,
      { rows, places, longest, inStem },
    ]) => html`<div><h3>${options} options: place of the key</h3>${histogram(place(places), 'option')}
    <p class="soft">${number(rows)} rows; the key is the longest in ${percent(longest / rows)}, stands in the question in ${inStem}</p></div>`,
  )}<div><h3>Answers that gave the key</h3>${histogram(keys.agreement, 'share of the answers asked for')}</div></div>`;
}

const MARKS: Record<string, string> = {
  instruction: 'What is asked',
  correct: 'Correctness',
  complete: 'Completeness',
  wellFormed: 'Form',
};

/** What judges say. */
export function judgeSection({ judge, rows: all }: Report): Html {
  if (judge.length === 0)
    return html`<p class="none">No judge has read these rows: agentinstruct curate --judge asks one.</p>`;
  return html`${judge.map(
    ({
      model,
      rows,
      score,
      marks,
    }) => html`<p>${number(rows)} of ${number(all)} rows have marks by ${model}, from 1 to 5.</p>
    <div class="grid"><div><h3>Lowest mark of the row</h3>${histogram(score, 'mark')}</div>${Object.entries(marks).map(
      ([name, counts]) => html`<div><h3>${MARKS[name] ?? name}</h3>${histogram(counts, 'mark')}</div>`,
    )}</div>`,
  )}`;
}

/** What it cost. */
export function costSection({ status }: Report): Html {
  const { usage, cost, tokens, calls } = status;
  const money = (value: number | null) => (value === null ? 'unknown' : `$${value.toFixed(2)}`);
  const stages = [...new Set(usage.map(({ stage }) => stage))];
  const line = (stage: string) => {
    const lines = usage.filter((each) => each.stage === stage);
    const sum = (of: (each: UsageLine) => number) => lines.reduce((total, each) => total + of(each), 0);
    const costs = lines.map((each) => each.cost);
    const known = costs.every((each) => each !== null)
      ? costs.reduce((total: number, each) => total + (each ?? 0), 0)
      : null;
    return html`<tr><td>${stage}</td><td>${[...new Set(lines.map(({ model }) => model))].join(', ')}</td><td class="n">${number(sum(({ calls: count }) => count))}</td>
      <td class="n">${number(sum((each) => each.prompt))}</td><td class="n">${number(sum((each) => each.cached))}</td><td class="n">${number(sum((each) => each.completion))}</td><td class="n">${money(known)}</td></tr>`;
  };
  return html`<p>${number(calls)} calls, ${number(tokens.prompt)} tokens in (${number(tokens.cached)} cached), ${number(tokens.completion)} out; ${money(cost)}</p>
    <div class="scroll"><table><thead><tr><th>stage</th><th>model</th><th class="n">calls</th><th class="n">tokens in</th><th class="n">cached</th><th class="n">tokens out</th><th class="n">cost</th></tr></thead><tbody>${stages.map(line)}</tbody></table></div>`;
}
