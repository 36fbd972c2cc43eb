/** What a statement may begin with. Others reach out of the database (ATTACH, VACUUM INTO) or change how it works (PRAGMA). */
const ALLOWED =
  /^(?:select|with|values|insert|replace|update|delete|create|drop|alter|explain|begin|commit|end|rollback|savepoint|release|reindex|analyze)$/i;

/** A string, a quoted name, a comment, a semicolon or a word: all that parts statements or hides what looks like it. */
const TOKEN =
  /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\[[^\]]*(?:\]|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;|[\p{L}_][\p{L}\p{N}_$]*/gu;

/**
 * The statements of an SQL text, apart, or what is in it that is not run. The bodies of triggers, which hold semicolons,
 * stay whole.
 */
export function statementsOf(sql: string): { statements: string[] } | { refused: string } {
  const statements: string[] = [];
  let [start, words]: [number, string[]] = [0, []];
  const close = (end: number) => {
    const text = sql.slice(start, end).trim();
    if (words.length > 0) statements.push(text);
    [start, words] = [end, []];
  };
  for (const match of sql.matchAll(TOKEN)) {
    const token = match[0];
    if (token === ';') {
      if (!isOpenTrigger(words)) close(match.index + 1);
    } else if (/^[\p{L}_]/u.test(token)) {
      if (words.length === 0 && !ALLOWED.test(token)) return { refused: token };
      words = [...words.slice(0, 3), token.toLowerCase()];
    }
  }
  close(sql.length);
  return { statements };
}

/** Words hold the first three of the statement and its latest. */
function isOpenTrigger(words: readonly string[]): boolean {
  return words[0] === 'create' && words.slice(1, 3).includes('trigger') && words.at(-1) !== 'end';
}
