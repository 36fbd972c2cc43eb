import type { Change } from '../changes.ts';
import type { Sample } from '../figures/samples.ts';
import type { Report } from '../report.ts';
import { type Html, html } from './html.ts';

/** Samples of each skill: closed until they are opened, which needs no script. */
export function samplesSection({ samples }: Report): Html {
  return html`${Object.entries(samples).map(
    ([skill, all]) => html`<h3 id="samples-${skill}">${skill}</h3>${all.map((sample) => sampleOf(sample))}`,
  )}`;
}

function sampleOf(sample: Sample): Html {
  const { id, kind, type, transform, source, title, license, agreement, reason, messages, item, refinements } = sample;
  return html`<details><summary><span class="tag ${kind}">${kind}</span> ${type} <span class="soft">from ${source}</span> ${
    reason === null ? null : html`<span class="dropped">${reason}</span>`
  }</summary><div>
    <p class="soft">${id} · transform ${transform} · ${title ?? 'no title'} · licence ${license ?? 'unknown'}${
      agreement === null ? '' : ` · agreement ${agreement.toFixed(2)}`
    } · <code>agentinstruct show ${id.slice(0, 12)}</code></p>
    ${messages.map(
      ({ role, content, tool_calls: calls }) =>
        html`<b>${role}</b><pre>${content}${
          calls ? calls.map(({ function: { name, arguments: given } }) => `\n${name}(${given})`).join('') : ''
        }</pre>`,
    )}
    ${item.map(({ name, value }) => html`<b>${name}</b><pre>${value}</pre>`)}
    ${refinements.map(
      ({ goal, suggestion, fields }) =>
        html`<h3>Refined: ${goal}</h3><p>${suggestion}</p>${fields.map(
          ({ name, changes }) => html`<b>${name}</b><pre>${changes.map(changeOf)}</pre>`,
        )}`,
    )}
  </div></details>`;
}

function changeOf({ kind, text }: Change): Html {
  if (kind === 'same') return html`${text}`;
  return kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}
