import { UserError } from '../errors.ts';
import type { RunSettings } from '../run/settings.ts';
import type { TeacherSpec } from '../teacher/open-teacher.ts';
import type { Io } from './io.ts';

/**
 * The teacher that settings name, with its key from the environment: by the name given; else OPENAI_API_KEY for
 * api.openai.com alone, else AGENTINSTRUCT_API_KEY. Errors: E_TEACHER_AUTH when the variable named is not set.
 */
export function teacherSpec(settings: RunSettings, io: Io): TeacherSpec {
  const { teacher, model, headers, extraBody, concurrency, timeout, patience } = settings;
  return {
    teacher,
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

/** By the host that is really asked, not by how the text begins. */
function isOpenAi(teacher: string): boolean {
  if (!URL.canParse(teacher)) return false;
  const { protocol, hostname } = new URL(teacher);
  return protocol === 'https:' && hostname === 'api.openai.com';
}
