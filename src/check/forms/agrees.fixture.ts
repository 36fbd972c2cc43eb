import type { AnswerForm } from '../../data.ts';
import { FORMS } from './index.ts';

/** Holds an answer against a key, as tests write it. */
export function held(form: AnswerForm, fields: Record<string, unknown>, labels: readonly string[] = []) {
  return (answer: string) => FORMS[form].agrees(answer, fields, labels);
}
