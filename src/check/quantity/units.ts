import { type Dimension, magnitude, type Unit, unitNamed } from './unit-names.ts';

const PER = /^(?:\/|per|pro|par|por|al|je|each|every|на)$/i;
const ARTICLE = /^(?:an?|the|one)$/i;
const RAISED: Record<string, number> = {
  square: 2,
  sq: 2,
  quadrat: 2,
  squared: 2,
  cubic: 3,
  cu: 3,
  kubik: 3,
  cubed: 3,
};
/** Metric prefixes and squares that are written together with their unit: "Quadratmeter". */
const JOINED = /^(quadrat|kubik)(\p{L}{3,20})$/iu;
const MOST_WORDS = 16;

/**
 * A unit in words or symbols: "kWh/day", "litres of water a day", "million km²", "€ per head". Words that are no units
 * name what is counted and measure nothing. Null for an empty text and for units of no finite size.
 */
export function parseUnit(text: string): Unit | null {
  const parts = partsOf(text);
  if (parts.length === 0) return null;
  let factor = 1;
  const dimension: Record<string, number> = {};
  let sign = 1;
  let raised = 1;
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1] ?? '';
    const before = RAISED[part.toLowerCase()];
    if (PER.test(part) || (ARTICLE.test(part) && at > 0 && isTime(next))) sign = -1;
    else if (before !== undefined) raised = before;
    else {
      const after = RAISED[next.toLowerCase()] ?? 1;
      const [name = '', power = '1'] = part.split('^');
      const unit = unitNamed(name) ?? { factor: magnitude(name) ?? 1, dimension: {} };
      const exponent = sign * Number(power) * (raised > 1 ? raised : /^(?:squared|cubed)$/i.test(next) ? after : 1);
      factor *= unit.factor ** exponent;
      for (const [base, of] of Object.entries(unit.dimension)) dimension[base] = (dimension[base] ?? 0) + of * exponent;
      raised = 1;
    }
  }
  const kept = Object.entries(dimension).filter(([, power]) => power !== 0);
  return Number.isFinite(factor) && factor > 0 ? { factor, dimension: Object.fromEntries(kept) } : null;
}

/** Whether two units measure the same. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return differing(a, b).length === 0;
}

/** The base units of which two dimensions hold different powers. */
export function differing(a: Dimension, b: Dimension): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((base) => (a[base] ?? 0) !== (b[base] ?? 0));
}

function isTime(word: string): boolean {
  return unitNamed(word)?.dimension.s === 1;
}

/** The words, symbols and strokes of a unit, each with its power after a caret. */
function partsOf(text: string): string[] {
  const plain = text
    .slice(0, 120)
    .replaceAll(/[⁰¹²³⁴-⁹⁻]+/g, (power) => `^${power.normalize('NFKC')}`)
    .normalize('NFKC')
    .replaceAll('−', '-')
    .replaceAll(/\blight-years?\b/gi, 'lightyear')
    .replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replaceAll(/\b(k?m|cm|mm|ft|yd|mi|s)([23])(?!\d)/g, '$1^$2');
  const found = plain.match(/\p{Sc}|%|\/|[\p{L}\p{M}µμ$]+\d?\.?(?:\^-?\d)?/gu) ?? [];
  return found.slice(0, MOST_WORDS).flatMap((part) => {
    const bare = part.replace(/(?<=\p{L})\.$/u, '');
    const joined = JOINED.exec(bare);
    return joined ? [joined[1] ?? '', joined[2] ?? ''] : [bare];
  });
}
