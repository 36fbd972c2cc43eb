import { UserError } from '../errors.ts';
import { openHttpTeacher } from './http/http-teacher.ts';
import { rehearsalTeacher } from './rehearsal/rehearsal.ts';
import type { Teacher } from './teacher.ts';

/** A teacher as the user names it, with what it needs. Times in milliseconds. */
export interface TeacherSpec {
  /** `rehearsal`, or the base URL of an OpenAI-compatible endpoint. */
  teacher: string;
  model: string | null;
  apiKey: string | null;
  headers: Record<string, string>;
  extraBody: Record<string, unknown>;
  concurrency: number | null;
  timeout: number;
  patience: number;
}

/** The teacher that a spec names, not yet opened. Errors: E_USAGE for a name that is none. */
export function createTeacher(spec: TeacherSpec): Teacher {
  const { teacher, model, apiKey, headers, extraBody, concurrency, timeout, patience } = spec;
  if (teacher === 'rehearsal') return rehearsalTeacher();
  if (/^https?:\/\//.test(teacher)) {
    return openHttpTeacher({
      url: teacher,
      headers,
      extraBody,
      timeout,
      patience,
      ...(model !== null && { model }),
      ...(apiKey !== null && { apiKey }),
      ...(concurrency !== null && { concurrency }),
    });
  }
  throw new UserError('E_USAGE', `Cannot use teacher "${teacher}": it is neither "rehearsal" nor a URL`, {
    hint: 'Give the base URL of an OpenAI-compatible endpoint, for example http://localhost:8000/v1.',
  });
}

/** Whether calls cost money or somebody else's time: not so for the rehearsal and for servers on this machine. */
export function isPaid(spec: Pick<TeacherSpec, 'teacher'>): boolean {
  if (!/^https?:/.test(spec.teacher)) return false;
  const { hostname } = new URL(spec.teacher);
  return (
    !/^(localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname) && hostname.includes('.')
  );
}
