import { cutOff } from './cut-off.ts';
import { disclaimer } from './disclaimer.ts';
import { empty } from './empty.ts';
import type { FlagRule } from './flag.ts';
import { language } from './language.ts';
import { leakedWords } from './leaked-words.ts';
import { loop } from './loop.ts';
import { personalData } from './personal-data.ts';
import { refusal } from './refusal.ts';
import { secret } from './secret.ts';
import { unsafe } from './unsafe.ts';

/** All flags, in the order in which a row names them. At most 32. */
export const FLAGS: readonly FlagRule[] = [
  ...[empty, refusal, disclaimer, loop, cutOff],
  ...[secret, personalData, unsafe, language, leakedWords],
];

/** Their names. */
export const FLAG_NAMES: readonly string[] = FLAGS.map(({ name }) => name);
