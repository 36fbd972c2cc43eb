import { availableParallelism } from 'node:os';
import { messageOf, UserError } from '../../errors.ts';
import { wordsOf } from '../http/words.ts';
import { importPeer } from '../import-peer.ts';

/** What one evaluation is asked; a part of node-llama-cpp's options. */
export interface Evaluation {
  maxTokens: number;
  temperature: number;
  topP?: number;
  seed: number;
  grammar?: object;
  functions?: Record<string, { description: string; params: object }>;
  signal: AbortSignal;
  repeatPenalty: false;
}

/** A chat on a sequence of a context, as far as it is used here. */
export interface Chat {
  generateResponse(history: readonly object[], evaluation: Evaluation): Promise<unknown>;
}

/** One of the sequences of a context: what it evaluated is kept and found again by a prompt that begins alike. */
export interface Sequence {
  chat: Chat;
  /** Tokens that lie in it after an evaluation, prompt and reply. */
  length(): number;
  /** Tokens that were evaluated so far: those of prompts that were not found again, and those written. */
  evaluated(): { input: number; output: number };
}

/** A model that is loaded in this process. */
export interface LoadedModel {
  sequences: Sequence[];
  /** Tokens of a sequence. */
  room: number;
  tokens(text: string): number;
  grammar(schema: object): Promise<object>;
  dispose(): Promise<void>;
}

/** How a file is loaded. */
export interface LlamaFile {
  file: string;
  /** Sequences at once. */
  sequences: number;
  /** Most tokens of each. */
  room: number;
  cwd: string;
  redact: (text: string) => string;
}

interface Runtime {
  getLlama(options: object): Promise<Llama>;
  LlamaChat: new (options: object) => Chat;
}
interface Llama {
  loadModel(options: object): Promise<Model>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
  dispose(): Promise<void>;
}
interface Model {
  trainContextSize: number;
  createContext(options: object): Promise<{ contextSize: number; getSequence(): ContextSequence }>;
  tokenize(text: string): readonly number[];
}
interface ContextSequence {
  nextTokenIndex: number;
  tokenMeter: { usedInputTokens: number; usedOutputTokens: number };
}

/**
 * Loads a GGUF file with node-llama-cpp (an optional peer, version 3) on what the machine has; nothing is built or
 * fetched. Errors: E_TEACHER naming what to install, or what the runtime says of the file, redacted and cut.
 */
export async function loadLlama({ file, sequences, room, cwd, redact }: LlamaFile): Promise<LoadedModel> {
  const name = `llama:${file}`;
  const instead = 'Or serve the file: llama-server, and give its URL.';
  const module = await importPeer({ wanted: 'node-llama-cpp', cwd, teacher: name, instead, redact });
  if (!isRuntime(module)) throw unusable(name, 'the package node-llama-cpp is of another version');
  const { getLlama, LlamaChat } = module;
  try {
    const llama = await getLlama({ build: 'never', logLevel: 'error', maxThreads: availableParallelism() });
    const model = await llama.loadModel({ modelPath: file });
    const size = { max: Math.min(room, model.trainContextSize) };
    const context = await model.createContext({
      sequences,
      contextSize: size,
      batching: { dispatchSchedule: 'nextCycle' },
    });
    const made = Array.from({ length: sequences }, (): Sequence => {
      const sequence = context.getSequence();
      return {
        chat: new LlamaChat({ contextSequence: sequence, chatWrapper: 'auto' }),
        length: () => sequence.nextTokenIndex,
        evaluated: () => ({ input: sequence.tokenMeter.usedInputTokens, output: sequence.tokenMeter.usedOutputTokens }),
      };
    });
    return {
      sequences: made,
      room: context.contextSize,
      tokens: (text) => model.tokenize(text).length,
      grammar: (schema) => llama.createGrammarForJsonSchema(schema),
      dispose: () => llama.dispose(),
    };
  } catch (cause) {
    throw unusable(name, wordsOf(messageOf(cause), redact).shown);
  }
}

function isRuntime(module: unknown): module is Runtime {
  return (
    typeof module === 'object' &&
    module !== null &&
    'getLlama' in module &&
    typeof module.getLlama === 'function' &&
    'LlamaChat' in module &&
    typeof module.LlamaChat === 'function'
  );
}

function unusable(name: string, found: string): UserError {
  return new UserError('E_TEACHER', `Cannot use teacher "${name}": ${found}`, {
    hint: 'Look whether the file is a GGUF model that fits into memory, and at the version of node-llama-cpp (3).',
  });
}
