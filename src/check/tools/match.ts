import { holds, plain } from '../forms/form.ts';
import { argumentsOf, type Expected } from './task.ts';

/** A call that was made. */
interface Made {
  name: string;
  arguments: Record<string, unknown>;
}

/** Strings of at least so many words are free text, which nobody words alike. */
const FREE_TEXT = 5;

/** The expected calls that no made call fulfils; each made call fulfils one. `wrong`: a made one of the same name, if there is. */
export function unmet(expected: readonly Expected[], made: readonly Made[]): { call: Expected; wrong: Made | null }[] {
  const left = [...made];
  const lacking = expected.filter((each) => {
    const at = left.findIndex((call) => call.name === each.name && agrees(each, call.arguments));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return lacking.map((call) => ({ call, wrong: left.find(({ name }) => name === call.name) ?? null }));
}

/** Whether arguments are the expected ones; those that are open may be anything, and nothing else may be added. */
export function agrees({ arguments: text, open }: Expected, given: Record<string, unknown>): boolean {
  const wanted = argumentsOf(text) ?? {};
  const names = Object.keys(given).filter((name) => !open.includes(name));
  const wantedNames = Object.keys(wanted).filter((name) => !open.includes(name));
  return (
    wantedNames.every((name) => Object.hasOwn(given, name) && sameValue(wanted[name], given[name])) &&
    names.every((name) => Object.hasOwn(wanted, name))
  );
}

/** Whether two values mean the same: marks and case of strings aside, lists in any order, free text not compared. */
export function sameValue(wanted: unknown, given: unknown, depth = 0): boolean {
  if (typeof wanted === 'string' && typeof given === 'string') return sameText(wanted, given);
  if (Array.isArray(wanted) && Array.isArray(given)) {
    return wanted.length === given.length && sameEntries(wanted, given, depth + 1);
  }
  if (isRecord(wanted) && isRecord(given) && depth < 12) {
    const names = Object.keys(wanted);
    return (
      names.length === Object.keys(given).length &&
      names.every((name) => Object.hasOwn(given, name) && sameValue(wanted[name], given[name], depth + 1))
    );
  }
  return wanted === given;
}

/** Whether each wanted entry has one of its own among as many given ones. */
function sameEntries(wanted: readonly unknown[], given: readonly unknown[], depth: number): boolean {
  const left = [...given];
  return wanted.every((each) => {
    const at = left.findIndex((other) => sameValue(each, other, depth));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function sameText(wanted: string, given: string): boolean {
  const [a, b] = [plain(wanted), plain(given)];
  if (a === b) return true;
  if (a.split(' ').length >= FREE_TEXT && b !== '') return true;
  const isCode = /\d/.test(a) || /\d/.test(b);
  return !isCode && (holds(wanted, given) || holds(given, wanted));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
