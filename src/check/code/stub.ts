/** Languages whose programs the sandbox runs against tests. */
export type Runnable = 'javascript' | 'typescript' | 'python';

/** Whether tests can be run in a language. */
export function isRunnable(language: string): language is Runnable {
  return language === 'javascript' || language === 'typescript' || language === 'python';
}

/** A definition that is there and does nothing: what tests must not pass. */
export function stubOf(language: Runnable, entry: string, kind: 'function' | 'class'): string {
  if (language === 'python') {
    return kind === 'function'
      ? `def ${entry}(*given, **named):\n    return None`
      : `class ${entry}:\n    def __init__(self, *given, **named):\n        pass\n    def __getattr__(self, name):\n        return lambda *given, **named: None`;
  }
  return kind === 'function'
    ? `function ${entry}(...given) {}`
    : `class ${entry} { constructor() { return new Proxy(this, { get: () => () => undefined }); } }`;
}
