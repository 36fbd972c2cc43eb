import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { STAGES } from '../data.ts';
import { UserError } from '../errors.ts';
import { CallFailure, type JsonSchema, modelOf, type Request, type Teacher } from './teacher.ts';

const MATERIAL =
  'The lighthouse at Cape Aldern was built in 1874. Its lamp burned whale oil until 1901, when it was changed to ' +
  'electric light. Ships up to thirty kilometres away could see it. The last keeper, Ines Roca, left in 1968.';

/** What `make` gives: a teacher that was not opened yet, and the end of all that it stands on, after the test. */
export interface Made {
  teacher: Teacher;
  close(): Promise<void>;
}

/** Makes of a teacher that cannot answer; absent where a teacher always can. */
export interface Failing {
  /** One whose model has too little room for any request, or filters all of them. */
  request?: () => Promise<Made>;
  /** One that can answer no request for now, and does not wait long for it. */
  all?: () => Promise<Made>;
}

/** The tasks of the requests that {@link testTeacher} makes, with the field of their shape or without one. */
const TASKS = {
  text: ['Say in one sentence what the material is about.'],
  title: ['Give the material a title.', 'title'],
  aborted: ['Say what the material is about.'],
} as const satisfies Record<string, readonly [string, string?]>;
const FIELDS = ['title', 'question', 'summary', 'keeper'];
const fieldTask = (field: string): [string, string] => [`Write the ${field} of the material.`, field];

/** Every request that {@link testTeacher} makes, for teachers that must have heard it before. */
export function contractRequests(): Request[] {
  const tasks: (readonly [string, string?])[] = [...Object.values(TASKS), ...FIELDS.map(fieldTask)];
  return tasks.map((task) => ask(...task));
}

/**
 * What every {@link Teacher} does, as vitest tests. The requests are plain enough for a teacher that goes by rules: one
 * user message with a <material> block, and an object schema of strings or none.
 */
export function testTeacher(name: string, make: () => Promise<Made>, failing: Failing = {}): void {
  testFailing(name, failing);
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
      for (const stage of STAGES) expect(modelOf(made.teacher, stage)).not.toBe('');
      expect(modelOf(made.teacher, 'respond')).toBe(made.teacher.model);
    });

    test('it answers in text', async () => {
      const reply = await made.teacher.complete(ask(...TASKS.text));
      expect(reply.text.trim()).not.toBe('');
      expect(['stop', 'length']).toContain(reply.finish);
      for (const tokens of Object.values(reply.usage ?? {})) expect(tokens).toBeGreaterThanOrEqual(0);
    });

    test('it answers in the shape asked for', async () => {
      const reply = await made.teacher.complete(ask(...TASKS.title));
      expect(JSON.parse(reply.text)).toMatchObject({ title: expect.any(String) });
    });

    test('it keeps answers at the same time apart', async () => {
      const replies = await Promise.all(FIELDS.map((field) => made.teacher.complete(ask(...fieldTask(field)))));
      expect(replies.map(({ text }) => Object.keys(JSON.parse(text)))).toEqual(FIELDS.map((field) => [field]));
    });

    test('it does not begin what was aborted', async () => {
      const reason = new Error('no longer wanted');
      const call = made.teacher.complete(ask(...TASKS.aborted), AbortSignal.abort(reason));
      await expect(call).rejects.toBe(reason);
    });

    test('it lets go promptly of what is aborted on its way, with the reason', async () => {
      const controller = new AbortController();
      const reason = new Error('no longer wanted');
      const call = made.teacher.complete(ask(...TASKS.aborted), controller.signal);
      const end = call.then(
        () => 'answered before',
        (error: unknown) => error,
      );
      controller.abort(reason);
      const start = performance.now();
      expect(['answered before', reason]).toContain(await end);
      expect(performance.now() - start).toBeLessThan(1000);
    });

    test('its place is held until the reply is kept, where it has a load', async () => {
      const kept = Promise.withResolvers<void>();
      await made.teacher.complete(ask(...TASKS.text), undefined, kept.promise);
      const { load } = made.teacher;
      if (load) expect(load.inFlight).toBe(1);
      kept.resolve();
      await new Promise(setImmediate);
      if (load) expect([load.inFlight, load.waiting]).toEqual([0, 0]);
    });

    test('it lets nothing through once it is held, where it has a load, and lets go of what waits', async () => {
      const { load } = made.teacher;
      if (!load) return;
      load.hold();
      const controller = new AbortController();
      const call = made.teacher.complete(ask(...TASKS.text), controller.signal);
      await new Promise(setImmediate);
      expect([load.inFlight, load.waiting, load.capacity]).toEqual([0, 1, 0]);
      controller.abort('enough');
      await expect(call).rejects.toBe('enough');
      expect(load.waiting).toBe(0);
    });

    test('it can be closed twice', async () => {
      await made.teacher.close();
      await made.teacher.close();
    });
  });
}

function testFailing(name: string, { request, all }: Failing): void {
  const failureOf = async (make: () => Promise<Made>) => {
    const { teacher, close } = await make();
    try {
      await teacher.open();
      return await teacher.complete(ask(...TASKS.text)).catch((error: unknown) => error);
    } finally {
      await teacher.close();
      await close();
    }
  };
  if (request)
    test(`${name}: what can never be answered is a failure of the one request`, async () => {
      expect(await failureOf(request)).toBeInstanceOf(CallFailure);
    });
  if (all)
    test(`${name}: that nothing can be answered is an error that says what to do`, async () => {
      const error = await failureOf(all);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code: expect.stringMatching(/^E_TEACHER/), hint: expect.any(String) });
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
