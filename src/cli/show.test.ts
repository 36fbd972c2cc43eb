import { expect, test } from 'vitest';
import { testIo } from '../../test/kept-io.ts';
import { pairOf } from '../../test/pairs.ts';
import type { Drop } from '../data.ts';
import type { RunStatus } from '../run/status.ts';
import { rowLines } from './show.ts';
import { statusLines } from './status.ts';

const CLEAR = '\u001b[2J';

test('rows and drops show the controls that their texts hold', () => {
  const pair = pairOf('abcd', `s${CLEAR}`, {
    teacher: '\u202em',
    messages: [{ role: 'user', content: `a\n\tb${CLEAR}` }],
  });
  const drop: Drop = {
    ...{ record: 'drop', id: 'ef', stage: 'check', agent: 'a', reason: 'malformed', detail: CLEAR, reply: CLEAR },
    lineage: pair.lineage,
  };
  expect(rowLines(pair, testIo())).toEqual([
    'pair      abcd',
    'seed      s\\u{1b}[2J  s\\u{1b}[2J.txt [0-9]',
    'licence   not stated',
    'skill     small',
    'layout    plain; agreement no key; teacher \\u{202e}m',
    '\nuser\na\n\tb\\u{1b}[2J',
    '',
  ]);
  expect(rowLines(drop, testIo()).slice(-2)).toEqual([
    'dropped   at check by a: malformed (\\u{1b}[2J)',
    '\nreply\n\\u{1b}[2J',
  ]);
});

test('a status shows the controls that the names and reasons of others hold', () => {
  const status: RunStatus = {
    ...{ state: 'done', teacher: `m${CLEAR}`, items: 1, pairs: 0, rows: 0, calls: 1, cost: null, usage: [] },
    seeds: { total: 1, done: 1, files: 1, rejected: 0 },
    units: { open: 0, leased: 0, done: 1 },
    leftOut: {},
    curation: null,
    drops: { respond: { [`refused${CLEAR}`]: 1 } },
    endings: {},
    types: {},
    skills: {},
    untaught: {},
    tokens: { prompt: 1, cached: 0, completion: 1, estimated: false },
  };
  const lines = statusLines(status).join('\n');
  expect(lines).toContain('teacher m\\u{1b}[2J');
  expect(lines).toContain('refused\\u{1b}[2J 1');
  expect(lines).not.toContain('\u001b');
});
