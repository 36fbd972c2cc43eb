import { type Html, html, number } from './html.ts';

const [WIDTH, LABEL, ROW] = [640, 250, 22];

/** Bars that lie, one a name, with their numbers; `most` of them, the others summed up in a line without a bar. */
export function bars(
  counts: Record<string, number>,
  { most = 20, unit = 'rows' }: { most?: number; unit?: string } = {},
): Html {
  const all = Object.entries(counts);
  const [shown, others] = [all.slice(0, most), all.slice(most)];
  const sum = others.reduce((total, [, count]) => total + count, 0);
  if (shown.length === 0) return html`<p class="none">Nothing.</p>`;
  const high = Math.max(1, ...shown.map(([, count]) => count));
  const height = (shown.length + (others.length > 0 ? 1 : 0)) * ROW + 4;
  const last = shown.length * ROW + 15;
  const rest = html`<text x="${LABEL - 8}" y="${last}" class="label rest">${others.length} others</text>
    <text x="${LABEL}" y="${last}" class="rest">${number(sum)}</text>`;
  const row = ([name, count]: [string, number], at: number) => {
    const width = Math.max(1, ((WIDTH - LABEL - 70) * count) / high);
    const y = at * ROW;
    return html`<g><title>${name}: ${number(count)} ${unit}</title>
      <text x="${LABEL - 8}" y="${y + 15}" class="label">${short(name)}</text>
      <rect x="${LABEL}" y="${y + 4}" width="${width.toFixed(1)}" height="14" rx="2" />
      <text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 15}">${number(count)}</text></g>`;
  };
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${all.length} names by ${unit}" class="bars">${shown.map(row)}${others.length > 0 ? rest : null}</svg>`;
}

const LONGEST = 32;

function short(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1)}…`;
}

/** Bars that stand, one a bin, in the order given, with their numbers. */
export function histogram(bins: Record<string, number>, label: string): Html {
  const all = Object.entries(bins);
  const high = Math.max(1, ...all.map(([, count]) => count));
  const [width, height, foot] = [420, 150, 34];
  const step = width / Math.max(1, all.length);
  const bar = ([name, count]: [string, number], at: number) => {
    const tall = ((height - foot - 14) * count) / high;
    const [x, y] = [at * step, height - foot - tall];
    return html`<g><title>${label} ${name}: ${number(count)}</title>
      <rect x="${(x + 2).toFixed(1)}" y="${y.toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${tall.toFixed(1)}" rx="1" />
      <text x="${(x + step / 2).toFixed(1)}" y="${(y - 4).toFixed(1)}" class="tick">${number(count)}</text>
      <text x="${(x + step / 2).toFixed(1)}" y="${height - foot + 14}" class="tick">${name}</text></g>`;
  };
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" class="histogram">${all.map(bar)}<text x="${width / 2}" y="${height - 4}" class="tick">${label}</text></svg>`;
}

/** Of each step what came through, and what was lost. */
export function funnel(steps: readonly { name: string; in: number; out: number }[]): Html {
  const [row, height] = [34, steps.length * 34 + 4];
  const room = WIDTH - LABEL - 120;
  const bar = ({ name, in: came, out }: { name: string; in: number; out: number }, at: number) => {
    const share = came === 0 ? 0 : Math.min(1, out / came);
    return html`<g><title>${name}: ${number(out)} of ${number(came)}</title>
      <text x="${LABEL - 8}" y="${at * row + 20}" class="label">${name}</text>
      <rect x="${LABEL}" y="${at * row + 6}" width="${room}" height="20" rx="2" class="lost" />
      <rect x="${LABEL}" y="${at * row + 6}" width="${(room * share).toFixed(1)}" height="20" rx="2" />
      <text x="${LABEL + room + 8}" y="${at * row + 20}">${number(out)} of ${number(came)}</text></g>`;
  };
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="What came through each step" class="bars">${steps.map(bar)}</svg>`;
}
