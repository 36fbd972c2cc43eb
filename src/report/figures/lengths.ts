import type { Message } from '../../data.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { type Collector, under } from './collector.ts';

/** How long something is, in estimated tokens: bins that double, quantiles, and the mean. */
export interface Lengths {
  /** Rows by bin; a bin is named by its upper end: 16, 32, 64 ... */
  bins: Record<string, number>;
  median: number;
  p95: number;
  most: number;
  mean: number;
}

/** Lengths of rows. */
export interface RowLengths {
  prompt: Lengths;
  response: Lengths;
  whole: Lengths;
  /** Median tokens of the last response by the form of answer that the prompt asks for, and in how many rows. */
  byAnswerForm: Record<string, { rows: number; median: number }>;
}

const FIRST_BIN = 16;

/** Gathers lengths: four numbers a row are kept. */
export function createLengths(): Collector<RowLengths> {
  const [prompts, responses, wholes]: [number[], number[], number[]] = [[], [], []];
  const forms = new Map<string, number[]>();
  return {
    row({ messages, answerForm }) {
      const response = tokensOf(messages.slice(-1));
      const prompt = tokensOf(messages.slice(0, -1));
      prompts.push(prompt);
      responses.push(response);
      wholes.push(prompt + response);
      under(forms, answerForm, () => []).push(response);
    },
    result: () => ({
      prompt: lengthsOf(prompts),
      response: lengthsOf(responses),
      whole: lengthsOf(wholes),
      byAnswerForm: Object.fromEntries(
        [...forms].sort().map(([form, values]) => [form, { rows: values.length, median: quantile(values, 0.5) }]),
      ),
    }),
  };
}

function tokensOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { content, tool_calls: calls }) => {
    return sum + estimateTokens(content) + (calls ? estimateTokens(JSON.stringify(calls)) : 0);
  }, 0);
}

function lengthsOf(values: readonly number[]): Lengths {
  const bins: Record<string, number> = {};
  const most = values.reduce((high, each) => Math.max(high, each), 0);
  for (let end = FIRST_BIN; ; end *= 2) {
    bins[end] = values.reduce(
      (count, each) => count + (each <= end && (end === FIRST_BIN || each > end / 2) ? 1 : 0),
      0,
    );
    if (end >= most) break;
  }
  const sum = values.reduce((total, each) => total + each, 0);
  const mean = Math.round(sum / Math.max(1, values.length));
  return { bins, median: quantile(values, 0.5), p95: quantile(values, 0.95), most, mean };
}

/** By nearest rank; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
