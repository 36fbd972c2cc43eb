import { itemOf, subject } from '../check.fixture.ts';
import type { Subject } from '../check.ts';

/** A subject of an item of code with its response. */
export function codeSubject(
  type: string,
  instruction: Record<string, unknown>,
  response: string | null,
  form: 'code' | 'free' | 'short' = 'code',
): Subject {
  const fields = { question: 'Write it.', given: '', givenLanguage: '', language: 'javascript', points: ['p'] };
  const item = { ...itemOf(form, { ...fields, ...instruction }), type };
  return subject({ item, material: '', question: String(item.instruction.question), response });
}

/** A response that holds one block. */
export function block(code: string, language = 'javascript'): string {
  return `This is how.\n\n\`\`\`${language}\n${code}\n\`\`\`\nIt handles nothing, too.`;
}
