import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A whole small skill, by file. */
export const FILES: Record<string, string> = {
  'skill.ts': `import { defineSkill } from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Tiny',
  summary: 'For tests',
  accepts: { kinds: ['text'], tokens: [1, 100] },
  content: z.strictObject({ passage: z.string() }),
  instruction: z.strictObject({ question: z.string() }),
  fromSeed: ({ text }) => ({ passage: text }),
  show: ({ passage }) => passage,
  pose: ({ passage }, { question }) => ({ material: passage, question }),
  options: [3, 4],
  checks: [],
});
`,
  'taxonomy.md': `# First group

## Main idea
Answer: option

Ask for the main idea.

Variants:
- Ask for a heading.
- [short] In one clause: ask for the idea in a few words.

## The second one!
Id: second
Answer: number
Options: 2
Weight: 4
For: retell
Items: 1
Needs: 2 numbers, 1 paragraphs

Ask for a number.

# Other group

## Third
Answer: free

Ask for an essay.
`,
  'instruct.md': 'Ask well.\n\n- Once.\n- Twice.\n',
  'transform/copy.md': '---\ntitle: Copy\nverbatim: true\ntypes: [first-group, third]\n---\n',
  'transform/retell.md': `---
title: Retell
weight: 3
types: first-group
length: 50-100 60%, 150-300 40%
---
Tell it again.

- As a letter.
- As a report,
  signed.

## As news
Types: second
Weight: 2
Length: 20-40

Tell it as news.

- For the morning.

## As gossip

Tell it as gossip.
`,
  'refine/harder.md': `---
title: Harder
weight: 2
edits: content
outcome: new-key
share: 0.2
answers: 3
forms: [option]
types: [first-group]
suggestions: 4
carry-out: 3
---
Make it harder.

- Go backwards.
- Go on.
`,
};

/** Where this file's folders stand. */
let root = '';
let made = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'agentinstruct-skills-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A folder of the files, changed, in a place of its own; null takes a file away. */
export async function folder(
  changes: Record<string, string | null> = {},
  id = 'tiny',
  at = `${made++}`,
): Promise<string> {
  const dir = join(root, at, id);
  for (const [name, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return dir;
}
