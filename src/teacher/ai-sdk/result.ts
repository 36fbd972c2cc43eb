import { z } from 'zod';
import { isRefusal } from '../refusal.ts';
import type { Finish, Reply } from '../teacher.ts';
import { withoutThoughts } from '../thoughts.ts';

const Tokens = z.int().nonnegative().nullish().catch(null);

/** What `doGenerate` gives: usage and finish as v2 (flat) or v3 and v4 (nested) have them. */
const Result = z.object({
  content: z.array(
    z.union([
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('reasoning'), text: z.string() }),
      z.object({ type: z.literal('tool-call'), toolCallId: z.string(), toolName: z.string(), input: z.unknown() }),
      z.object({ type: z.string() }).transform(() => ({ type: 'other' as const })),
    ]),
  ),
  finishReason: z.union([z.string(), z.object({ unified: z.string() }).transform(({ unified }) => unified)]),
  usage: z
    .object({
      inputTokens: z.union([z.object({ total: Tokens, cacheRead: Tokens }), Tokens]),
      outputTokens: z.union([z.object({ total: Tokens }), Tokens]),
      cachedInputTokens: Tokens,
    })
    .nullish()
    .catch(null),
  warnings: z.array(z.unknown()).nullish().catch(null),
});

const FINISHES: Record<string, Finish> = { length: 'length', 'content-filter': 'filtered' };

/** The reply in a result, thoughts apart; null where it holds none or the provider broke off. */
export function replyOf(result: unknown): Reply | null {
  const parsed = Result.safeParse(result);
  if (!parsed.success || parsed.data.finishReason === 'error') return null;
  const { content, finishReason, usage } = parsed.data;
  const texts = (type: 'text' | 'reasoning') =>
    content.flatMap((part) => (part.type === type && 'text' in part ? [part.text] : [])).join('');
  const given = texts('reasoning').trim();
  const { text, thoughts } = withoutThoughts(texts('text'), given);
  const reasoning = (given || thoughts.trim()).toWellFormed();
  const calls = content.flatMap((part) => ('toolCallId' in part ? [part] : []));
  const refused = calls.length === 0 && isRefusal(text);
  return {
    text: text.toWellFormed(),
    ...(reasoning && { reasoning }),
    ...(calls.length > 0 && { toolCalls: calls.map(callOf) }),
    finish: FINISHES[finishReason] ?? (refused ? 'refused' : 'stop'),
    usage: usageOf(usage),
  };
}

function callOf({ toolCallId, toolName, input }: { toolCallId: string; toolName: string; input?: unknown }) {
  const given = typeof input === 'string' ? input : JSON.stringify(input ?? {});
  return { id: toolCallId, type: 'function' as const, function: { name: toolName, arguments: given.toWellFormed() } };
}

function usageOf(usage: z.infer<typeof Result>['usage']): Reply['usage'] {
  if (!usage) return null;
  const { inputTokens, outputTokens, cachedInputTokens } = usage;
  const nested = typeof inputTokens === 'object' ? inputTokens : null;
  const promptTokens = nested ? nested.total : inputTokens;
  const completionTokens = typeof outputTokens === 'object' ? outputTokens?.total : outputTokens;
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return null;
  return { promptTokens, cachedTokens: nested?.cacheRead ?? cachedInputTokens ?? 0, completionTokens };
}
