import {
  afterReply,
  constraintsLast,
  defineSkill,
  noMachinery,
  notMaterial,
  openTalk,
  responseBeginsWithSubstance,
  scriptOf,
  TALK_SETS,
  TalkInstruction,
  talkPlanSound,
  turnsSound,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Conversation',
  summary:
    'Talks of several turns between a person, played from a sheet, and an assistant that knows nothing of the material',
  accepts: {
    kinds: ['text', 'code'],
    tokens: [120, 2000],
    refuse: ({ text }) => notMaterial(text),
  },
  content: z.strictObject({ sheet: z.string().min(200).describe('The whole of it, as running text') }),
  instruction: TalkInstruction,
  with: TALK_SETS,
  askers: true,
  fromSeed: ({ text }) => ({ sheet: text }),
  show: ({ sheet }) => sheet,
  pose: (_, { opening, plan }) => ({ material: '', question: [opening, ...plan.map(({ move }) => move)].join('\n') }),
  converse: {
    open({ instruction, draw }) {
      const script = scriptOf(instruction);
      return script && { messages: openTalk(script, draw.at('lead').next()) };
    },
    next({ content, instruction }, messages) {
      const script = scriptOf(instruction);
      return script ? afterReply(script, content.sheet, messages) : { end: true };
    },
  },
  checks: [noMachinery, talkPlanSound, responseBeginsWithSubstance, constraintsLast, turnsSound],
});
