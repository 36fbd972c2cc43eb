import { secretsIn } from '../../seed/privacy/secrets.ts';
import type { FlagRule } from './flag.ts';

/** Keys, tokens and passwords, as they are masked in seeds. What it is is told by its kind alone. */
export const secret: FlagRule = {
  name: 'secret',
  says: 'it holds a key, token or password',
  find({ prompt, response }) {
    const [first] = secretsIn(`${prompt}\n${response}`);
    return first ? `It holds what looks like a ${first.kind.replace('-', ' ')}` : null;
  },
};
