import { arrangement } from './arrangement.ts';
import { atomsOf } from './arrangement-atoms.ts';
import { type Placing, readScales, type World } from './arrangement-world.ts';
import { type Atoms, type Condition, IllFormed, nameOf, readCall, readCondition } from './language.ts';
import type { Problem } from './problem.ts';
import type { LiarsStatement } from './shapes.ts';

/** People of lasting sorts and what they say. Errors: IllFormed. */
export function liars(
  statement: Pick<LiarsStatement, 'people' | 'kinds' | 'statements' | 'rules' | 'secret'>,
): Problem<Placing> {
  const { people, kinds, statements, rules, secret } = statement;
  const hidden = secret ? [SECRET] : [];
  const range = `0-${people.length + hidden.length}`;
  const scales = [{ name: 'kind', values: kinds, holds: range, order: 'none' as const }];
  if (secret)
    scales.push({ name: 'secret', values: secret.values.map(hiddenAs), holds: range, order: 'none' as const });
  const given = { items: [...people, ...hidden], scales, rules: [] as string[] };
  const world = readScales(given);
  const said: Condition<Placing>[] = [];
  const atoms = liarsAtoms(world, said);
  for (const { says } of statements) said.push(readCondition(says, atoms));
  const spoken = statements.map(({ by }, at) => uttered(world, by, (placing) => said[at]?.(placing) ?? null));
  const known = rules.map((rule) => readCondition(rule, atoms));
  const inner = arrangement(given, [...spoken, ...known, ...idle(people.length, secret !== null)]);
  return {
    each: inner.each,
    condition: (text) => readCondition(text, atoms),
    term: (text) => termOf(text, world, { people, values: secret?.values ?? [] }),
  };
}

const SECRET = '\u0001';

/** A value of what is hidden, by a name that no person can have: what is hidden may be one of the people. */
function hiddenAs(value: string): string {
  return `${SECRET} ${value}`;
}

/** Whoever is of the first sort says what is so, whoever is of the second what is not. */
function uttered(world: World, by: string, said: Condition<Placing>): Condition<Placing> {
  const person = personOf(world, by);
  return (placing) => {
    const kind = placing[0]?.[person] ?? -1;
    if (kind > 1) return true;
    const verdict = said(placing);
    return kind < 0 || verdict === null ? null : verdict === (kind === 0);
  };
}

/** What is hidden has no sort and people have no secret of their own: both are held at the first value. */
function idle(people: number, secret: boolean): Condition<Placing>[] {
  if (!secret) return [];
  const first = (value: number | undefined) => (value === undefined || value < 0 ? null : value === 0);
  const own = Array.from(
    { length: people },
    (_, item): Condition<Placing> =>
      (placing) =>
        first(placing[1]?.[item]),
  );
  return [(placing) => first(placing[0]?.[people]), ...own];
}

function liarsAtoms(world: World, said: readonly Condition<Placing>[]): Atoms<Placing> {
  const inner = atomsOf(world);
  return {
    call({ name, args }) {
      const [a = '', b = ''] = args;
      if (name === 'is' || name === 'at') return inner.call({ name: 'at', args: [a, `kind ${b}`] });
      if (name === 'same-kind' || name === 'same') return inner.call({ name: 'same', args: [a, b, 'kind'] });
      if (name === 'secret' && !world.scales[1]?.values.includes(nameOf(hiddenAs(a))))
        throw new IllFormed(`"${a}" is nothing that is said to be hidden`);
      if (name === 'secret') return inner.call({ name: 'at', args: [SECRET, hiddenAs(a)] });
      if (name !== 'said') return null;
      const at = Number(a) - 1;
      const earlier = /^\d{1,2}$/.test(a) ? said[at] : undefined;
      if (!earlier) throw new IllFormed(`there is no statement ${a} before this`);
      return earlier;
    },
  };
}

function personOf({ items }: World, name: string): number {
  const person = items.indexOf(nameOf(name));
  if (person < 0 || items[person] === SECRET) throw new IllFormed(`"${name}" is none of the people`);
  return person;
}

function termOf(
  text: string,
  world: World,
  { people, values }: { people: readonly string[]; values: readonly string[] },
) {
  const { name, args } = readCall(text) ?? { name: nameOf(text), args: [] };
  const kinds = world.scales[0];
  if (name === 'secret') return (placing: Placing) => values[placing[1]?.[people.length] ?? -1] ?? '';
  if (name === 'kind') {
    const person = personOf(world, args[0] ?? '');
    return (placing: Placing) => kinds?.written[placing[0]?.[person] ?? -1] ?? '';
  }
  const kind = kinds?.values.indexOf(nameOf(args[0] ?? '')) ?? -1;
  if (kind < 0 || (name !== 'who' && name !== 'count'))
    throw new IllFormed(`"${text}" has no value: kind(X), who(kind) and count(kind) do`);
  return (placing: Placing) => {
    const found = people.filter((_, item) => placing[0]?.[item] === kind);
    return name === 'who' ? found : found.length;
  };
}
