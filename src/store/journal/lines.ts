import type { Head } from './line.ts';
import type { Span } from './segments.ts';
import { type Sums, sums } from './sums.ts';

/** A line that a later reader of its unit needs. */
export interface Line extends Span {
  n: number;
  unit: number;
}

/** What is known of a segment. `live` counts the lines of open units in it. */
export interface Segment {
  number: number;
  bytes: number;
  live: number;
  sums: Sums;
}

/** Which lines the segments hold: those of open units one by one, and of all what they cost. */
export interface Lines {
  /** Every segment, oldest first. */
  readonly segments: ReadonlyMap<number, Segment>;
  /** Bytes of all lines. */
  readonly bytes: number;
  /** Bytes of lines of open units. */
  readonly liveBytes: number;
  /** Takes a line in. That of a unit that is done counts by its cost alone. */
  add(head: Head, span: Span): void;
  /** A unit's lines, in the order in which their records were appended. */
  of(unit: number): readonly Line[];
  /** The lines of open units in a segment. */
  within(segment: number): Line[];
  /** The line lies elsewhere, if its unit is still open. */
  move(line: Line, span: Span): void;
  /** The unit is done. */
  end(unit: number): void;
  /** The unit is open again, without lines. */
  open(unit: number): void;
  /** The segment is no more. */
  forget(segment: number): void;
}

/** No lines yet. `isDone` is asked once for each unit. */
export function linesOf(isDone: (unit: number) => boolean): Lines {
  const segments = new Map<number, Segment>();
  const units = new Map<number, Line[]>();
  const done = new Map<number, boolean>();
  let liveBytes = 0;

  function segmentOf(number: number): Segment {
    const segment = segments.get(number) ?? { number, bytes: 0, live: 0, sums: sums() };
    segments.set(number, segment);
    return segment;
  }

  function over(unit: number): boolean {
    const known = done.get(unit) ?? isDone(unit);
    done.set(unit, known);
    return known;
  }

  function count({ segment, length }: Span, live: 1 | -1): void {
    segmentOf(segment).live += live;
    liveBytes += live * length;
  }

  function clear(unit: number): void {
    for (const line of units.get(unit) ?? []) count(line, -1);
    units.delete(unit);
  }

  return {
    segments,
    get bytes() {
      return [...segments.values()].reduce((sum, segment) => sum + segment.bytes, 0);
    },
    get liveBytes() {
      return liveBytes;
    },
    add({ n, unit, spent, ended }, span) {
      const segment = segmentOf(span.segment);
      segment.bytes += span.length;
      if (spent) segment.sums.add(spent);
      if (ended) {
        clear(unit);
        return;
      }
      if (over(unit)) return;
      const line = { n, unit, ...span };
      const lines = units.get(unit);
      if (lines === undefined) units.set(unit, [line]);
      else lines.push(line);
      count(line, 1);
    },
    of: (unit) => (units.get(unit) ?? []).toSorted((a, b) => a.n - b.n),
    within: (segment) => [...units.values()].flat().filter((line) => line.segment === segment),
    move(line, span) {
      segmentOf(span.segment).bytes += span.length;
      if (!units.get(line.unit)?.includes(line)) return;
      count(line, -1);
      Object.assign(line, span);
      count(line, 1);
    },
    end(unit) {
      clear(unit);
      done.set(unit, true);
    },
    open(unit) {
      clear(unit);
      done.set(unit, false);
    },
    forget: (segment) => void segments.delete(segment),
  };
}
