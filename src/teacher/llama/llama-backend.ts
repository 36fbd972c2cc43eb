import { basename } from 'node:path';
import { messageOf } from '../../errors.ts';
import { draw } from '../../text/draw.ts';
import type { Attempted, Backend } from '../backend.ts';
import type { Call } from '../call-signal.ts';
import { TimedOut } from '../http/exchange.ts';
import { redactorOf, type Secrets } from '../http/redact.ts';
import { wordsOf } from '../http/words.ts';
import { requestKey } from '../key.ts';
import { schemaJson } from '../schema-json.ts';
import { CallFailure, type JsonSchema, type Reply, type Request } from '../teacher.ts';
import { historyOf } from './history.ts';
import { replyOf } from './reply.ts';
import { type Evaluation, type LoadedModel, loadLlama, type Sequence } from './runtime.ts';

/** Which file, and how it is asked. */
export interface LlamaOptions extends Secrets {
  file: string;
  /** Replies at once. Null: 4. */
  concurrency: number | null;
  /** Milliseconds for one reply. */
  timeout: number;
  cwd: string;
}

const USUAL = 4;
/** Tokens of a prompt and its reply, unless the model was trained on fewer. */
const ROOM = 16_384;
/** Tokens that a chat template may add. */
const TEMPLATE = 64;
const GRAMMARS = 64;

/**
 * A GGUF file that is loaded in this process by node-llama-cpp (an optional peer). Schemas become grammars; prompts that
 * begin alike share what was evaluated of them. Draws are seeded by the request's key: a reply comes again as it was.
 */
export function llamaBackend(options: LlamaOptions): Backend {
  const { file, concurrency, timeout, cwd } = options;
  const redact = redactorOf(options);
  const sequences = concurrency ?? USUAL;
  const name = basename(file, '.gguf');
  const free: { sequence: Sequence; affinity: string | undefined }[] = [];
  const grammars = new Map<string, Promise<object>>();
  let loaded: LoadedModel | null = null;

  function grammarOf(model: LoadedModel, schema: JsonSchema): Promise<object> {
    const json = schemaJson(schema);
    const known = grammars.get(json);
    if (known) return known;
    if (grammars.size >= GRAMMARS) grammars.delete(grammars.keys().next().value ?? '');
    const made = model.grammar(schema);
    grammars.set(json, made);
    return made;
  }

  /** What is asked of the runtime. Throws CallFailure where prompt and reply cannot fit. */
  async function evaluationOf(model: LoadedModel, request: Request, signal: AbortSignal): Promise<Evaluation> {
    const { messages, schema, tools, sampling, maxTokens } = request;
    const prompt = messages.reduce((sum, { content }) => sum + model.tokens(content) + 8, TEMPLATE);
    const room = model.room - prompt;
    if (room < Math.min(maxTokens, TEMPLATE)) {
      throw new CallFailure('too-long', `The prompt takes ${prompt} of the ${model.room} tokens that fit`);
    }
    const functions = tools?.map(({ function: { name, description, parameters } }) => {
      return [name, { description, params: parameters }] as const;
    });
    return {
      maxTokens: Math.min(maxTokens, room),
      temperature: sampling.temperature ?? 0,
      ...(sampling.topP !== undefined && { topP: sampling.topP }),
      seed: draw(requestKey(name, request)).index(2 ** 31),
      ...(functions
        ? { functions: Object.fromEntries(functions) }
        : schema && { grammar: await grammarOf(model, schema) }),
      signal,
      repeatPenalty: false,
    };
  }

  async function evaluate(model: LoadedModel, request: Request, signal: AbortSignal): Promise<Reply> {
    const evaluation = await evaluationOf(model, request, signal);
    const at = free.findIndex(({ affinity }) => affinity === request.affinity);
    const [taken] = free.splice(Math.max(0, at), 1);
    if (!taken) throw new Error('more requests than sequences');
    const { sequence } = taken;
    try {
      const before = sequence.evaluated();
      const response = await sequence.chat.generateResponse(historyOf(request.messages), evaluation);
      const after = sequence.evaluated();
      const written = after.output - before.output;
      const read = after.input - before.input;
      const prompt = Math.max(read, sequence.length() - written);
      return replyOf(response, { promptTokens: prompt, cachedTokens: prompt - read, completionTokens: written });
    } finally {
      free.push({ sequence, affinity: request.affinity });
    }
  }

  return {
    name: `llama:${file}`,
    model: name,
    capacity: { fixed: sequences },
    async open(signal) {
      signal?.throwIfAborted();
      loaded ??= await loadLlama({ file, sequences, room: ROOM, cwd, redact });
      for (const sequence of loaded.sequences) free.push({ sequence, affinity: undefined });
    },
    async attempt(request, call: Call, left): Promise<Attempted> {
      call.check();
      if (!loaded) throw new Error('the model is not loaded');
      const controller = new AbortController();
      const limit = Math.min(timeout, left);
      const timer = setTimeout(() => controller.abort(), limit);
      call.current = { stop: () => controller.abort() };
      try {
        const reply = await evaluate(loaded, request, controller.signal);
        call.check();
        return { reply };
      } catch (error) {
        call.check();
        if (error instanceof CallFailure) throw error;
        if (!controller.signal.aborted)
          return { status: null, words: wordsOf(messageOf(error), redact).shown, waitMs: null };
        return { status: null, words: new TimedOut(limit).message, waitMs: null, timedOut: true };
      } finally {
        clearTimeout(timer);
        call.current = null;
      }
    },
    async close() {
      const model = loaded;
      loaded = null;
      await model?.dispose();
    },
  };
}
