import { joinTrails, NO_TRAIL } from '../ask/complete.ts';
import type { Subject } from '../check/check.ts';
import type { Seed } from '../data.ts';
import { allEnded } from '../text/all-ended.ts';
import { type Draw, draw } from '../text/draw.ts';
import { refusal } from './accepts.ts';
import type { FlowContext } from './context.ts';
import { findDuplicates } from './duplicates.ts';
import { drawTypes, instruct } from './instruct.ts';
import { withOutputRule } from './output-rule.ts';
import { posedOf } from './posed.ts';
import { drawGoal, refine } from './refine.ts';
import { pose, respond } from './respond.ts';
import { createLedger, type Draft, type FlowResult, type Ledger } from './result.ts';
import { drawTransform, transformSeed } from './transform.ts';
import { brokenCheck, openChecking } from './verify.ts';

/**
 * A seed in; pairs and drops out. This function is the whole of AgentInstruct: transform the seed, write instructions
 * after the taxonomy, refine some of them, check them, answer them, check the answers. All draws are seeded by the run's
 * seed, the seed's id, the skill and the pass, and results are in the order of their lineage: the same whatever the speed.
 */
export async function flow(run: FlowContext, seed: Seed): Promise<FlowResult> {
  const asker = { ...run.asker, affinity: seed.id };
  const context = { ...run, asker, settings: { ...run.settings, ...run.skill.draws } };
  const { skill, pass } = context;
  const ledger = createLedger(seed, skill.id, pass);
  const draws = draw(context.runSeed, seed.id, skill.id, pass);
  const drawn = drawTransform(skill, seed.kind, draws);
  const refused = refusal(skill, seed) ?? (drawn ? null : `no transform takes ${seed.kind} seeds`);
  if (refused !== null || !drawn) {
    ledger.drop('transform', 'accepts', { reason: 'not-accepted', detail: refused ?? '', reply: null }, null, NO_TRAIL);
    return ledger.result;
  }
  const content = await transformSeed(context, seed, drawn);
  if ('fault' in content) {
    ledger.drop('transform', drawn.transform.id, content.fault, null, content.trail);
    return ledger.result;
  }
  const types = drawTypes(context, drawn.types, skill.show(content.value.value), draws);
  if (types.length === 0) {
    const fault = { reason: 'no-type-suits', detail: 'The content holds what no type needs', reply: null };
    ledger.drop('instruct', 'types', fault, null, content.trail);
  }
  const written = await allEnded(
    types.map((type) => instruct(context, seed, content.value, content.trail, type, ledger, draws)),
  );
  const originals = written.flat();
  const goals = drawGoals(context, originals, draws);
  const refined = await allEnded(
    goals.map(({ draft, goal }) => refine(context, seed.id, draft, goal, ledger, draws.at('refine', draft.item.id))),
  );
  const kept = withoutDuplicates(context, [...originals, ...refined.flat()], ledger);
  await allEnded(kept.map((draft) => finish(context, seed, draft, ledger, draws)));
  return inOrder(ledger.result, kept);
}

/** Goals in the items' order, until the rows of one content would be too many. */
function drawGoals(context: FlowContext, originals: Draft[], draws: Draw) {
  let rows = originals.length;
  return originals.flatMap((draft) => {
    const goal = drawGoal(context, draft.item, draws.at('goal', draft.item.id));
    const made = goal?.goal.program === null ? goal.carryOut : 1;
    if (!goal || rows + made > context.settings.rows) return [];
    rows += made;
    return [{ draft, goal }];
  });
}

/** Item checks, then the answer and its checks; one item's failure is its own. */
async function finish(context: FlowContext, seed: Seed, draft: Draft, ledger: Ledger, draws: Draw): Promise<void> {
  const { skill } = context;
  const subject = subjectOf(context, draft);
  const checking = openChecking(context, 'verify');
  for (const check of skill.checks.filter((each) => each.at === 'item')) {
    const checked = await checking.guard(() => check.check(subject, checking.verify));
    const finding = 'broken' in checked ? brokenCheck(checked.broken) : checked.value;
    if (finding) {
      const trail = joinTrails(draft.trail, checking.trail());
      return ledger.drop('verify', check.id, { reply: null, ...finding }, draft.item, trail);
    }
  }
  const rule = draws.at('output-rule', draft.item.id);
  const item = withOutputRule(context, draft.item, rule);
  const sound = { ...draft, item, trail: joinTrails(draft.trail, checking.trail()) };
  const layout = draws.at('layout', draft.item.id);
  const posed = await checking.guard(() => pose(context, sound, { ...subject, item }, layout));
  if ('value' in posed) return respond(context, seed, posed.value, ledger);
  ledger.drop('verify', 'pose', { reply: null, ...brokenCheck(posed.broken) }, draft.item, sound.trail);
}

function subjectOf(context: FlowContext, { item, parent }: Draft): Subject {
  const { skill } = context;
  const outcome = skill.goals.find((goal) => goal.id === item.refinements.at(-1)?.goal)?.outcome ?? null;
  const { material, question } = posedOf(context, item);
  return {
    ...{ item, material, question, outcome },
    content: skill.show(item.content.value),
    parent: parent && { item: parent.item, material: posedOf(context, parent.item, item).material },
    messages: [],
    response: null,
  };
}

function withoutDuplicates(context: FlowContext, drafts: Draft[], ledger: Ledger): Draft[] {
  const same = findDuplicates(drafts.map((draft) => ({ draft, ...subjectOf(context, draft) })));
  return drafts.filter((draft) => {
    const of = same.get(draft.item.id);
    if (of === undefined) return true;
    const fault = { reason: 'duplicate', detail: `It asks what item ${of} asks`, reply: null };
    ledger.drop('verify', 'duplicates', fault, draft.item, draft.trail);
    return false;
  });
}

/** Rows in the order of their items, drops by stage and id: nothing tells which call came back first. */
function inOrder(result: FlowResult, drafts: Draft[]): FlowResult {
  const rank = new Map(drafts.map((draft, index) => [draft.item.id, index]));
  const rankOf = (id: string | undefined) => rank.get(id ?? '') ?? drafts.length;
  result.pairs.sort((a, b) => rankOf(a.lineage.item?.id) - rankOf(b.lineage.item?.id));
  result.drops.sort((a, b) => (a.id < b.id ? -1 : 1));
  return result;
}
