import { MockLanguageModelV4 } from 'ai/test';
import { gatedTeacher } from '../gated/gated-teacher.ts';
import { type AiSdkOptions, aiSdkBackend } from './ai-sdk-backend.ts';

const USAGE = {
  inputTokens: { total: 12, noCache: 8, cacheRead: 4, cacheWrite: 0 },
  outputTokens: { total: 5, text: 3, reasoning: 2 },
};
type Mock = ConstructorParameters<typeof MockLanguageModelV4>[0];
type Generate = Exclude<NonNullable<NonNullable<Mock>['doGenerate']>, unknown[]>;

/** A teacher whose model is the AI SDK's own mock, and the mock. */
export function teacherOf(doGenerate: unknown, more: Partial<AiSdkOptions> = {}) {
  const language = new MockLanguageModelV4({ doGenerate: doGenerate as Generate });
  const options = {
    name: 'mock/big',
    apiKey: null,
    headers: {},
    extraBody: {},
    concurrency: null,
    timeout: 5000,
    cwd: '.',
  };
  const sleep = async () => {};
  const asked = {
    ...options,
    language: { doGenerate: (given: object) => language.doGenerate(given as never) },
    ...more,
  };
  return { language, teacher: gatedTeacher([aiSdkBackend(asked)], { sleep, random: () => 0, patience: 5000 }) };
}

/** What the mock gives for a text. */
export const says = (text: string, more: object = {}) => ({
  content: [{ type: 'text', text }],
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: USAGE,
  warnings: [],
  ...more,
});
