import type { Lineage, Message, Pair, Seed, Usage } from '../data.ts';
import { defuseTurns } from '../text/control-strings.ts';
import { shortHash } from '../text/hash.ts';
import type { FlowContext } from './context.ts';
import type { Posed, Said } from './respond.ts';

/**
 * The pair of a finished row. NUL and lone surrogates, which no file of text can hold, are taken out of its turns, and
 * control strings of chat templates are broken up, whoever wrote them.
 */
export function pairOf(
  context: FlowContext,
  seed: Seed,
  { draft, row, tools }: Posed,
  { messages, kept, all, agreement }: Said,
  lineage: Lineage,
  usage: Usage,
): Pair {
  const { skill, pass, teacher } = context;
  const { item } = draft;
  const place = [item.content.transform, item.type, item.id, 'answer', all.indexOf(kept)];
  const wellFormed = messages.map(clean);
  const said = wellFormed.flatMap(({ role, content, tool_calls, tool_call_id }) => [
    role,
    content,
    ...(tool_calls ? [JSON.stringify(tool_calls)] : []),
    ...(tool_call_id === undefined ? [] : [tool_call_id]),
  ]);
  if (tools) said.push(JSON.stringify(tools));
  return {
    record: 'pair',
    id: shortHash(seed.id, skill.id, pass, ...place),
    contentHash: shortHash(...said),
    messages: wellFormed,
    tools,
    layout: row.layout,
    answerForm: row.answerForm,
    systemKind: row.systemKind,
    agreement,
    answers: all,
    unkeptSystem: skill.respond === '' ? null : skill.respond,
    teacher,
    usage,
    lineage,
  };
}

function clean(message: Message): Message {
  const { content, tool_calls: calls } = message;
  return {
    ...message,
    content: defuseTurns(content.replaceAll('\0', '').toWellFormed()),
    ...(calls && { tool_calls: calls.map((call) => ({ ...call, function: cleanCall(call.function) })) }),
  };
}

function cleanCall({ name, arguments: given }: { name: string; arguments: string }) {
  return { name, arguments: defuseTurns(given) };
}
