import { z } from 'zod';

/** What a statement asks of the possibilities that it leaves. */
export const ASKS = ['must', 'could', 'cannot', 'need-not', 'open', 'value', 'how-many', 'most', 'least'] as const;

const JOINED =
  'Joined at will: not(c) and(c, ...) or(c, ...) if(c, then) iff(c, c) exactly(n, c, ...) at-least(n, c, ...) at-most(n, c, ...)';

/** What the question asks: shared by all kinds of statement. `terms`: what has a value; `conditions`: what can be claimed. */
function asking(terms: string, conditions: string) {
  return {
    ask: z
      .enum(ASKS)
      .describe(
        'Which option is right: the one that holds in every case (must, value), in some (could), in none (cannot), not in all (need-not), in some and not in others (open). Without options: the value of the target, how many cases it leaves, its greatest (most) or smallest (least) value',
      ),
    target: z
      .string()
      .describe(
        `Without options: what is asked for, ${terms}; for yes or no, a condition; with how-many, "all" or a condition. With options: empty`,
      ),
    claims: z
      .array(
        z.strictObject({
          option: z.string().describe('The option, word for word'),
          claim: z.string().describe(`What it claims: ${conditions}; a bare number with how-many`),
        }),
      )
      .max(6)
      .describe('One for each option; empty without options'),
  };
}

const Arrangement = z.strictObject({
  items: z.array(z.string().min(1)).min(2).max(9).describe('Who or what is arranged'),
  scales: z
    .array(
      z.strictObject({
        name: z.string().describe('What every item gets one value of, such as day, colour, team, chosen'),
        values: z.array(z.string().min(1)).min(2).max(10).describe('Its values; in their order if it has one'),
        holds: z
          .string()
          .describe(
            'How many items each value takes: "1", "0-1" or "2-3"; where values differ, the widest, with size(...) among the rules',
          ),
        order: z.enum(['line', 'circle', 'none']).describe('Whether the values have an order'),
      }),
    )
    .min(1)
    .max(4),
  rules: z
    .array(z.string())
    .min(1)
    .max(24)
    .describe(
      `Every condition of text and question. at(X, value) · same(X, Y, scale) different(X, Y, ..., scale) · size(value, 2-3) how many have it · only(value, X, Y) exactly these have it · on an ordered scale: before(X, Y) just-before(X, Y) next-to(X, Y) distance(X, Y, 2-3) between(X, Y, Z) X somewhere between Y and Z · in-order(X, Y, Z, ...). X may be an item or a value that one item has; write "scale value" where a value stands on two scales. ${JOINED}`,
    ),
  ...asking('such as place(X, scale), who(value), gap(X, Y) or order(scale)', 'a condition like the rules'),
});

const Liars = z.strictObject({
  people: z.array(z.string().min(1)).min(2).max(8),
  kinds: z
    .array(z.string())
    .min(2)
    .max(3)
    .describe(
      'Names of the sorts: first the one that speaks truly, then the one that lies, third one that does either',
    ),
  statements: z
    .array(
      z.strictObject({
        by: z.string(),
        says: z
          .string()
          .describe(
            `is(X, kind) same-kind(X, Y) secret(value) said(n) the n-th statement is true, n before this. ${JOINED}`,
          ),
      }),
    )
    .min(1)
    .max(12),
  rules: z
    .array(z.string())
    .max(12)
    .describe('What is known besides, such as exactly(1, said(1), said(2)); may be empty'),
  secret: z
    .strictObject({ name: z.string(), values: z.array(z.string()).min(2).max(6) })
    .nullable()
    .describe('A further thing that is hidden, with what it may be, such as which chest holds the ring; else null'),
  ...asking('such as kind(X), who(kind), count(kind) or secret', 'a condition as in statements'),
});

const Cryptarithm = z.strictObject({
  sum: z
    .string()
    .describe(
      'The words with + or - and one =, such as SO + SO = TOO. Letters are different digits, no word begins with 0',
    ),
  rules: z.array(z.string()).max(6).describe('What is known besides, such as T = 1 or A < B; may be empty'),
  ...asking('such as a letter, a word or A + B', 'a comparison such as A = 3'),
});

const Numbers = z.strictObject({
  unknowns: z
    .array(
      z.strictObject({
        name: z.string().describe('One word or letter'),
        from: z.int().describe('Smallest whole number it may be'),
        to: z.int().describe('Greatest'),
      }),
    )
    .min(1)
    .max(8),
  rules: z
    .array(z.string())
    .min(1)
    .max(16)
    .describe(
      `Conditions such as 10*a + b = 4*(a + b), n % 7 = 3, a != b, with + - * / % < <= > >= and digitsum(n) reversed(n) gcd(a, b); different(a, b, ...). ${JOINED}`,
    ),
  ...asking('such as n or a + b', 'a condition like the rules'),
});

const Moves = z.strictObject({
  start: z
    .array(z.strictObject({ who: z.string(), has: z.string().describe('One thing, or a number') }))
    .min(2)
    .max(10)
    .describe('One for each holder or place; with several sorts of thing one for each pair, such as "Ana pears"'),
  moves: z
    .array(z.string())
    .min(2)
    .max(16)
    .describe(
      'What happens, in order of time: swap(A, B) pass(A, B, C) A to B, B to C, C to A · put(A, thing) now has that · add(A, 5) take(A, 5) give(A, B, 5), also half or all in place of 5 · double(A) · if(has(A, thing), swap(A, B)). holder(thing) may stand for a name',
    ),
  ...asking('such as has(A), holder(thing), total(A, B)', 'has(A, thing) more(A, B) same(A, B)'),
});

const Walk = z.strictObject({
  facing: z.enum(['north', 'east', 'south', 'west']).describe('At the start'),
  moves: z
    .array(z.string())
    .min(2)
    .max(20)
    .describe(
      'In order: go(3) ahead · go(2, west) whatever the facing, which stays · back(1) · turn(left) turn(right) turn(around) · face(east)',
    ),
  ...asking(
    'such as facing, bearing (of the end, seen from the start), home (of the start, seen from the end), blocks (along the streets), straight, east, north',
    'facing(west) bearing(north-east) home(south) blocks = 5',
  ),
});

const Sets = z.strictObject({
  kinds: z.array(z.string().min(1)).min(2).max(4).describe('The kinds; each has members'),
  statements: z
    .array(z.string())
    .min(1)
    .max(10)
    .describe(
      `What is said of them: all(A, B) no(A, B) some(A, B) some-not(A, B) most(A, B) more than half of A; most only with three kinds or fewer. ${JOINED}`,
    ),
  ...asking('nothing', 'a condition like the statements'),
});

/** The kinds of formal statement, each a set of one field: what a skill gives as `with`, whole or in part. */
export const STATEMENTS = {
  arrangement: z.strictObject({ arrangement: Arrangement }),
  liars: z.strictObject({ liars: Liars }),
  cryptarithm: z.strictObject({ cryptarithm: Cryptarithm }),
  numbers: z.strictObject({ numbers: Numbers }),
  moves: z.strictObject({ moves: Moves }),
  walk: z.strictObject({ walk: Walk }),
  sets: z.strictObject({ sets: Sets }),
};

/** The kinds of statement, as parsed. */
export type ArrangementStatement = z.infer<typeof Arrangement>;
export type LiarsStatement = z.infer<typeof Liars>;
export type CryptarithmStatement = z.infer<typeof Cryptarithm>;
export type NumbersStatement = z.infer<typeof Numbers>;
export type MovesStatement = z.infer<typeof Moves>;
export type WalkStatement = z.infer<typeof Walk>;
export type SetsStatement = z.infer<typeof Sets>;
