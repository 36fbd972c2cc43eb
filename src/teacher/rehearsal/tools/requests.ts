import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Asked } from '../part.ts';
import { type Listed, listedIn, type Slot } from './listed.ts';

const NAMES = [
  'Anna Lind',
  'Bruno Reyes',
  'Chen Wei',
  'Dara Moss',
  'Emre Aydin',
  'Fay Okoro',
  'Goran Ilic',
  'Hana Sato',
];
const LEADS = ['Please do this for me', 'I need the following', 'Can you see to this', 'For my records'];

/** What a request begins with that orders nothing yet. */
export const WONDERING = 'I am thinking of having this done';

/** What a request says where a value comes out of an earlier result. */
export const WAITING = 'the rest follows from what comes of it';

/** Words of a request that name a function: the beginning of its description. */
export function aimOf({ about }: { about: string }): string {
  return (
    about
      .split(/(?<=[.!?])\s/, 1)[0]
      ?.replace(/[.!?]$/, '')
      .slice(0, 120) ?? about
  );
}

/** A parameter's name in words. */
export function wordsOf({ name }: { name: string }): string {
  return name.replaceAll(/[_.-]|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** Requests of one kind on the functions of a prompt, each with the calls that its own words give. */
export function toolRequests({ task, fields, count, draw }: Asked): Known[] {
  const listed = listedIn(task?.material ?? '');
  const kind = /^# (.+)$/m.exec(task?.words ?? '')?.[1] ?? '';
  if (listed.length === 0) return [];
  const made = Array.from({ length: count }, (_, at) => requestOf(kind, listed, fields, draw.at('tools', at)));
  return made.filter((item) => item !== null);
}

function requestOf(kind: string, listed: Listed[], fields: Asked['fields'], draw: Draw): Known | null {
  const none = /not in list$|^No tool/.test(kind) && !kind.startsWith('Several');
  const many = /^Several|^Parallel|^Dependent/.test(kind);
  const suiting = /^Confirm/.test(kind) ? listed.filter(({ changes }) => changes) : listed;
  const chosen = none ? [] : draw.sample(suiting, many ? 2 : 1);
  if (!none && chosen.length < (kind.startsWith('Several APIs, some') ? 1 : many ? 2 : 1)) return null;
  const calls = chosen.map((api) => ({ api, given: valuesOf(api, draw.at(api.name)) }));
  const later = kind.startsWith('Dependent') ? calls[1]?.api.slots.find((slot) => slot.required) : undefined;
  if (kind.startsWith('Dependent') && !later) return null;
  const lacking = 'missing' in fields ? lackingOf(calls) : null;
  if ('missing' in fields && !lacking) return null;
  const told = calls.map(({ api, given }) => tell(api, given, [lacking?.parameter, later?.name]));
  const waits = later ? `You will see that ${WAITING}.` : '';
  const extra = /superfluous/.test(kind) ? ' My train leaves at ten, by the way, and it rains here.' : '';
  const asked = /^No tool/.test(kind)
    ? 'What does a word like that mean in plain speech, and is it a matter of taste?'
    : '';
  const beyond = 'unlisted' in fields ? 'Tell my sister about it by telephone.' : '';
  const flaw = draw.at('flaw').next() < 0.05 ? ` Use ${chosen[0]?.name ?? 'it'}.` : '';
  return {
    request: `${/^Confirm/.test(kind) ? WONDERING : draw.pick(LEADS)}: ${[...told, waits, asked, beyond].filter(Boolean).join(' ')}${extra}${flaw}`,
    expected: calls.map(({ api, given }, at) => expectedOf(api.name, given, at === 1 ? later?.name : undefined)),
    further: [],
    mishap: null,
    points: ['What came back is told to the user.'],
    ...(lacking && { missing: [lacking] }),
    ...('unlisted' in fields && { unlisted: [{ name: 'call_by_telephone', about: 'tell somebody by telephone' }] }),
    ...('confirmation' in fields && {
      confirmation: { effect: `${chosen[0]?.name} changes something`, reply: 'Yes, go ahead with it as you say.' },
    }),
  };
}

function expectedOf(name: string, given: Record<string, unknown>, open: string | undefined): Known {
  const known = Object.fromEntries(Object.entries(given).filter(([key]) => key !== open));
  return { name, arguments: JSON.stringify(known), open: open === undefined ? [] : [open] };
}

function tell(api: Listed, given: Record<string, unknown>, without: (string | undefined)[]): string {
  const parts = api.slots.flatMap((slot) => {
    if (!Object.hasOwn(given, slot.name) || without.includes(slot.name)) return [];
    return [`“${shown(given[slot.name])}” as the ${wordsOf(slot)}`];
  });
  return `${aimOf(api)}${parts.length > 0 ? `, with ${parts.join(', ')}` : ''}.`;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(' / ') : String(value);
}

/** What the first call that requires anything leaves out. */
function lackingOf(calls: { api: Listed; given: Record<string, unknown> }[]) {
  for (const { api, given } of calls) {
    const slot = api.slots.find((each) => each.required && ['string', 'integer', 'number'].includes(each.type));
    if (!slot) continue;
    const value = shown(given[slot.name]);
    return { call: api.name, parameter: slot.name, value, said: `“${value}” as the ${wordsOf(slot)}` };
  }
  return null;
}

/** Values for all that is required, and for some of the rest. */
function valuesOf({ slots }: Listed, draw: Draw): Record<string, unknown> {
  const set = slots.filter((slot) => slot.type !== 'object' && (slot.required || draw.at(slot.name).next() < 0.3));
  return Object.fromEntries(set.map((slot) => [slot.name, drawnValue(slot, draw.at(slot.name))]));
}

function drawnValue({ type, allowed }: Slot, draw: Draw): unknown {
  if (allowed.length > 0) {
    const one = draw.pick(allowed) ?? '';
    return type === 'array' ? [one] : type === 'integer' || type === 'number' ? Number(one) : one;
  }
  if (type === 'integer' || type === 'number') return 11 + draw.index(80);
  if (type === 'boolean') return draw.next() < 0.5;
  const name = draw.pick(NAMES) ?? '';
  return type === 'array' ? [name] : name;
}
