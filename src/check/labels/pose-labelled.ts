import type { Draw } from '../../text/draw.ts';
import { Labelled } from './fields.ts';

/** What an item is posed by. */
interface Given {
  type: string;
  draw: Draw;
}

/** What stands before the first and the second text, in types that have two. */
const HEADS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  entailment: [
    ['Passage', 'Statement'],
    ['Premise', 'Hypothesis'],
    ['Text', 'Claim about it'],
  ],
  'claim-against-evidence': [
    ['Claim', 'Evidence'],
    ['Assertion', 'Source'],
    ['What is claimed', 'What was found'],
  ],
  'translation-quality': [
    ['Source', 'Translation'],
    ['Original', 'Translated'],
    ['Source text', 'Target text'],
  ],
};
const PAIR = [['Text 1', 'Text 2']] as const;

/** The text or texts, and the task with whatever set of labels the answer form does not show by itself. */
export function poseLabelled(_: unknown, instruction: Record<string, unknown>, { type, draw }: Given) {
  const item = Labelled.parse(instruction);
  const question = [item.question.trim(), shownSet(item, draw.at('set'))].filter(Boolean).join('\n\n');
  return { material: texts(item, type, draw.at('heads')), question };
}

function texts({ text, second, request, labels }: Labelled, type: string, draw: Draw): string {
  if (second === undefined) return text.trim();
  const drawn = draw.pick(HEADS[type] ?? PAIR) ?? PAIR[0];
  const [one, two] = request === undefined ? drawn : [labels?.[0] ?? drawn[0], labels?.[1] ?? drawn[1]];
  const parts = [`${one}:\n${text.trim()}`, `${two}:\n${second.trim()}`];
  return (request === undefined ? parts : [`Request:\n${request.trim()}`, ...parts]).join('\n\n');
}

/** Definitions, tags, a tree, or the labels of an item that gives its reasons, in a drawn form. */
function shownSet({ labels, label, definitions, tags, tree }: Labelled, draw: Draw): string {
  if (definitions && labels) return defined(labels, definitions, draw);
  if (tree) return grown(tree, draw);
  const set = tags ?? (label === undefined ? undefined : labels);
  return set === undefined ? '' : listed(set, draw);
}

function listed(set: readonly string[], draw: Draw): string {
  const lead = draw.at('lead').pick(['Labels', 'Choose from', 'The labels are', 'Possible labels', 'Set']) ?? 'Labels';
  const forms = [
    () => `${lead}: ${set.join(', ')}`,
    () => `${lead}: ${set.join(' | ')}`,
    () => `${lead}:\n${set.map((each) => `- ${each}`).join('\n')}`,
    () => `${lead}:\n${set.map((each, at) => `${at + 1}. ${each}`).join('\n')}`,
    () => `${lead}: ${JSON.stringify(set)}`,
    () => `${lead}: ${set.map((each) => `“${each}”`).join('; ')}`,
  ];
  return draw.at('form').pick(forms)?.() ?? '';
}

function defined(labels: readonly string[], definitions: readonly string[], draw: Draw): string {
  const pairs = labels.map((label, at) => [label, definitions[at] ?? ''] as const);
  const forms = [
    () => pairs.map(([label, means]) => `- ${label}: ${means}`).join('\n'),
    () => pairs.map(([label, means]) => `**${label}** – ${means}`).join('\n'),
    () => pairs.map(([label, means], at) => `${at + 1}. ${label}. ${means}`).join('\n'),
    () => `| Label | Meaning |\n| --- | --- |\n${pairs.map(([label, means]) => `| ${label} | ${means} |`).join('\n')}`,
    () => pairs.map(([label, means]) => `${label}\n  ${means}`).join('\n'),
  ];
  return draw.at('form').pick(forms)?.() ?? '';
}

function grown(tree: NonNullable<Labelled['tree']>, draw: Draw): string {
  const forms = [
    () =>
      tree.map(({ branch, leaves }) => [`- ${branch}`, ...leaves.map((leaf) => `  - ${leaf}`)].join('\n')).join('\n'),
    () => tree.map(({ branch, leaves }) => `${branch}: ${leaves.join(', ')}`).join('\n'),
    () => tree.flatMap(({ branch, leaves }) => leaves.map((leaf) => `${branch} > ${leaf}`)).join('\n'),
    () =>
      tree
        .map(({ branch, leaves }, at) =>
          [`${at + 1}. ${branch}`, ...leaves.map((leaf, i) => `   ${at + 1}.${i + 1} ${leaf}`)].join('\n'),
        )
        .join('\n'),
  ];
  return draw.at('form').pick(forms)?.() ?? '';
}
