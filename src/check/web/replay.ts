import type { Message } from '../../data.ts';
import { readWebTurn } from '../web-action.ts';
import type { WebPage } from './page.ts';
import { readView, showView } from './view.ts';
import { act, beginVisit, openPage, type Visit } from './visit.ts';

/**
 * Where a visit stands, from the row's messages alone: actions that a program can follow are followed, and where a page
 * was made up, it is read out of the observation. `messages` ends with an observation. Null where they do not fit.
 */
export function replay(pages: readonly [WebPage, ...WebPage[]], messages: readonly Message[]): Visit | null {
  let visit = beginVisit(pages);
  const turns = messages.filter(({ role }) => role !== 'system').slice(1);
  for (let at = 0; at + 1 < turns.length; at += 2) {
    const [said, seen] = [turns[at], turns[at + 1]];
    const turn = readWebTurn(said?.content ?? '');
    if ('problem' in turn || seen?.role !== 'user') return null;
    const step = act(visit, turn.action);
    if (!('visit' in step)) return null;
    visit = step.unknown ? arrive(step.visit, seen.content) : step.visit;
  }
  return visit;
}

/** The visit after an observation that no program foresaw: the open page as it was, a known page, or the page it shows. */
function arrive(visit: Visit, observation: string): Visit {
  const seen = readView(observation);
  if (!seen) return visit;
  const { notice, page } = seen;
  if (showView({ ...visit.open, notice }) === observation) return visit;
  const known = visit.known.find((each) => showView({ page: each, from: 0, notice }) === observation);
  return openPage(visit, known ?? page);
}
