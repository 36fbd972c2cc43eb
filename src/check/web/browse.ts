import { z } from 'zod';
import type { Message } from '../../data.ts';
import { readWebTurn, WEB_GRAMMAR } from '../web-action.ts';
import { sameAddress, WebPage } from './page.ts';
import { replay } from './replay.ts';
import { showView, VIEW } from './view.ts';
import { act, openPage, type Visit } from './visit.ts';

/** A task on a website, as far as a visit needs it. */
export interface WebTask {
  /** The first is where the visit begins. */
  pages: readonly WebPage[];
  task: string;
  /** What pages that are not given show when they are reached. */
  facts: readonly string[];
  /** What goes wrong on the way, or why it cannot be done; null where neither is foreseen. */
  course: string | null;
}

/** What the page simulator says after an action. */
export const PageReply = z.strictObject({
  notice: z.string().nullable().describe('What the browser or the page tells in a line; null where nothing is told'),
  address: z.string().nullable().describe('The address of the known page that appears; null where none of them does'),
  page: WebPage.nullable().describe('The page that appears; null where a known page appears or the page stays'),
});

type Plain = { end: true } | { drop: { reason: string; detail: string } } | { say: Message[] };

/** What follows a turn, in the form of the engine's `Turn`. */
export type WebTurnAfter =
  | Plain
  | {
      ask: 'page';
      given: { material: string; item: string };
      shape: typeof PageReply;
      heard(value: Record<string, unknown>): Plain;
    };

/** Most actions of a visit, the last one included. */
export const MOST_ACTIONS = 12;
const MOST_REPEATS = 3;

const LEADS = [
  'You work a website for somebody. After each of your actions you are shown what is then in view.',
  'You use a web browser by commands. The task comes first, then what the page shows; after every command you see the page anew.',
  'Do the task that the user sets, step by step, on the website that you are shown. Each step is one action, and each action is answered with an observation.',
];

/** The messages that a visit opens with. `pick` draws one of several leads (0-1). */
export function openVisit({ pages, task }: WebTask, pick: number): Message[] {
  const [first] = pages;
  if (!first) return [];
  const lead = LEADS[Math.floor(pick * LEADS.length)] ?? LEADS[0];
  return [
    { role: 'system', content: `${lead}\n\n${WEB_GRAMMAR}` },
    { role: 'user', content: `${task}\n\n${showView({ page: first, from: 0, notice: null })}` },
  ];
}

/**
 * What the browser shows after the assistant's last turn: by program where that can tell, else by the page simulator.
 * Drops `unparsable-action`, `unknown-element`, `not-a-field`, `not-a-choice`, `no-such-option`, `same-action-again`,
 * `no-stop`.
 */
export function afterAction(given: WebTask, messages: readonly Message[]): WebTurnAfter {
  const [first, ...others] = given.pages;
  const turn = readWebTurn(messages.at(-1)?.content ?? '');
  if ('problem' in turn) return drop('unparsable-action', turn.problem);
  const visit = first && replay([first, ...others], messages.slice(0, -1));
  if (!visit) return drop('unparsable-action', 'The record cannot be followed');
  const step = act(visit, turn.action);
  if ('fault' in step) return { drop: step.fault };
  if ('answer' in step) return { end: true };
  const said = messages.filter(({ role }) => role === 'assistant');
  if (said.length >= MOST_ACTIONS) return drop('no-stop', `No stop within ${MOST_ACTIONS} actions`);
  const last = said.slice(-MOST_REPEATS).map(({ content }) => content.trim().split('\n').at(-1));
  if (last.length === MOST_REPEATS && new Set(last).size === 1 && turn.action.kind !== 'scroll')
    return drop('same-action-again', `${MOST_REPEATS} times: ${last[0]}`);
  return step.unknown ? askPage(given, step.visit, messages) : see(step.visit, step.notice);
}

function askPage(given: WebTask, visit: Visit, messages: readonly Message[]): WebTurnAfter {
  return {
    ask: 'page',
    given: { material: briefing(given, visit), item: showRecord(messages) },
    shape: PageReply,
    heard(value) {
      const read = PageReply.safeParse(value);
      if (!read.success) return drop('bad-page', z.prettifyError(read.error));
      const { notice, address, page } = read.data;
      const known = visit.known.find(({ url }) => address !== null && sameAddress(url, address));
      if (known) return see(openPage(visit, known), notice);
      if (!page) return see(visit, notice ?? 'Nothing changes.');
      return see(openPage(visit, { ...page, elements: page.elements.slice(0, VIEW) }), notice);
    },
  };
}

function see({ open }: Visit, notice: string | null): Plain {
  return { say: [{ role: 'user', content: showView({ ...open, notice }) }] };
}

function drop(reason: string, detail: string): { drop: { reason: string; detail: string } } {
  return { drop: { reason, detail } };
}

/** What the page simulator alone knows. Of long pages it sees the beginning. */
function briefing({ task, facts, course }: WebTask, { known }: Visit): string {
  const pages = known.map((page) => showView({ page, from: 0, notice: null }));
  return [
    `What the visitor wants: ${task}`,
    ...(facts.length > 0
      ? [`What pages beyond the known ones show:\n${facts.map((fact) => `- ${fact}`).join('\n')}`]
      : []),
    ...(course === null ? [] : [`How this case is to go: ${course}`]),
    ...pages.map((page) => `A known page:\n${page}`),
  ].join('\n\n');
}

/** A row of a visit as text: what was wanted and seen, and what was done. */
export function showRecord(messages: readonly Message[]): string {
  return messages
    .filter(({ role }) => role !== 'system')
    .map(({ role, content }) => `${role === 'assistant' ? 'Visitor' : 'Browser'}:\n${content}`)
    .join('\n\n');
}
