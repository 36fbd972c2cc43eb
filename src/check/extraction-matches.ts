import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Check, Subject } from './check.ts';
import { type Difference, differences } from './outline/differences.ts';
import { leavesOf, type Node } from './outline/outline.ts';
import { jsonOf, readOutlined } from './outline/read-outlined.ts';
import { readTabled, tableOf } from './outline/table.ts';

const VERDICTS = jsonFormat(
  z.strictObject({
    verdicts: z
      .array(
        z.strictObject({
          place: z.string().describe('As the list has it'),
          why: z.string().describe('The words of the document that decide it, or that none do'),
          right: z.enum(['first', 'second', 'both', 'neither']),
        }),
      )
      .describe('One for each difference'),
  }),
);

/** More differences than this, or than half of the values, are a dispute that no call need settle. */
const MOST = 12;

/**
 * The response extracts what the item's agent extracted, field by field or cell by cell, wording aside. Where they
 * differ, an agent that does not know which is which reads the document: the response must be right each time.
 */
export const extractionMatches: Check = {
  id: 'extraction-matches',
  at: 'response',
  async check(subject, verify) {
    const compared = compare(subject);
    if (compared === null) return null;
    if ('problem' in compared) return { reason: compared.problem, detail: 'The response holds nothing to compare' };
    const { differing, size } = compared;
    if (differing.length === 0) return null;
    const said = `${differing.length} differences in ${size} values, such as ${JSON.stringify(differing[0])}`;
    const dispute = { reason: 'reference-disputed', detail: said.slice(0, 500) };
    if (differing.length > Math.max(2, Math.min(MOST, size / 2))) return dispute;
    const item = JSON.stringify({ task: subject.question, differences: differing }, null, 2);
    const asked = await verify(
      'extraction-differences',
      { material: subject.content || subject.material, item },
      VERDICTS,
    );
    if ('fault' in asked) {
      return { reason: `unverified-${asked.fault.reason}`, detail: asked.fault.detail, reply: asked.fault.reply };
    }
    const right = new Set(
      asked.value.verdicts.filter((each) => each.right === 'second' || each.right === 'both').map(({ place }) => place),
    );
    const wrong = differing.find(({ place }) => !right.has(place));
    return wrong ? { ...dispute, detail: JSON.stringify(wrong).slice(0, 500) } : null;
  },
};

type Compared = { differing: Difference[]; size: number } | { problem: string };

/** The reference comes first, the response second. */
function compare({ item, response }: Subject): Compared | null {
  const outlined = readOutlined(item);
  if (outlined && typeof outlined.tree !== 'string')
    return held(outlined.reference, jsonOf(response ?? ''), outlined.tree, 'not-json');
  const tabled = readTabled(item);
  return tabled ? held(tabled.reference, tableOf(response ?? '', tabled.columns), tabled.tree, 'no-table') : null;
}

function held(reference: unknown, given: unknown, tree: Node, problem: string): Compared {
  if (given === undefined) return { problem };
  return { differing: differences(reference, given, tree), size: leavesOf(reference, tree).length };
}
