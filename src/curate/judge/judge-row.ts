import { ask } from '../../ask/ask.ts';
import type { Asker } from '../../ask/complete.ts';
import type { Message, Pair } from '../../data.ts';
import { fence } from '../../prompt/fence.ts';
import { type Frame, fillFrame } from '../../prompt/frame.ts';
import { type Judged, MARKS, scoreOf } from './rubric.ts';

/** The judge's words. */
export interface JudgeWords {
  frame: Frame<'judge'>;
  hash: string;
}

/** Asks the judge for the marks of a row. A reply that cannot be used leaves the row unjudged. */
export async function judgeRow(
  asker: Asker,
  { frame, hash }: JudgeWords,
  pair: Pick<Pair, 'id' | 'contentHash' | 'messages' | 'tools'>,
): Promise<Judged> {
  const { id, contentHash } = pair;
  const content = fillFrame(frame, { item: shownToJudge(pair), format: MARKS.words });
  const prompt = {
    stage: 'judge' as const,
    agent: 'judge',
    words: hash,
    messages: [{ role: 'user' as const, content }],
  };
  const asked = await ask(asker, prompt, MARKS);
  if ('fault' in asked) {
    const { reason, detail } = asked.fault;
    return { record: 'unjudged', id, contentHash, reason, detail: detail.slice(0, 2000) };
  }
  return { record: 'judged', id, contentHash, score: scoreOf(asked.value), marks: asked.value };
}

/** A row as the judge reads it: each turn below a line that says whose it is; no turn can hold such a line. */
export function shownToJudge({ messages, tools }: Pick<Pair, 'messages' | 'tools'>): string {
  const turns = messages.map((message) => `=== ${message.role} ===\n${wordsOf(message)}`);
  const offered = tools ? [`=== tools ===\n${inTurn(JSON.stringify(tools, null, 1))}`] : [];
  return fence([...offered, ...turns].join('\n\n'));
}

function wordsOf({ content, tool_calls = [] }: Message): string {
  const calls = tool_calls.map(({ function: { name, arguments: given } }) => `calls ${name}(${given})`);
  return [content, ...calls].filter(Boolean).map(inTurn).join('\n');
}

function inTurn(text: string): string {
  return text.replaceAll(/^(?==== (?:system|user|assistant|tool|tools) ===)/gm, ' ');
}
