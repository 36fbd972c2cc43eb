import { claimsOf, type Kind, settled } from './kind.ts';

const MARK = /Somebody sets out facing north\./;
const MOVE = /Then go (\d+) blocks ahead\.|Then turn (left|right|around)\./g;
const WAYS = ['north', 'east', 'south', 'west'];
const STEPS = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;

interface Place {
  east: number;
  north: number;
  facing: number;
}

/** Steps and turns on a grid of streets. */
export const walk: Kind = {
  field: 'walk',
  tell(_, draw) {
    const legs = Array.from({ length: 4 + draw.index(2) }, () => [
      `Then go ${1 + draw.index(8)} blocks ahead.`,
      `Then turn ${draw.pick(['left', 'right', 'right', 'left', 'around'])}.`,
    ]);
    return `Somebody sets out facing north. ${legs.flat().join(' ')}`;
  },
  read(text) {
    if (!MARK.test(text)) return null;
    const made = [...text.matchAll(MOVE)].map(([, blocks, turn]) =>
      blocks === undefined ? `turn(${turn})` : `go(${blocks})`,
    );
    if (made.length < 2) return null;
    const end = made.reduce<Place>(step, { east: 0, north: 0, facing: 0 });
    const bearing = [
      end.north > 0 ? 'north' : end.north < 0 ? 'south' : '',
      end.east > 0 ? 'east' : end.east < 0 ? 'west' : '',
    ];
    const lies = bearing.filter(Boolean).join('-') || 'here';
    const all = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];
    const claims = all.map((way) => ({
      words: `The end lies ${way} of the start.`,
      formal: `bearing(${way})`,
      holds: () => lies === way,
    }));
    return {
      statement: { facing: 'north', moves: made },
      cases: 1,
      claims: claimsOf([end], claims),
      questions: [
        ...settled([end], ({ facing }) => WAYS[facing] ?? '', {
          question: 'Which way does the walker face in the end?',
          target: 'facing',
          form: 'short',
        }),
        ...settled([end], ({ east, north }) => Math.abs(east) + Math.abs(north), {
          question: 'How many blocks along the streets is it from the start to the end?',
          target: 'blocks',
          form: 'number',
        }),
      ],
    };
  },
};

function step(at: Place, move: string): Place {
  const [, turn, count] = /^(?:turn\((\w+)\)|go\((\d+)\))$/.exec(move) ?? [];
  if (turn !== undefined)
    return { ...at, facing: (at.facing + { left: 3, right: 1 }[turn as 'left' | 'right'] || at.facing + 2) % 4 };
  const [east, north] = STEPS[at.facing] ?? [0, 0];
  return { ...at, east: at.east + east * Number(count), north: at.north + north * Number(count) };
}
