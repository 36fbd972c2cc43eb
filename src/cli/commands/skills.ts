import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** `agentinstruct skills list|show|new`: what can be taught. */
export function register(program: Command, io: Io): void {
  const skills = program.command('skills').description('what can be taught');
  const dir = ['--skills-dir <dir>', 'folder with skills of your own; may be repeated'] as const;
  const gather = (value: string, before: string[] = []) => [...before, value];
  skills
    .command('list')
    .description('all skills')
    .option(...dir, gather)
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (flags: { skillsDir?: string[]; json?: boolean }) => {
      const { listSkills } = await import('../skills.ts');
      await listSkills(flags.skillsDir ?? [], flags.json === true, io);
    });
  skills
    .command('show')
    .description('a skill: its transforms, types and goals; with a second id, the words of one of them')
    .argument('<skill>', 'id of the skill')
    .argument('[part]', 'id of a transform, type or goal')
    .option(...dir, gather)
    .option('--json', 'print JSON, see docs/json.md')
    .action(async (id: string, part: string | undefined, flags: { skillsDir?: string[]; json?: boolean }) => {
      const { showSkill } = await import('../skills.ts');
      await showSkill(id, part ?? null, flags.skillsDir ?? [], flags.json === true, io);
    });
  skills
    .command('new')
    .description('make the folder of a new skill, small and whole, to be written over')
    .argument('<name>', 'its id: small letters, digits and hyphens')
    .option('--dir <dir>', 'where to make it', 'skills')
    .action(async (name: string, { dir }: { dir: string }) => {
      const { newSkill } = await import('../new-skill.ts');
      await newSkill(name, dir, io);
    });
}
