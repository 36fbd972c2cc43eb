import { expect, test } from 'vitest';
import { completion, type Got, question, type Serve } from './loopback.ts';
import { failureOf, inTurn, stage } from './loopback-teacher.ts';

const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };

function formatOf(one: Got | undefined): string {
  const format = one?.body?.response_format;
  if (typeof format !== 'object' || format === null || !('type' in format)) return 'none';
  return JSON.stringify(format).includes('"strict":true') ? 'strict' : String(format.type);
}

/** Takes formats from `takes` on, and says of others what `refuse` says. */
function taking(takes: string[], refuse: ReturnType<Serve>): Serve {
  return (one) => (takes.includes(formatOf(one)) ? { body: completion('{"a":"b"}') } : refuse);
}

test.each([
  [['json_schema'], 400, 'Invalid schema for response_format: strict needs additionalProperties', 2],
  [['json_object', 'none'], 400, "'response_format.type' must be 'json_object' or 'text'", 3],
  [['none'], 422, 'extra field: response_format', 4],
  [['none'], 501, 'json_schema is not implemented', 4],
  [['none'], 500, 'failed to parse grammar', 4],
])('an endpoint that takes %o is asked so from then on', async (takes, status, message, tries) => {
  const { teacher, got, waits } = await stage(taking(takes, { status, body: { error: { message } } }));
  expect((await teacher.complete(question('a', { schema }))).text).toBe('{"a":"b"}');
  expect(got).toHaveLength(tries);
  await teacher.complete(question('b', { schema }));
  expect(got).toHaveLength(tries + 1);
  expect(formatOf(got.at(-1))).toBe(takes[0]);
  expect(waits).toEqual([]);
});

test.each([
  'internal error: grammar worker is restarting',
  'schema registry timed out',
  'guided decoding: out of memory',
])('a 500 that says "%s" passes, and nothing is lowered', async (message) => {
  const fault = { status: 500, body: { error: { message } } };
  const { teacher, got } = await stage(inTurn(fault, fault, fault, { body: completion('{"a":"b"}') }));
  expect((await teacher.complete(question('a', { schema }))).text).toBe('{"a":"b"}');
  expect(got.map(formatOf)).toEqual(['strict', 'strict', 'strict', 'strict']);
});

test('what was never answered with a lower format is asked with the full one again', async () => {
  const broken = { status: 500, body: { error: { message: 'failed to compile the schema into a grammar' } } };
  const busy = { status: 503, body: { error: 'busy' } };
  const { teacher, got } = await stage(inTurn(broken, broken, busy, { body: completion('{"a":"b"}') }));
  await teacher.complete(question('a', { schema }));
  await teacher.complete(question('b', { schema }));
  expect(got.map(formatOf)).toEqual(['strict', 'json_schema', 'json_object', 'strict', 'strict']);
});

test('calls at the same time lower the format by one step together', async () => {
  const { teacher, got } = await stage(taking(['json_schema'], { status: 400, body: { error: 'no strict schema' } }));
  await Promise.all(Array.from({ length: 10 }, () => teacher.complete(question('a', { schema }))));
  expect(got.map(formatOf).filter((format) => format === 'json_schema')).toHaveLength(10);
  expect(got.map(formatOf)).not.toContain('json_object');
});

test('without a schema, a complaint about one is not negotiated', async () => {
  const { teacher } = await stage(() => ({ status: 400, body: { error: 'bad schema' } }));
  expect(await failureOf(teacher.complete(question('a')))).toMatchObject({ code: 'E_TEACHER_REQUEST' });
});

test('a model that wants max_completion_tokens and no temperature gets that', async () => {
  const { teacher, got } = await stage(({ body }) => {
    if (body?.max_tokens) {
      const message =
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
      return { status: 400, body: { error: { message, code: 'unsupported_parameter', param: 'max_tokens' } } };
    }
    if (body?.temperature !== undefined) {
      const message = "Unsupported value: 'temperature' does not support 0.7 with this model.";
      return { status: 400, body: { error: { message, code: 'unsupported_value', param: 'temperature' } } };
    }
    return { body: completion('done') };
  });
  const request = question('a', { sampling: { temperature: 0.7, topP: 0.9 } });
  await teacher.complete(request);
  await teacher.complete(request);
  expect(got).toHaveLength(4);
  expect(got[3]?.body).toMatchObject({ max_completion_tokens: 100, top_p: 0.9 });
  expect(got[3]?.body).not.toHaveProperty('temperature');
});

test('a model that takes temperature or top_p but not both keeps its temperature', async () => {
  const { teacher, got } = await stage(({ body }) => {
    if (body?.temperature === undefined || body.top_p === undefined) return { body: completion('done') };
    return { status: 400, body: { error: { message: '`temperature` and `top_p` cannot both be specified' } } };
  });
  await teacher.complete(question('a', { sampling: { temperature: 0.7, topP: 0.9 } }));
  expect(got[1]?.body).toMatchObject({ temperature: 0.7 });
});
