import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { codeOf, messageOf, UserError } from '../errors.ts';
import { RunSettings } from '../run/settings.ts';
import { nearest } from '../text/nearest.ts';
import type { Io } from './io.ts';

const FILES = ['agentinstruct.config.yaml', 'agentinstruct.config.yml', 'agentinstruct.config.ts'];

/** Environment variables that give settings, by the setting. */
const ENVIRONMENT: Record<string, string> = {
  teacher: 'AGENTINSTRUCT_TEACHER',
  model: 'AGENTINSTRUCT_MODEL',
  out: 'AGENTINSTRUCT_OUT',
};

/** A run's settings, and where each that is not a default came from. */
export interface Resolved {
  settings: RunSettings;
  from: Record<string, 'flag' | 'config' | 'environment'>;
  configFile: string | null;
}

/** Flags before config file before environment before defaults. Errors: E_CONFIG naming the setting and the allowed ones. */
export async function resolveSettings(
  seeds: readonly string[],
  flags: Record<string, unknown>,
  io: Io,
): Promise<Resolved> {
  const { path, values } = await readConfig(typeof flags.config === 'string' ? flags.config : null, io.cwd);
  const environment = Object.fromEntries(
    Object.entries(ENVIRONMENT).flatMap(([name, variable]) => (io.env[variable] ? [[name, io.env[variable]]] : [])),
  );
  const given: Record<string, unknown> = { ...settingsOf(flags), ...(seeds.length > 0 && { seeds }) };
  const merged = merge(merge(environment, values), given);
  const sets = Array.isArray(flags.set) ? flags.set.map(String) : [];
  const whole = sets.reduce((all, each) => merge(all, readSet(each)), merged);
  const parsed = RunSettings.safeParse(whole);
  if (!parsed.success) throw configError(parsed.error, path ?? 'the command line');
  const from: Resolved['from'] = {};
  for (const name of Object.keys(environment)) from[name] = 'environment';
  for (const name of Object.keys(values)) from[name] = 'config';
  for (const name of [...Object.keys(given), ...sets.map((each) => each.split(/[.=]/)[0] ?? '')]) from[name] = 'flag';
  return { settings: parsed.data, from, configFile: path };
}

/** Settings that flags gave, by the settings' names; a command's own flags are not among them. */
function settingsOf(flags: Record<string, unknown>): Record<string, unknown> {
  const renamed: Record<string, string> = {
    skillsDir: 'skillsDirs',
    header: 'headers',
    rpm: 'requestsPerMinute',
    tpm: 'tokensPerMinute',
  };
  const named = Object.entries(flags).map(([name, value]) => [renamed[name] ?? name, value] as const);
  return Object.fromEntries(
    named.filter(([name, value]) => value !== undefined && name in RunSettings.shape && name !== 'seeds'),
  );
}

async function readConfig(
  asked: string | null,
  cwd: string,
): Promise<{ path: string | null; values: Record<string, unknown> }> {
  const [name, second] = asked === null ? FILES.filter((file) => existsSync(join(cwd, file))) : [asked];
  if (second !== undefined) {
    throw new UserError('E_CONFIG', `Cannot choose a config: there are "${name}" and "${second}"`, {
      hint: 'Remove one of them, or name one with --config.',
    });
  }
  if (name === undefined) return { path: null, values: {} };
  const path = isAbsolute(name) ? name : resolve(cwd, name);
  let value: unknown;
  try {
    if (/\.[cm]?[jt]s$/.test(path)) {
      const module: { default?: unknown } = await import(pathToFileURL(path).href);
      value = module.default;
    } else value = parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const found = codeOf(cause) === 'ENOENT' ? 'there is no such file' : messageOf(cause);
    throw new UserError('E_CONFIG', `Cannot read config "${name}": ${found}`, {
      hint: 'Write YAML with "name: value" lines; "agentinstruct config print" shows all names.',
      cause,
    });
  }
  if (value === null || value === undefined) return { path: name, values: {} };
  const record = z.record(z.string(), z.unknown()).safeParse(value);
  if (record.success) return { path: name, values: record.data };
  throw new UserError('E_CONFIG', `Cannot read config "${name}": it is not a list of settings`, {
    hint: 'Write "name: value" lines; "agentinstruct config print" shows all names.',
  });
}

function readSet(text: string): Record<string, unknown> {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new UserError('E_CONFIG', `Cannot set "${text}": there is no "=" in it`, {
      hint: 'Write --set name=value, for example --set draws.types=4.',
    });
  }
  let value: unknown;
  try {
    value = parse(text.slice(at + 1));
  } catch (cause) {
    throw new UserError('E_CONFIG', `Cannot set "${text.slice(0, at)}": ${messageOf(cause)}`, {
      hint: 'The value is read as YAML; put what holds special characters in quotation marks.',
      cause,
    });
  }
  const names = text.slice(0, at).split('.');
  const nested = (rest: readonly string[]): unknown => {
    const [name, ...below] = rest;
    return name === undefined ? value : { [name]: nested(below) };
  };
  return { [names[0] ?? '']: nested(names.slice(1)) };
}

/** As {@link mergeDeep}; a teacher that is only named is the default one. */
function merge(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  return mergeDeep(unfolded(below), unfolded(above));
}

function unfolded(values: Record<string, unknown>): Record<string, unknown> {
  return typeof values.teacher === 'string' ? { ...values, teacher: { default: values.teacher } } : values;
}

function mergeDeep(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const under = merged[name];
    merged[name] = isRecord(under) && isRecord(value) ? mergeDeep(under, value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function configError(error: z.ZodError, where: string): UserError {
  const issue = error.issues[0];
  const names = Object.keys(RunSettings.shape);
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const name = [...issue.path, key].join('.');
    const near = nearest(name, issue.path.length > 0 ? nestedNames() : names);
    return new UserError('E_CONFIG', `Cannot use setting "${name}" of ${where}: there is no such setting`, {
      hint: near ? `Did you mean "${near}"?` : `There are: ${names.join(', ')}.`,
    });
  }
  return new UserError('E_CONFIG', `Cannot use setting "${issue?.path.join('.')}" of ${where}: ${issue?.message}`, {
    hint: '"agentinstruct config print" shows all settings with their values.',
  });
}

function nestedNames(): string[] {
  return Object.entries(RunSettings.parse({})).flatMap(([name, value]) =>
    isRecord(value) ? Object.keys(value).map((inner) => `${name}.${inner}`) : [],
  );
}
