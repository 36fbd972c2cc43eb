import {
  afterAction,
  defineSkill,
  noMachinery,
  notMaterial,
  observePage,
  openVisit,
  showView,
  WebPage,
  type WebTask,
  webTaskDone,
  webTaskSound,
} from 'agentinstruct/skill';
import { z } from 'zod';

const MOST_PROSE = 2000;

const content = z.strictObject({ pages: z.array(WebPage).min(1).max(5) });
const instruction = z.strictObject({
  task: z.string().min(8).max(900).describe('What the person wants, as they would write it'),
  way: z
    .array(z.string())
    .max(10)
    .describe(
      'The actions of a practised visitor, in order, the last one the report; each with the element it concerns',
    ),
  facts: z.array(z.string()).max(10).describe('What pages that are not given show when they are reached'),
});

const mishap = z.strictObject({
  mishap: z.string().describe('What goes wrong: after which action, what is then shown, and what leads on from there'),
});
const obstacle = z.strictObject({ obstacle: z.string().describe('Why it cannot be done here, and what shows it') });

/** What goes wrong or cannot be, where the item's type has a field for it. */
function courseOf(fields: Record<string, unknown>): string | null {
  const { data } = z.looseObject({ mishap: z.string().optional(), obstacle: z.string().optional() }).safeParse(fields);
  return data?.mishap ?? data?.obstacle ?? null;
}

function visitOf({ pages }: z.infer<typeof content>, given: z.infer<typeof instruction>): WebTask {
  return { pages, task: given.task, facts: given.facts, course: courseOf(given) };
}

/** All pages, whole. */
function show({ pages }: z.infer<typeof content>): string {
  return pages.map((page) => showView({ page, from: 0, notice: null }, page.elements.length)).join('\n\n');
}

export default defineSkill({
  title: 'Web agent',
  summary: 'Tasks on websites, worked step by step from numbered observations of pages',
  accepts: {
    kinds: ['html', 'text'],
    tokens: [120, 60_000],
    refuse({ kind, text, tokens }) {
      if (kind === 'html') return null;
      if (tokens > MOST_PROSE) return `text of about ${tokens} tokens; takes at most ${MOST_PROSE}`;
      return notMaterial(text);
    },
  },
  content,
  instruction,
  with: { mishap, obstacle },
  fromSeed: ({ text, source }) => ({
    pages: [
      {
        url: `/${source.split('/').at(-1) ?? ''}`,
        title: text.slice(0, 60),
        elements: [{ role: 'text' as const, name: text.slice(0, 400), value: null, options: null, to: null }],
      },
    ],
  }),
  show,
  pose: (pages, { task }) => ({ material: show(pages), question: task }),
  programs: {
    'observe-page': {
      async make({ text, source, title }) {
        const page = await observePage(text, source, title);
        return typeof page === 'string' ? page : { pages: [page] };
      },
    },
  },
  converse: {
    open: (item) => ({ messages: openVisit(visitOf(item.content, item.instruction), item.draw.at('lead').next()) }),
    next: (item, messages) => afterAction(visitOf(item.content, item.instruction), messages),
  },
  checks: [noMachinery, webTaskSound, webTaskDone],
});
