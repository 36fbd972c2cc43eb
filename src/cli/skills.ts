import { UserError } from '../errors.ts';
import { findSkills, loadSkills } from '../skill/find-skills.ts';
import type { Skill } from '../skill/skill.ts';
import { nearest } from '../text/nearest.ts';
import type { Io } from './io.ts';
import { treeOf } from './skill-tree.ts';

/** Prints all skills. */
export async function listSkills(dirs: readonly string[], json: boolean, io: Io): Promise<void> {
  const skills = await loadSkills(null, dirs);
  if (json) return io.out(JSON.stringify(skills.map(summary), null, 2));
  for (const { id, title, summary: words, transforms, types, goals } of skills) {
    io.out(`${io.colors.bold(id)}  ${title}`);
    io.out(`  ${words}`);
    io.out(`  ${transforms.length} transforms, ${types.length} types, ${goals.length} refinement goals`);
  }
}

/** Prints one skill, or the words of one of its parts. */
export async function showSkill(
  id: string,
  part: string | null,
  dirs: readonly string[],
  json: boolean,
  io: Io,
): Promise<void> {
  const [skill] = await loadSkills([id], dirs);
  if (!skill) return;
  if (part !== null) return showPart(skill, part, json, io);
  if (json)
    return io.out(
      JSON.stringify({ ...summary(skill), title: skill.title, summary: skill.summary, hash: skill.hash }, null, 2),
    );
  const dir = (await findSkills(dirs)).get(id) ?? '';
  io.out(`${io.colors.bold(skill.id)}  ${skill.title}`);
  io.out(`${skill.summary}`);
  io.out(
    `takes ${skill.accepts.kinds.join(', ')} seeds of ${skill.accepts.tokens.join(' to ')} tokens; words in ${dir}`,
  );
  for (const line of treeOf(skill)) io.out(line);
}

function summary(skill: Skill) {
  return {
    id: skill.id,
    accepts: { kinds: skill.accepts.kinds, tokens: skill.accepts.tokens },
    transforms: skill.transforms.map(({ id }) => id),
    types: skill.types.map(({ id }) => id),
    goals: skill.goals.map(({ id }) => id),
  };
}

function showPart(skill: Skill, id: string, json: boolean, io: Io): void {
  const parts = [...skill.transforms, ...skill.types, ...skill.goals];
  const part = parts.find((each) => each.id === id);
  if (!part) {
    const near = nearest(
      id,
      parts.map((each) => each.id),
    );
    throw new UserError(
      'E_SKILL_UNKNOWN',
      `Cannot show "${id}": ${skill.id} has no transform, type or goal of that name`,
      {
        hint: near ? `Did you mean "${near}"?` : `"agentinstruct skills show ${skill.id}" lists them.`,
      },
    );
  }
  if (json) {
    io.out(JSON.stringify(part, null, 2));
    return;
  }
  io.out(io.colors.bold(part.title));
  io.out('');
  io.out(part.words);
  const drawn = [
    ...('angles' in part ? part.angles : []),
    ...('variants' in part
      ? part.variants.map((variant) => (variant.form ? `[${variant.form}] ` : '') + variant.words)
      : []),
  ];
  if (drawn.length > 0) io.out(`\none of these is drawn:\n${drawn.map((words) => `- ${words}`).join('\n')}`);
}
