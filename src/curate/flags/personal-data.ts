import { personalDataIn } from '../../seed/guard.ts';
import type { FlagRule } from './flag.ts';

/** E-mail addresses, phone numbers, card numbers and bank accounts, as they are counted in seeds. */
export const personalData: FlagRule = {
  name: 'personal-data',
  says: 'it holds personal data',
  find: ({ prompt, response }) => personalDataIn(`${prompt}\n${response}`),
};
