import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonSchema, Request, Teacher } from './teacher.ts';

const MATERIAL =
  'The lighthouse at Cape Aldern was built in 1874. Its lamp burned whale oil until 1901, when it was changed to ' +
  'electric light. Ships up to thirty kilometres away could see it. The last keeper, Ines Roca, left in 1968.';

/** What `make` gives: a teacher that was not opened yet, and the end of all that it stands on, after the test. */
export interface Made {
  teacher: Teacher;
  close(): Promise<void>;
}

/**
 * What every {@link Teacher} does, as vitest tests. The requests are plain enough for a teacher that goes by rules: one
 * user message with a <material> block, and an object schema of strings or none.
 */
export function testTeacher(name: string, make: () => Promise<Made>): void {
  describe(`${name} keeps the contract of a teacher`, () => {
    let made: Made;
    beforeEach(async () => {
      made = await make();
      await made.teacher.open();
    });
    afterEach(async () => {
      await made.teacher.close();
      await made.close();
    });

    test('it names its model, and what it can bear if it minds', () => {
      expect(made.teacher.model).not.toBe('');
      expect(made.teacher.load?.capacity ?? 1).toBeGreaterThan(0);
    });

    test('it answers in text', async () => {
      const reply = await made.teacher.complete(ask('Say in one sentence what the material is about.'));
      expect(reply.text.trim()).not.toBe('');
      expect(['stop', 'length']).toContain(reply.finish);
      for (const tokens of Object.values(reply.usage ?? {})) expect(tokens).toBeGreaterThanOrEqual(0);
    });

    test('it answers in the shape asked for', async () => {
      const reply = await made.teacher.complete(ask('Give the material a title.', 'title'));
      expect(JSON.parse(reply.text)).toMatchObject({ title: expect.any(String) });
    });

    test('it keeps answers at the same time apart', async () => {
      const fields = ['title', 'question', 'summary', 'keeper'];
      const replies = await Promise.all(
        fields.map((field) => made.teacher.complete(ask(`Write the ${field} of the material.`, field))),
      );
      expect(replies.map(({ text }) => Object.keys(JSON.parse(text)))).toEqual(fields.map((field) => [field]));
    });

    test('it does not begin what was aborted', async () => {
      const reason = new Error('no longer wanted');
      const call = made.teacher.complete(ask('Say what the material is about.'), AbortSignal.abort(reason));
      await expect(call).rejects.toBe(reason);
    });

    test('it lets go promptly of what is aborted on its way, with the reason', async () => {
      const controller = new AbortController();
      const reason = new Error('no longer wanted');
      const call = made.teacher.complete(ask('Say what the material is about.'), controller.signal);
      const end = call.then(
        () => 'answered before',
        (error: unknown) => error,
      );
      controller.abort(reason);
      const start = performance.now();
      expect(['answered before', reason]).toContain(await end);
      expect(performance.now() - start).toBeLessThan(1000);
    });

    test('it can be closed twice', async () => {
      await made.teacher.close();
      await made.teacher.close();
    });
  });
}

function ask(task: string, field?: string): Request {
  const shape = field ? `\n\nAnswer with a JSON object with one field, "${field}": a text.` : '';
  return {
    messages: [{ role: 'user', content: `<material>\n${MATERIAL}\n</material>\n\n${task}${shape}` }],
    ...(field && { schema: schemaOf(field) }),
    sampling: { temperature: 0 },
    sample: 0,
    try: 0,
    maxTokens: 400,
    stage: 'transform',
    order: 0,
  };
}

function schemaOf(field: string): JsonSchema {
  return {
    type: 'object',
    properties: { [field]: { type: 'string' } },
    required: [field],
    additionalProperties: false,
  };
}
