import { UserError } from '../errors.ts';
import type { RunSettings } from '../run/settings.ts';
import type { TeacherSpec } from '../teacher/open-teacher.ts';
import type { Io } from './io.ts';

/**
 * The teacher that settings name, with its key from the environment: by the name given; else OPENAI_API_KEY for
 * api.openai.com alone, else AGENTINSTRUCT_API_KEY. Errors: E_TEACHER_AUTH when the variable named is not set, or what
 * is given is no name of one; it may be the key then, and is not repeated.
 */
export function teacherSpec(settings: RunSettings, io: Io): TeacherSpec {
  const { teacher, model, headers, extraBody, concurrency, timeout, patience, record } = settings;
  return {
    teacher,
    record,
    model,
    headers,
    extraBody,
    concurrency,
    timeout: timeout * 1000,
    patience: Math.max(patience, timeout * 1.5) * 1000,
    apiKey: keyFor(settings, io),
  };
}

function keyFor({ teacher, apiKeyEnv }: RunSettings, io: Io): string | null {
  if (apiKeyEnv !== null) {
    if (!isVariable(apiKeyEnv)) throw noVariable();
    const key = io.env[apiKeyEnv];
    if (key) return key;
    throw new UserError(
      'E_TEACHER_AUTH',
      `Cannot read the API key: the environment variable "${apiKeyEnv}" is not set`,
      {
        hint: `Set it in your shell, for example: export ${apiKeyEnv}=...`,
      },
    );
  }
  return (isOpenAi(teacher) && io.env.OPENAI_API_KEY) || io.env.AGENTINSTRUCT_API_KEY || null;
}

/** Whether a text can be the name of an environment variable, and so is not a key. */
export function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

function noVariable(): UserError {
  const found = 'what --api-key-env gives is no name of an environment variable';
  return new UserError('E_TEACHER_AUTH', `Cannot read the API key: ${found}`, {
    hint: 'Give the name of the variable that holds the key, not the key itself, for example: --api-key-env MY_API_KEY',
  });
}

/** By the host that is really asked, not by how the text begins. */
function isOpenAi(teacher: string): boolean {
  if (!URL.canParse(teacher)) return false;
  const { protocol, hostname } = new URL(teacher);
  return protocol === 'https:' && hostname === 'api.openai.com';
}
