import { z } from 'zod';
import { run } from '../../sandbox/run.ts';
import type { Check, Finding } from '../check.ts';
import { solutionFor } from './agents.ts';
import { codeOf } from './fenced.ts';
import { CODE_SETS } from './fields.ts';

const Database = z.object(CODE_SETS.database.shape);

/** The statements of an SQL item make its tables, with rows in them, and the rows expected of the query are some. */
export const databaseSound: Check = {
  id: 'database-sound',
  at: 'item',
  async check({ item }) {
    const { data } = Database.safeParse(item.instruction);
    if (data === undefined) return null;
    if (data.expected.length === 0) return { reason: 'no-rows', detail: 'The query is to give no rows' };
    const tables = await run({ language: 'sql', code: `${data.setup}\n;${TABLES}` });
    if (tables.status !== 'ok') return { reason: 'setup-fails', detail: tables.detail };
    const made = Array.isArray(tables.value) ? tables.value.length : 0;
    return made < 2 ? { reason: 'one-table', detail: `The statements make ${made} tables` } : null;
  },
};

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";

/** The query of a response gives the rows that the item expects, and so does the second solution of another agent. */
export const queryGivesRows: Check = {
  id: 'query-gives-rows',
  at: 'response',
  async check(subject, verify) {
    const { data } = Database.safeParse(subject.item.instruction);
    const query = codeOf(subject.response ?? '', 'sql', 'SELECT');
    if (data === undefined || query === null) return null;
    const second = await solutionFor(subject, verify);
    if ('finding' in second) return second.finding;
    const other = await differing(data, second.value);
    if (other !== null) return { reason: 'second-solution-fails', detail: other, reply: second.value };
    const own = await differing(data, query);
    return own === null ? null : ({ reason: 'code-fails-tests', detail: own } satisfies Finding);
  },
};

async function differing({ setup, expected }: z.infer<typeof Database>, query: string): Promise<string | null> {
  const ran = await run({ language: 'sql', code: `${setup}\n;\n${query}` });
  if (ran.status !== 'ok') return `${ran.status}: ${ran.detail}`;
  const rows = Array.isArray(ran.value) ? ran.value.map((row) => Object.values(Object(row))) : [];
  const given = rows.map((row) => row.map(plain));
  const due = expected.map((row) => row.map(plain));
  if (JSON.stringify(given) === JSON.stringify(due)) return null;
  return `It gives ${JSON.stringify(given.slice(0, 5))} and not ${JSON.stringify(due.slice(0, 5))}`;
}

/** A value as it is compared: numbers by what they are worth to six places, nothing as null. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  const number = Number(text);
  return text !== '' && Number.isFinite(number) ? Math.round(number * 1e6) / 1e6 : text;
}
