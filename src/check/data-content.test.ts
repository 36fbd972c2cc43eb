import { describe, expect, test } from 'vitest';
import { DataContent, dataProblem } from './data-content.ts';

const TABLE = 'site,visitors,staff\nNorth,1200,8\nSouth,800,5\nEast,1513,7';
const LINES = Array.from({ length: 9 }, (_, at) => `entry ${at}: ${at * 3}`).join('\n');

describe('dataProblem', () => {
  test.each([
    ['table', TABLE],
    ['json-records', '[{"a":1,"b":2},{"a":3,"b":4}]'],
    ['json-records', '{"a":1,"b":2}\n{"a":3,"b":4}\n{"a":5,"b":6}'],
    ['key-values', LINES],
    ['triples', LINES],
    ['time-series', LINES],
    ['event-log', LINES],
    ['chart-specification', LINES],
  ] as const)('takes %s', (kind, data) => expect(dataProblem(kind, data)).toBeNull());
  test.each([
    ['table', 'Nobody has counted the visitors of the museum.'],
    ['table', 'a,b\n1,2\n3,4\n5,6'],
    ['json-records', '{"a": 1'],
    ['json-records', '[1, 2, 3]'],
    ['key-values', 'A sentence.\nAnother one.\nA third.'],
    ['triples', 'a | b | c'],
    ['event-log', '08:00 start\n09:00 stop'],
    ['time-series', 'It rose and fell.'],
    ['chart-specification', 'a bar chart'],
  ] as const)('refuses as %s: %j', (kind, data) => expect(dataProblem(kind, data)).not.toBeNull());
});

test('DataContent says what is wrong where an agent can mend it', () => {
  const read = DataContent.safeParse({
    kind: 'table',
    about: 'An invented museum.',
    data: `${'No table. '.repeat(9)}`,
  });
  expect(read.error?.issues[0]).toMatchObject({ path: ['data'], message: expect.stringContaining('three rows') });
  expect(DataContent.safeParse({ kind: 'table', about: 'An invented museum.', data: TABLE }).success).toBe(true);
});
