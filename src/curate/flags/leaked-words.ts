import { type FlagRule, shown } from './flag.ts';

/** Words of how rows are made, as prompts of agents have them and no student's should. */
const MAKING =
  /\b(?:taxonomy|seed (?:text|document|passage|material|content)|the seed\b(?! of| in)|(?:instruction|question|task) type|distractors?|answer key|few-shot examples?|suggester|instruction[- ]tuning)\b|<\/?(?:material|item|suggestion|shared)>/i;

/**
 * A prompt that speaks of how it was made: words of the agents that its content does not have, or the id or title of its
 * type, named as one ("necessary-assumption", "a Necessary Assumption question").
 */
export const leakedWords: FlagRule = {
  name: 'leaked-words',
  says: 'the prompt speaks of how it was made',
  find({ asked, content, prompt, type, external }) {
    if (external) return null;
    const found = MAKING.exec(asked.instruction)?.[0];
    if (found !== undefined && !content.toLowerCase().includes(found.toLowerCase())) return shown(found);
    const named = namedType(prompt, type);
    return named === null || content.includes(named) ? null : shown(named);
  },
};

function namedType(prompt: string, type: string): string | null {
  if (!type.includes('-')) return null;
  if (prompt.includes(type)) return type;
  const words = type.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '[ -]');
  return (
    new RegExp(`\\b${words} (?:question|item|task|type)s?\\b|\\b(?:type|category): ?${words}\\b`, 'i').exec(
      prompt,
    )?.[0] ?? null
  );
}
