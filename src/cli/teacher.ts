import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Stage } from '../data.ts';
import { codeOf, UserError } from '../errors.ts';
import { ROLES } from '../run/role-names.ts';
import type { Role, RunSettings } from '../run/settings.ts';
import { type EndpointSpec, type TeacherSpec, urlsOf } from '../teacher/open-teacher.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const SECRET = /_API_KEY$|_TOKEN$|_SECRET/i;
/** What is shorter may be a word of any message. */
const SHORTEST_SECRET = 8;

/**
 * The teachers that settings name, with their keys from the environment: by the name given; else OPENAI_API_KEY for
 * api.openai.com alone, else AGENTINSTRUCT_API_KEY. Errors: E_TEACHER_AUTH when the variable named is not set, or what
 * is given is no name of one; it may be the key then, and is not repeated. E_CONFIG for a --ca that cannot be read.
 */
export function teacherSpec(settings: RunSettings, io: Io): TeacherSpec {
  const { model, headers, extraBody, concurrency, timeout, patience, record, requestsPerMinute, tokensPerMinute } =
    settings;
  const teacher = settings.teacher.default;
  const usual: EndpointSpec = {
    teacher,
    model,
    headers,
    extraBody,
    concurrency,
    requestsPerMinute,
    tokensPerMinute,
    timeout: timeout * 1000,
    patience: Math.max(patience, timeout * 1.5) * 1000,
    apiKey: keyFor(teacher, settings.apiKeyEnv, io),
    ca: settings.ca === null ? null : readAuthorities(resolve(io.cwd, settings.ca)),
    proxies: Object.fromEntries(PROXIES.map((name) => [name, io.env[name]])),
    cwd: io.cwd,
    secrets: secretsIn(io.env),
    tell: (words) => io.err(printable(words)),
  };
  const roles: Partial<Record<Stage, EndpointSpec>> = {};
  for (const stage of ROLES) {
    const role = settings.teacher[stage];
    if (role !== undefined) roles[stage] = roleSpec(usual, settings.apiKeyEnv, role, io);
  }
  return { ...usual, record, roles };
}

/** The teachers that settings name, to be spoken of and not asked: no key or certificate is read. */
export function unaskedSpec(settings: RunSettings, io: Io): TeacherSpec {
  const { default: usual, ...roles } = settings.teacher;
  const keyless = ([stage, role]: [string, Role | undefined]) => {
    return [stage, typeof role === 'object' ? { ...role, apiKeyEnv: undefined } : role] as const;
  };
  const teacher = { ...Object.fromEntries(Object.entries(roles).map(keyless)), default: usual };
  return teacherSpec({ ...settings, teacher, apiKeyEnv: null, ca: null }, io);
}

/** The teacher of judges: their own where one is named, else the default one. Errors: as {@link teacherSpec}. */
export function judgeSpec(settings: RunSettings, io: Io): TeacherSpec {
  const { roles: _, ...usual } = teacherSpec(settings, io);
  const role = settings.teacher.judge;
  const spec = role === undefined ? usual : roleSpec(usual, settings.apiKeyEnv, role, io);
  return { ...spec, record: usual.record, roles: {} };
}

/** The teacher of a stage: at the default one's endpoint, with its key, unless it names another. */
function roleSpec(usual: EndpointSpec, apiKeyEnv: string | null, given: Role, io: Io): EndpointSpec {
  const role = typeof given === 'string' ? shortRole(given) : given;
  const elsewhere = role.teacher !== undefined && role.teacher !== usual.teacher;
  const spec = elsewhere ? { ...usual, headers: {}, extraBody: {}, model: null } : usual;
  const teacher = role.teacher ?? modelAt(usual.teacher, role.model);
  const variable = role.apiKeyEnv ?? (elsewhere ? null : apiKeyEnv);
  const own = Object.entries(role).filter(([name, value]) => name !== 'apiKeyEnv' && value !== undefined);
  return { ...spec, ...Object.fromEntries(own), teacher, apiKey: keyFor(teacher, variable, io) };
}

function shortRole(text: string): Exclude<Role, string> {
  return urlsOf(text).length > 0 || text === 'rehearsal' ? { teacher: text } : { model: text };
}

/** The same provider's other model, where the default teacher is named `provider/model`. */
function modelAt(teacher: string, model: string | undefined): string {
  const provider = /^([a-z][\w.-]*)\/\S/.exec(teacher)?.[1];
  return provider !== undefined && urlsOf(teacher).length === 0 && model !== undefined
    ? `${provider}/${model}`
    : teacher;
}

function readAuthorities(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError('E_CONFIG', `Cannot read the certificates in "${path}": ${codeOf(cause) ?? 'unreadable'}`, {
      hint: 'Give a PEM file to --ca.',
      cause,
    });
  }
}

function keyFor(teacher: string, apiKeyEnv: string | null, io: Io): string | null {
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
  if (!/^(batch:)?\s*(https?:|openai$)/i.test(teacher)) return null;
  return (isOpenAi(teacher) && io.env.OPENAI_API_KEY) || io.env.AGENTINSTRUCT_API_KEY || null;
}

/** Values of variables that are named like keys: packages of providers read them for themselves, and no message may show them. */
function secretsIn(env: Io['env']): string[] {
  const named = Object.entries(env).filter(([name]) => SECRET.test(name));
  return named.flatMap(([, value = '']) => (value.length >= SHORTEST_SECRET ? [value] : []));
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

/** By the host that is really asked, not by how the text begins; of several, all must be it. */
function isOpenAi(teacher: string): boolean {
  if (teacher === 'batch:openai') return true;
  const urls = urlsOf(teacher.replace(/^batch:(?=https?:)/i, ''));
  return urls.length > 0 && urls.every((url) => URL.canParse(url) && isOpenAiUrl(new URL(url)));
}

function isOpenAiUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && hostname === 'api.openai.com';
}

/** Whether nobody but the rehearsal teacher is asked. */
export function isRehearsed({ teacher }: RunSettings): boolean {
  return teacher.default === 'rehearsal' && ROLES.every((stage) => (teacher[stage] ?? 'rehearsal') === 'rehearsal');
}
