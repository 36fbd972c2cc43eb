import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import type { Stage } from '../data.ts';
import { codeOf, UserError } from '../errors.ts';
import { requestKey } from './key.ts';
import { ReplyShape } from './reply-shape.ts';
import { modelOf, type Reply, type Teacher } from './teacher.ts';

/** A line of a recording: a request's key with the model that was asked, and what it said. */
const Line = z.strictObject({ model: z.string(), key: z.string(), stage: z.string(), reply: ReplyShape });

/** How every line begins that this module writes. */
const HEAD = '{"model":';

/**
 * The teacher, with every reply appended to `path` (JSON Lines) before it is given on. Failures are not recorded.
 * Errors: E_DISK where the file cannot be written.
 */
export function recordingTeacher(teacher: Teacher, path: string): Teacher {
  let last: Promise<void> = Promise.resolve();
  const append = (line: object) => {
    last = last.then(() => appendFile(path, `${JSON.stringify(line)}\n`));
    return last;
  };
  return {
    get model() {
      return teacher.model;
    },
    ...(teacher.modelFor && { modelFor: (stage) => modelOf(teacher, stage) }),
    ...(teacher.load && { load: teacher.load }),
    async open(signal) {
      await guarded(path, () => mkdir(dirname(path), { recursive: true }).then(() => beginLine(path)));
      await teacher.open(signal);
    },
    async complete(request, signal, kept) {
      const reply = await teacher.complete(request, signal, kept);
      const model = modelOf(teacher, request.stage);
      await guarded(path, () => append({ model, key: requestKey(model, request), stage: request.stage, reply }));
      return reply;
    },
    close: () => teacher.close(),
  };
}

/** Makes the file, and ends a last line that was cut off, so that the next one stands by itself. */
async function beginLine(path: string): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: Math.max(0, size - 1) });
    if (size > 0 && buffer.toString() !== '\n') await file.appendFile('\n');
  } finally {
    await file.close();
  }
}

/**
 * Answers from a recording and asks nobody. Lines that were cut off as they were written are passed over. A request that is not in it ends the run with what is missing. Its model is
 * the recording's. Errors: E_TEACHER for a file that cannot be read, holds nothing, or lacks a reply.
 */
export function replayTeacher(path: string): Teacher {
  const replies = new Map<string, Reply>();
  const models = new Map<string, string>();
  const modelFor = (stage: Stage) => models.get(stage) ?? model;
  let model = '';
  return {
    get model() {
      return modelFor('respond');
    },
    modelFor,
    async open() {
      for await (const line of linesOf(path)) {
        model ||= line.model;
        models.set(line.stage, line.model);
        replies.set(line.key, line.reply);
      }
      if (replies.size > 0) return;
      throw unreadable(path, 'it holds no reply');
    },
    close: async () => {},
    async complete(request, signal) {
      signal?.throwIfAborted();
      const reply = replies.get(requestKey(modelFor(request.stage), request));
      if (reply) return reply;
      throw new UserError(
        'E_TEACHER',
        `Cannot answer from "${path}": it holds no reply to a ${request.stage} request`,
        {
          hint: 'Seeds, prompts and settings must be as they were; else ask the teacher again with --record to the same file.',
        },
      );
    },
  };
}

async function* linesOf(path: string): AsyncIterable<z.infer<typeof Line>> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  try {
    for await (const text of lines) {
      number++;
      const line = text.trim() === '' ? undefined : jsonIn(text);
      if (line !== undefined) yield Line.parse(line);
    }
  } catch (cause) {
    throw unreadable(path, foundBy(codeOf(cause)) ?? `line ${number} is no line of a recording`, cause);
  }
}

function foundBy(code: string | undefined): string | undefined {
  return code === 'ENOENT' ? 'there is no such file (ENOENT)' : code;
}

/** The JSON in a line; undefined where the line is the beginning of one of a recording. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.startsWith(HEAD) || HEAD.startsWith(text)) return undefined;
    throw error;
  }
}

function unreadable(path: string, found: string, cause?: unknown): UserError {
  return new UserError('E_TEACHER', `Cannot replay "${path}": ${found}`, {
    hint: 'Give a file that generate --record has written.',
    cause,
  });
}

async function guarded(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const hint = 'Free some space, or give another file to --record.';
    throw new UserError('E_DISK', `Cannot write "${path}": ${codeOf(cause) ?? 'unwritable'}`, { hint, cause });
  }
}
