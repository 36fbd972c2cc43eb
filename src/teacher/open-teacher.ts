import { BlockList, isIP } from 'node:net';
import { UserError } from '../errors.ts';
import { openHttpTeacher } from './http/http-teacher.ts';
import { recordingTeacher, replayTeacher } from './recording.ts';
import { rehearsalTeacher } from './rehearsal/rehearsal.ts';
import type { Teacher } from './teacher.ts';

/** A teacher as the user names it, with what it needs. Times in milliseconds. */
export interface TeacherSpec {
  /** `rehearsal`, the base URL of an OpenAI-compatible endpoint, or `replay:` and the file of a recording. */
  teacher: string;
  /** Where replies are recorded, if they are. */
  record?: string | null;
  model: string | null;
  apiKey: string | null;
  headers: Record<string, string>;
  extraBody: Record<string, unknown>;
  concurrency: number | null;
  timeout: number;
  patience: number;
}

/** The teacher that a spec names, not yet opened, recording where it says so. Errors: E_USAGE for a name that is none. */
export function createTeacher(spec: TeacherSpec): Teacher {
  const teacher = named(spec);
  return spec.record ? recordingTeacher(teacher, spec.record) : teacher;
}

function named(spec: TeacherSpec): Teacher {
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
  if (teacher.startsWith('replay:')) return replayTeacher(teacher.slice('replay:'.length));
  throw new UserError('E_USAGE', `Cannot use teacher "${teacher}": it is neither "rehearsal" nor a URL`, {
    hint: 'Give the base URL of an OpenAI-compatible endpoint, for example http://localhost:8000/v1, or replay:FILE.',
  });
}

/** Addresses of this machine and of private networks (RFC 1918, 4193, 3927, 4291). */
const NEAR = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits, 'ipv4');
NEAR.addAddress('0.0.0.0', 'ipv4');
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');
NEAR.addSubnet('fe80::', 10, 'ipv6');

/** Whether calls cost money or somebody else's time: not so for the rehearsal and for servers on this machine or its network. */
export function isPaid(spec: Pick<TeacherSpec, 'teacher'>): boolean {
  if (!/^https?:/.test(spec.teacher) || !URL.canParse(spec.teacher)) return false;
  const host = new URL(spec.teacher).hostname.replaceAll(/^\[|\]$/g, '');
  const family = isIP(host);
  if (family !== 0) return !NEAR.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !/\.(?:localhost|local|internal)$/.test(host);
}
