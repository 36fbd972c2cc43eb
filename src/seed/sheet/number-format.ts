import { attribute, child, elements, type XmlElement } from '../xml.ts';

/** How a cell's number is to be read. */
export type NumberKind = 'number' | 'percent' | 'date' | 'time' | 'date and time' | 'duration';

/** Formats that have no code of their own in a workbook (ECMA-376 part 1, 18.8.30), those of dates in East Asia too. */
const BUILT_IN: readonly [first: number, last: number, kind: NumberKind][] = [
  [9, 10, 'percent'],
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date and time'],
  [27, 31, 'date'],
  [32, 33, 'time'],
  [34, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 58, 'date'],
];

/** The kinds of a workbook's cell styles, by their place. */
export function numberKinds(styles: XmlElement | undefined): NumberKind[] {
  const codes = new Map(
    elements(child(styles, 'numFmts'), 'numFmt').map((format) => [
      Number(attribute(format, 'numFmtId')),
      attribute(format, 'formatCode') ?? '',
    ]),
  );
  return elements(child(styles, 'cellXfs'), 'xf').map((style) => {
    const id = Number(attribute(style, 'numFmtId') ?? 0);
    const code = codes.get(id);
    if (code !== undefined) return kindOf(code);
    return BUILT_IN.find(([first, last]) => id >= first && id <= last)?.[2] ?? 'number';
  });
}

/** The kind that a format's code stands for: that of its first section, without words and colours. */
export function kindOf(code: string): NumberKind {
  const bare = code
    .slice(0, 255)
    .split(';', 1)[0]
    ?.replaceAll(/"[^"]*"?|\\.|_.|\*./g, '')
    .toLowerCase();
  if (bare === undefined || /general|@/.test(bare)) return 'number';
  if (/\[[hms]+\]/.test(bare)) return 'duration';
  const marks = bare.replaceAll(/\[[^\]]*\]?/g, '');
  const [date, time] = [/[yde]/.test(marks) || /^[^hs]*m[^hs]*$/.test(marks), /[hs]/.test(marks)];
  if (date && time) return 'date and time';
  if (time) return 'time';
  if (date) return 'date';
  return marks.includes('%') ? 'percent' : 'number';
}

const DAY = 86_400;
/** 1899-12-30 and 1904-01-01 in seconds of Unix time. */
const EPOCH = { 1900: -2_209_161_600, 1904: -2_082_844_800 };
/** The days that have dates: up to 9999-12-31. */
const LAST_DAY = 2_958_466;

/**
 * A number as its kind reads: dates as ISO 8601 (`2024-03-01`, `2024-03-01T14:30:00`, `14:30:00`), percentages with their
 * sign, all else with the fifteen digits that sheets have. `from` is the year in which days are counted from 1.
 */
export function shownNumber(value: number, kind: NumberKind, from: 1900 | 1904): string {
  if (kind === 'number') return plain(value);
  if (kind === 'percent') return `${plain(value * 100)}%`;
  if (kind === 'duration') return clock(Math.round(value * DAY));
  if (value < 0 || value >= LAST_DAY) return plain(value);
  const seconds = Math.round(value * DAY);
  if (kind === 'time' || value < 1) return clock(seconds % DAY);
  // Days before March 1900 stand one too high: sheets know a 29 February 1900.
  const shift = from === 1900 && value < 60 ? DAY : 0;
  const iso = new Date((EPOCH[from] + seconds + shift) * 1000).toISOString();
  return kind === 'date' || seconds % DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

function plain(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function clock(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const whole = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
