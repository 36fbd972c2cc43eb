import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import { withoutLogins } from '../text/without-logins.ts';
import { aiSdkBackend } from './ai-sdk/ai-sdk-backend.ts';
import type { Backend } from './backend.ts';
import { filesTransport } from './batch/files.ts';
import { openAiBatches } from './batch/openai.ts';
import type { BatchTransport } from './batch/transport.ts';
import { type GatedOptions, gatedTeacher } from './gated/gated-teacher.ts';
import { limitedTeacher } from './gated/limited-teacher.ts';
import { httpBackend } from './http/http-backend.ts';
import type { HttpBackendOptions } from './http/options.ts';
import { llamaBackend } from './llama/llama-backend.ts';
import { recordingTeacher, replayTeacher } from './recording.ts';
import { REHEARSAL_MODEL, rehearsalTeacher } from './rehearsal/rehearsal.ts';
import { ofStage, roleTeacher } from './roles.ts';
import type { Teacher } from './teacher.ts';

/** A teacher as the user names it, with what it needs. Times in milliseconds. */
export interface EndpointSpec {
  /** `rehearsal`, base URLs of OpenAI-compatible endpoints with commas between, `provider/model`, or `replay:FILE`. */
  teacher: string;
  model: string | null;
  apiKey: string | null;
  headers: Record<string, string>;
  extraBody: Record<string, unknown>;
  concurrency: number | null;
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  timeout: number;
  patience: number;
  /** Text of a PEM file with further certificate authorities. */
  ca: string | null;
  /** Variables of the environment that name proxies. */
  proxies: Readonly<Record<string, string | undefined>>;
  /** Where packages of providers are looked for first. */
  cwd: string;
  /** What no message may show beside `apiKey`: keys that packages of providers read for themselves. */
  secrets?: readonly string[];
  /** Is told of what the user should know while the run goes on: an endpoint that is left out. */
  tell?: (words: string) => void;
}

/** The teachers of a run: one for all stages, and those of stages that have their own. */
export interface TeacherSpec extends EndpointSpec {
  /** Where replies are recorded, if they are. */
  record: string | null;
  roles: Partial<Record<Stage, EndpointSpec>>;
}

/**
 * The teacher that a spec names, not yet opened, recording where it says so. Stages with the same spec share a teacher.
 * Errors: E_USAGE for a name that is none, and those of the backends' options.
 */
export function createTeacher(spec: TeacherSpec): Teacher & Required<Pick<Teacher, 'load'>> {
  const made = new Map<string, Teacher>();
  const make = (one: EndpointSpec) => {
    const name = JSON.stringify(endpointOnly(one));
    const teacher = made.get(name) ?? limitedTeacher(named(one), one.concurrency ?? undefined);
    made.set(name, teacher);
    return teacher;
  };
  const usual = make(spec);
  const roles = Object.entries(spec.roles).map(([stage, one]) => [stage, make(one)]);
  const teacher = roles.length > 0 ? roleTeacher(usual, Object.fromEntries(roles)) : usual;
  return limitedTeacher(spec.record ? recordingTeacher(teacher, spec.record) : teacher);
}

/** The endpoint that a stage's calls go to. */
export function endpointFor(spec: TeacherSpec, stage: Stage): EndpointSpec {
  return ofStage<EndpointSpec>(spec, spec.roles, stage);
}

/** Whether a stage's calls cost money or somebody else's time. */
export function isPaidAt(spec: TeacherSpec, stage: Stage): boolean {
  return isPaid({ teacher: endpointFor(spec, stage).teacher });
}

/** The model that an endpoint is known to ask before it is opened; null where the endpoint says which. */
export function namedModel({ teacher, model }: Pick<EndpointSpec, 'teacher' | 'model'>): string | null {
  return teacher === REHEARSAL_MODEL || PROVIDER.test(teacher) ? teacher : model;
}

/** The batches that a spec names (`batch:openai`, `batch:URL`, `batch:files:DIR`), or null. Errors: E_USAGE. */
export function createBatches(spec: TeacherSpec): BatchTransport | null {
  const { teacher, roles, model } = spec;
  if (!teacher.startsWith('batch:')) return null;
  if (Object.keys(roles).length > 0)
    throw batchUsage('stages have teachers of their own', 'Name one teacher for all stages.');
  const kind = teacher.slice('batch:'.length);
  if (kind.startsWith('files:')) {
    if (model === null) throw batchUsage('no model is named', 'Name with --model the model that will answer.');
    return filesTransport({ dir: resolve(spec.cwd, kind.slice('files:'.length)), model });
  }
  const [url, more] = kind === 'openai' ? ['https://api.openai.com/v1'] : urlsOf(kind);
  if (url === undefined || more !== undefined) {
    throw batchUsage(
      'it is neither batch:openai nor batch:URL nor batch:files:DIR',
      'For example --teacher batch:openai.',
    );
  }
  return openAiBatches({ ...optionsOf(spec, url), tell: spec.tell });
}

function batchUsage(found: string, hint: string): UserError {
  return new UserError('E_USAGE', `Cannot ask in batches: ${found}`, { hint });
}

/** A teacher that only names the model of batches: its calls are put off. */
export function batchTeacher(transport: BatchTransport): Teacher {
  return {
    get model() {
      return transport.model;
    },
    open: (signal) => transport.open(signal),
    complete: () => Promise.reject(new Error('calls in batches are put off, never asked')),
    close: () => transport.close(),
  };
}

function endpointOnly(spec: EndpointSpec & Partial<TeacherSpec>): object {
  const { record: _, roles: __, proxies: ___, secrets: ____, ...endpoint } = spec;
  return endpoint;
}

function named(spec: EndpointSpec): Teacher {
  const { teacher } = spec;
  if (teacher === 'rehearsal') return rehearsalTeacher();
  if (teacher.startsWith('replay:')) return replayTeacher(teacher.slice('replay:'.length));
  return gatedTeacher(backendsOf(spec), gatesOf(spec));
}

function gatesOf({ patience, requestsPerMinute, tokensPerMinute, tell }: EndpointSpec): Partial<GatedOptions> {
  return { patience, requestsPerMinute, tokensPerMinute, tell };
}

/** `provider/model` of the AI SDK. */
const PROVIDER = /^(?!https?\/|\S*:\/\/)[a-z][\w.-]*\/[^\s/]/;

/** The endpoints that a spec names: one a URL, or a provider's model. Errors: E_USAGE. */
export function backendsOf(spec: EndpointSpec): Backend[] {
  const { teacher } = spec;
  const urls = urlsOf(teacher);
  if (urls.length > 0) return urls.map((url) => httpBackend(optionsOf(spec, url)));
  if (/^llama:./.test(teacher)) {
    const file = resolve(spec.cwd, teacher.slice('llama:'.length));
    return [llamaBackend({ ...spec, file })];
  }
  if (PROVIDER.test(teacher)) return [aiSdkBackend({ ...spec, name: teacher })];
  throw new UserError('E_USAGE', `Cannot use teacher "${shownName(teacher)}": it is neither "rehearsal" nor a URL`, {
    hint: 'Give the base URL of an OpenAI-compatible endpoint, for example http://localhost:8000/v1, provider/model, llama:FILE.gguf, batch:openai, or replay:FILE.',
  });
}

/** A name that nothing is known of, as an error may show it: a login can stand before an "@" however the rest is written. */
function shownName(teacher: string): string {
  const open = withoutLogins(teacher);
  return open.includes('@') ? `…${open.slice(open.lastIndexOf('@'))}` : open;
}

/** The URLs in a teacher's name; none where it is another kind of teacher. */
export function urlsOf(teacher: string): string[] {
  if (!/^\s*https?:\/\//i.test(teacher)) return [];
  return teacher.split(/,(?=\s*https?:\/\/)/i).map((url) => url.trim());
}

function optionsOf(spec: EndpointSpec, url: string): HttpBackendOptions {
  const { model, apiKey, headers, extraBody, concurrency, timeout, patience, ca, proxies, secrets } = spec;
  return {
    url,
    headers,
    extraBody,
    timeout,
    patience,
    proxies,
    ...(secrets && { secrets }),
    ...(ca !== null && { ca }),
    ...(model !== null && { model }),
    ...(apiKey !== null && { apiKey }),
    ...(concurrency !== null && { concurrency }),
  };
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

/** Whether calls cost money or somebody else's time: not so for the rehearsal, recordings, and servers on this machine or its network. */
export function isPaid({ teacher, roles = {} }: Pick<EndpointSpec, 'teacher'> & Partial<TeacherSpec>): boolean {
  if (Object.values(roles).some((role) => isPaid(role))) return true;
  if (teacher === 'rehearsal' || /^(?:replay|llama):/.test(teacher)) return false;
  const urls = urlsOf(teacher.replace(/^batch:(?=https?:)/i, ''));
  return urls.length === 0 || urls.some(isFar);
}

function isFar(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, '');
  const family = isIP(host);
  if (family !== 0) return !NEAR.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !/\.(?:localhost|local|internal)$/.test(host);
}
