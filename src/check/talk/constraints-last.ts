import type { Check } from '../check.ts';
import { constraintsMet } from '../constraints/constraints-met.ts';

/** Every reply of a conversation, not the last alone, meets the constraints that the item has. */
export const constraintsLast: Check = {
  id: 'constraints-last',
  at: 'response',
  async check(subject, verify) {
    const replies = subject.messages.filter(({ role }) => role === 'assistant');
    for (const [at, { content }] of replies.entries()) {
      const finding = await constraintsMet.check({ ...subject, response: content }, verify);
      if (finding) return { ...finding, detail: `Reply ${at + 1}: ${finding.detail}`, reply: content };
    }
    return null;
  },
};
