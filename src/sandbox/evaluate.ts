import { runInWorker } from './workers.ts';

/** Room for figures, not for programs. */
const LIMITS = { seconds: 1, megabytes: 16, printed: 1000 };
const LONGEST = 20_000;

/**
 * The value of a JavaScript expression over Math and BigInt, for keys that a program computes: the same at every time, as
 * there is neither clock nor chance. An expression that throws, takes too long or gives no data has a fault.
 */
export async function evaluateExpression(expression: string): Promise<{ value: unknown } | { fault: string }> {
  if (expression.trim() === '') return { fault: 'There is no expression' };
  if (expression.length > LONGEST) return { fault: 'The expression is too long' };
  const ran = await runInWorker({ expression }, LIMITS);
  if (ran.status !== 'ok') return { fault: ran.detail };
  return ran.value === undefined ? { fault: 'It has no value' } : { value: ran.value };
}
