import { z } from 'zod';

/** Field sets of labelling items; a type asks for them by name. */
export const labelFields = {
  second: z.object({ second: z.string().min(1).describe('The text that stands beside the first') }),
  request: z.object({ request: z.string().min(1).describe('The request that both texts answer, with its conditions') }),
  definitions: z.object({
    definitions: z
      .array(z.string().min(1))
      .min(2)
      .max(12)
      .describe('What each label means, in the order of the labels'),
  }),
  tags: z.object({ tags: z.array(z.string().min(1)).min(4).max(12).describe('All tags that are offered') }),
  tree: z.object({
    tree: z
      .array(
        z.strictObject({
          branch: z.string().min(1).describe('A label of the upper level'),
          leaves: z.array(z.string().min(1)).min(2).max(6).describe('The labels below it'),
        }),
      )
      .min(2)
      .max(6)
      .describe('The tree of labels'),
  }),
  rationale: z.object({
    labels: z.array(z.string().min(1)).min(2).max(8).describe('The labels to choose from'),
    label: z.string().min(1).describe('The right one, written as in the list'),
  }),
};

/** The parts of a labelling item that its checks and its posing look at. Fields that an item does not have are absent. */
export const Labelled = z.looseObject({
  text: z.string(),
  question: z.string(),
  second: z.string().optional(),
  request: z.string().optional(),
  labels: z.array(z.string()).optional(),
  label: z.string().optional(),
  definitions: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  tree: labelFields.tree.shape.tree.optional(),
  answer: z.unknown().optional(),
});
export type Labelled = z.infer<typeof Labelled>;

/** The whole paths of a tree, as answers write them. */
export function pathsOf(tree: readonly { branch: string; leaves: readonly string[] }[]): string[] {
  return tree.flatMap(({ branch, leaves }) => leaves.map((leaf) => `${branch} > ${leaf}`));
}

/** The set that an item offers: labels, tags or paths; empty where it offers none. */
export function setOf({ labels, tags, tree }: Labelled): string[] {
  return labels ?? tags ?? (tree ? pathsOf(tree) : []);
}

/** What is right, as a list: one label, one path, several tags. */
export function rightOf({ label, answer }: Labelled): string[] {
  return [label ?? answer ?? []].flat().map(String);
}
