import type { AnswerForm } from '../../data.ts';
import { boolean } from './boolean.ts';
import type { Form } from './form.ts';
import { free } from './free.ts';
import { label } from './label.ts';
import { list } from './list.ts';
import { number } from './number.ts';
import { option } from './option.ts';
import { order } from './order.ts';
import { short } from './short.ts';

/** Every answer form. Code has no key of its own: it is run against tests. */
export const FORMS: Record<AnswerForm, Form> = { option, boolean, number, short, list, order, label, code: free, free };
