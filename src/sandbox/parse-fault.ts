import { parseDocument } from 'yaml';
import { messageOf } from '../errors.ts';
import { LIMITS } from './program.ts';
import { runPython } from './python.ts';
import { runInWorker } from './workers.ts';

const LONGEST = 100_000;

/**
 * Why a text is not code of the language, in a line; null where its parser reads it, or where none is at hand. Nothing of
 * the code is run. JSON and YAML are read here; JavaScript and TypeScript in a worker, Python in its container.
 */
export async function parseFault(language: string, code: string): Promise<string | null> {
  if (code.length > LONGEST) return 'It is too long';
  if (language === 'json') return faultOf(() => JSON.parse(code));
  if (language === 'yaml') return parseDocument(code).errors[0]?.message.split('\n')[0] ?? null;
  if (language === 'javascript' || language === 'typescript') {
    const ran = await runInWorker({ syntax: code }, LIMITS);
    return ran.status === 'ok' ? null : ran.detail;
  }
  if (language === 'python') {
    const parse = 'import ast, sys\nast.parse(sys.stdin.read())';
    const ran = await runPython({ language: 'python', code: parse, stdin: code }, LIMITS);
    return ran.status === 'ok' || ran.status === 'not-executed' ? null : (ran.detail.split('\n').at(-1) ?? '');
  }
  return null;
}

function faultOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
