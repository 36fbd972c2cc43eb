import type { Message, Tool } from '../data.ts';
import type { PlacedPair } from '../dataset/write-dataset.ts';
import { type Asked, askedOf, textsIn } from './asked.ts';

/** A row as curation looks at it. */
export interface Candidate {
  /** Its place: the run's own rows come first, in the dataset's order. */
  at: number;
  /** 16 hex digits. */
  id: string;
  /** The unit that made it; the name of its dataset for one that is mixed in. */
  unit: string;
  skill: string;
  type: string;
  source: string;
  seed: string;
  /** The item that it was made of, and those that this one was refined from. */
  item: string;
  ancestors: readonly string[];
  contentHash: string;
  messages: readonly Message[];
  tools: readonly Tool[] | null;
  /** Whether it comes from another dataset. */
  external: boolean;
  /** All turns that are not the assistant's. */
  readonly prompt: string;
  /** All turns of the assistant. */
  readonly response: string;
  readonly asked: Asked;
  /** The content that it was made of, whether or not it is shown. */
  readonly content: string;
}

/** What a candidate is made from, where it is no pair of the run. */
export type Given = Omit<Candidate, 'prompt' | 'response' | 'asked' | 'content'>;

/** A row of the run. */
export function candidateOf({ pair, unit }: PlacedPair, at: number): Candidate {
  const { seed, skill, item } = pair.lineage;
  const given: Given = {
    ...{ at, id: pair.id, unit, skill, type: item?.type ?? '', source: seed.source, seed: seed.id },
    item: item?.id ?? pair.id,
    ancestors: item?.refinements.map(({ parent }) => parent) ?? [],
    ...{ contentHash: pair.contentHash, messages: pair.messages, tools: pair.tools, external: false },
  };
  return withTexts(
    given,
    (prompt) => (item ? withLaterTurns(askedOf(item, prompt), pair.messages) : { material: '', instruction: prompt }),
    () => textsIn(item?.content.value).join('\n'),
  );
}

/** In a conversation all turns of the user are asked, not only what opens it. */
function withLaterTurns({ material, instruction }: Asked, messages: readonly Message[]): Asked {
  const later = messages.filter(({ role }) => role === 'user').slice(1);
  return { material, instruction: [instruction, ...later.map(({ content }) => content)].join('\n') };
}

/** A row of another dataset: its whole prompt is its instruction. */
export function externalCandidate(given: Given): Candidate {
  return withTexts(
    given,
    (prompt) => ({ material: '', instruction: prompt }),
    () => '',
  );
}

/** A candidate whose texts are put together when they are first asked for. */
function withTexts(given: Given, ask: (prompt: string) => Asked, tell: () => string): Candidate {
  const prompt = lazily(() => said(given.messages, false));
  const response = lazily(() => said(given.messages, true));
  const asked = lazily(() => ask(prompt()));
  const content = lazily(tell);
  return {
    ...given,
    get prompt() {
      return prompt();
    },
    get response() {
      return response();
    },
    get asked() {
      return asked();
    },
    get content() {
      return content();
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The turns of one side, one below the other; calls of tools by their arguments. */
function said(messages: readonly Message[], byAssistant: boolean): string {
  return messages
    .filter(({ role }) => (role === 'assistant') === byAssistant)
    .map(({ content, tool_calls = [] }) =>
      [content, ...tool_calls.map(({ function: call }) => call.arguments)].join('\n'),
    )
    .join('\n\n');
}
