/** What a `skill.ts` may import beside zod: the package's public skill API (`agentinstruct/skill`). */
export type { Check, Finding, Subject, Verify } from '../check/check.ts';
export { editVerified } from '../check/edit-verified.ts';
export { evidenceOccurs } from '../check/evidence-occurs.ts';
export { keyNotInQuestion } from '../check/key-not-in-question.ts';
export { mostlyKept } from '../check/mostly-kept.ts';
export { noMachinery } from '../check/no-machinery.ts';
export { noOutsideReferences } from '../check/no-outside-references.ts';
export { responseBeginsWithSubstance } from '../check/response-begins-with-substance.ts';
export type { Seed } from '../data.ts';
export { isContentsPage, isLicenceText, isLinkList, isReferenceList, looksLikeProse } from '../seed/shape.ts';
export { defineSkill } from './skill.ts';
