import type { Message, Tool, ToolCall } from '../../data.ts';
import { type Draw, draw as drawAt } from '../../text/draw.ts';
import { sha256 } from '../../text/hash.ts';
import { estimateTokens } from '../../text/tokens.ts';
import type { JsonSchema, Reply, Request, Teacher } from '../teacher.ts';
import { answerRow } from './answer.ts';
import { fillByPart } from './by-part.ts';
import { edit } from './edit.ts';
import { makeItems } from './items.ts';
import type { Known } from './makers.ts';
import { type Part, parts } from './part.ts';
import { type Passage, readPassage } from './passage.ts';
import { readTask, type Task } from './prompt.ts';
import { clauseOf } from './rewrite.ts';
import { readRow } from './row.ts';
import { type Filling, fill, wantedBy } from './schema.ts';
import { suggest } from './suggest.ts';
import { transform } from './transform.ts';
import { verify } from './verify.ts';

/** The name under which rows and keys know the rehearsal. */
export const REHEARSAL_MODEL = 'rehearsal';

/**
 * A stand-in for a teacher, for trying a config, estimating cost, load tests and demos. It is no language model: it
 * knows nothing, understands nothing, and its rows are not worth training on. It reads the same prompts a model would
 * (messages and schema, nothing else), copies and cuts up the sentences of the material they hold, and fills the same
 * schemas, so that every stage and check has something real to work on. Its questions are answered by looking them up.
 * The same messages, sampling, sample and try give the same reply; usage is estimated. Reaches no network.
 */
export function rehearsalTeacher(): Teacher {
  return {
    model: REHEARSAL_MODEL,
    open: async () => {},
    close: async () => {},
    async complete(request, signal) {
      signal?.throwIfAborted();
      return reply(request, await parts());
    },
  };
}

function reply(request: Request, played: readonly Part[]): Reply {
  const { messages, schema, tools, sampling, sample, try: attempt, maxTokens } = request;
  const said = messages.flatMap(({ role, content }) => [role, content]);
  const draw = drawAt(sha256(...said, sampling.temperature ?? '', sampling.topP ?? '', sample, attempt));
  const { text, toolCalls } = respond(messages, schema, tools, draw, played);
  const promptTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const tokens = estimateTokens(text);
  const cut = tokens > maxTokens;
  const kept = cut ? text.slice(0, Math.floor((text.length * maxTokens) / tokens)) : text;
  const usage = { promptTokens, cachedTokens: 0, completionTokens: Math.min(tokens, maxTokens) };
  return { text: kept, ...(toolCalls && { toolCalls }), finish: cut ? 'length' : 'stop', usage };
}

function respond(
  messages: readonly Message[],
  schema: JsonSchema | undefined,
  tools: readonly Tool[] | undefined,
  draw: Draw,
  played: readonly Part[],
): { text: string; toolCalls?: ToolCall[] } {
  const task = readTask(messages);
  if (schema) return { text: JSON.stringify(fillTask(task, messages, schema, draw, played)) };
  if (task?.words.includes('<result>')) return { text: transform(task, draw) };
  for (const part of played) {
    const answer = part.answer?.(messages, draw, tools) ?? null;
    if (answer !== null) return typeof answer === 'string' ? { text: answer } : answer;
  }
  const row = task && { passage: task.material, question: task.words, choices: [], labels: [] };
  return { text: answerRow(row ?? readRow(messages)) };
}

/** The schema of a framed prompt, filled by what its blocks show it to be: an edit, suggestions, a verdict, new items. */
function fillTask(
  task: Task | null,
  messages: readonly Message[],
  schema: JsonSchema,
  draw: Draw,
  played: readonly Part[],
): unknown {
  const passage = readPassage(task?.material ?? messages.at(-1)?.content ?? '');
  const filling: Filling = {
    known: {},
    count: task?.count ?? 1,
    phrase: (name) => phrase(passage, draw.at('phrase', name)),
    draw,
  };
  const byPart = fillByPart(schema, filling, { task, messages, count: filling.count, passage, draw }, played);
  if (byPart !== undefined) return byPart;
  if (task?.words.startsWith('Turn this material') && JSON.stringify(schema).includes('"unsuitable"'))
    return fill(schema, { ...filling, known: written(task, draw) });
  if (task?.item && task.suggestion !== null) {
    const edited = edit(task, task.item, draw);
    const known: Known = edited ?? {};
    return fill(schema, {
      ...filling,
      known: { unsuitable: edited ? null : 'The item gives no hold for this change.', ...known },
    });
  }
  if (task?.item && wantsSuggestions(schema)) {
    const suggestions = suggest(task, task.item, draw);
    return fill(schema, { ...filling, known: { suggestions, unsuitable: null } });
  }
  if (task?.item) return fill(schema, { ...filling, known: verify(task, task.item) });
  const items: Filling['items'] = (wanted, size, count) => makeItems(passage, wanted, size, count, draw);
  return fill(schema, { ...filling, known: { unsuitable: null }, items });
}

function wantsSuggestions(schema: JsonSchema): boolean {
  return JSON.stringify(schema).includes('"suggestions"') && wantedBy(schema) === null;
}

/** A rewritten material under the names that a content's main text may have. */
function written(task: Task, draw: Draw): Known {
  const [, unsuitable, result] =
    /<unsuitable>([\s\S]*)<\/unsuitable>|<result>\n([\s\S]*)\n<\/result>/.exec(transform(task, draw)) ?? [];
  if (result === undefined) return { unsuitable, result: null };
  return {
    unsuitable: null,
    ...Object.fromEntries(['passage', 'text', 'content', 'document', 'body'].map((name) => [name, result])),
  };
}

/** A stretch of the passage, for a field that nothing is known of: a few words for a title, else a clause. */
function phrase({ good, text }: Passage, draw: Draw): string {
  const sentence = draw.pick(good);
  return sentence ? clauseOf(sentence, 12) : text.slice(0, 60).trim() || 'Nothing';
}
