import type { RunSettings } from '../run/settings.ts';
import { withoutLogins } from '../text/without-logins.ts';
import { masked } from './masked.ts';

/** The teachers of a run as they may be shown: the name alone where stages have none of their own; no secrets. */
export function shownTeachers(teachers: RunSettings['teacher']): unknown {
  const shown = Object.entries(teachers).map(([stage, role]) => [stage, shownRole(role)]);
  return shown.length === 1 ? shownRole(teachers.default) : Object.fromEntries(shown);
}

function shownRole(role: RunSettings['teacher'][keyof RunSettings['teacher']]): unknown {
  if (typeof role === 'string') return withoutLogins(role);
  const { teacher, headers, extraBody, ...rest } = role ?? {};
  return {
    ...(teacher !== undefined && { teacher: withoutLogins(teacher) }),
    ...rest,
    ...(headers && { headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '***'])) }),
    ...(extraBody && { extraBody: masked(extraBody) }),
  };
}
