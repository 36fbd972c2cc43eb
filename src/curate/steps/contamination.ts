import { basename } from 'node:path';
import { z } from 'zod';
import type { Candidate } from '../candidate.ts';
import { benchmarkFiles, benchmarkItems } from '../contamination/benchmark-items.ts';
import { Contamination } from '../contamination/contamination.ts';
import { told } from '../contamination/told.ts';
import type { OpenStep, Step } from '../step.ts';

const Options = z.strictObject({
  /** Files and folders of benchmarks: JSON, JSON Lines, CSV, TSV, Parquet, text. */
  benchmarks: z.array(z.string()).min(1),
});
type Options = z.infer<typeof Options>;

/** Leaves out rows that hold an item of a benchmark, in a prompt, an answer or a tool: see contamination/. */
export const step: Step<Options> = {
  id: 'contamination',
  options: Options,
  says: ({ benchmarks }) => `held against the items in ${named(benchmarks)}`,
  moved: ({ benchmarks }, move) => ({ benchmarks: benchmarks.map(move) }),
  files: ({ benchmarks }) => benchmarkFiles(benchmarks),
  open: async ({ benchmarks }) => open(await Contamination.of(benchmarkItems(benchmarks))),
};

const MOST_NAMED = 6;

/** Paths by their last names. */
function named(paths: readonly string[]): string {
  const names = paths.slice(0, MOST_NAMED).map((path) => basename(path));
  return [...names, ...(paths.length > MOST_NAMED ? [`${paths.length - MOST_NAMED} more`] : [])].join(', ');
}

/** The step over benchmarks that are read. */
export function open(contamination: Contamination): OpenStep {
  return {
    look(row) {
      const found = contamination.find(textOf(row));
      return found && { reason: 'contaminated', detail: told(found) };
    },
    found() {
      const { items, benchmarks, tooShort } = contamination.counts;
      return { items, benchmarks, 'items too short to tell': tooShort };
    },
  };
}

/** All words of a row: its turns, calls and tools. */
function textOf({ messages, tools }: Candidate): string {
  const said = messages.flatMap(({ content, tool_calls = [] }) => [
    content,
    ...tool_calls.map(({ function: call }) => call.arguments),
  ]);
  const offered = (tools ?? []).map(({ function: tool }) => JSON.stringify(tool));
  return [...said, ...offered].join('\n\n');
}
