import { LIMITS, type Limits, type Program, type Ran } from './program.ts';
import { runPython } from './python.ts';
import { runSql } from './sql.ts';
import { runInWorker } from './workers.ts';

/**
 * Runs a program by anybody, a model's for one, where it can do no harm and only so much work. What it does wrong is in
 * the result; it never throws. Without an operating system's sandbox Python is not run (`not-executed`).
 */
export function run(program: Program, limits: Partial<Limits> = {}): Promise<Ran> {
  const bounded = { ...LIMITS, ...limits };
  if (program.language === 'python') return runPython(program, bounded);
  return program.language === 'sql' ? runSql(program, bounded) : runInWorker(program, bounded);
}
