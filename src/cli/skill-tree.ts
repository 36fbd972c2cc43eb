import type { Goal, InstructionType, Skill, Transform } from '../skill/skill.ts';

/** A branch: a line, and what hangs from it. */
interface Branch {
  line: string;
  below?: Branch[];
}

/** A skill's flow as a tree, one line a part, with counts: transforms, types by group, goals, answers, checks. */
export function treeOf(skill: Skill): string[] {
  const { transforms, types, goals, checks } = skill;
  const groups = [...Map.groupBy(types, (type) => type.group ?? '')];
  const typed = groups.map(([group, own]) =>
    group === '' ? own.map(typeLine) : [{ line: `${group} (${own.length})`, below: own.map(typeLine) }],
  );
  const at = (place: 'item' | 'response') =>
    checks.filter((check) => check.at === place).map(({ id }) => ({ line: id }));
  return drawn([
    {
      line: `transform: ${transforms.length} agents, one a seed`,
      below: transforms.map((each) => transformLine(each, skill)),
    },
    { line: `instruct: ${types.length} types`, below: typed.flat() },
    { line: `refine: ${goals.length} goals`, below: goals.map(goalLine) },
    { line: 'check the item', below: at('item') },
    {
      line: skill.converse ? 'converse: the assistant and those it talks with, in turn' : 'respond',
      below: [{ line: skill.respond === '' ? 'no unkept words' : 'with the unkept words of respond.md' }],
    },
    { line: 'check the row', below: [{ line: 'answer-matches-key' }, ...at('response')] },
  ]);
}

function transformLine({ id, weight, verbatim, types, variants }: Transform, { transforms, programs }: Skill): Branch {
  const sum = transforms.reduce((total, each) => total + each.weight, 0);
  const how = verbatim
    ? ', copies the seed'
    : programs?.[id]
      ? programs[id].asks
        ? ', agent and program'
        : ', program'
      : '';
  const line = `${id}  ${Math.round((100 * weight) / sum)}%, ${types.length} types${how}`;
  return { line, below: variants.map((variant) => ({ line: `${variant.id} (weight ${variant.weight})` })) };
}

function typeLine({ id, form, weight, variants }: InstructionType): Branch {
  const more = [weight === 1 ? '' : `weight ${weight}`, variants.length > 0 ? `${variants.length} variants` : ''];
  return { line: [`${id}  ${form}`, ...more.filter(Boolean)].join(', ') };
}

function goalLine({ id, program, edits, angles, share }: Goal): Branch {
  const most = share < 1 ? `, at most ${Math.round(share * 100)}% of the rows` : '';
  return {
    line: `${id}  ${program === null ? `edits the ${edits}, ${angles.length} angles` : `program ${program}`}${most}`,
  };
}

function drawn(branches: readonly Branch[], indent = ''): string[] {
  return branches.flatMap(({ line, below = [] }, at) => {
    const last = at === branches.length - 1;
    return [`${indent}${last ? '└─' : '├─'} ${line}`, ...drawn(below, `${indent}${last ? '   ' : '│  '}`)];
  });
}
