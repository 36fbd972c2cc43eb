/** Names of functions that a template gets for `text.strip(chars)`, and on which side each strips. */
const FUNCTIONS = { strip: 'strip_both_', lstrip: 'strip_left_', rstrip: 'strip_right_' } as const;

type Node = Record<string, unknown>;

/**
 * Changes the syntax tree of a template so that `strip`, `lstrip` and `rstrip` with characters call the functions of
 * {@link STRIP_FUNCTIONS}: the methods of @huggingface/jinja 0.5.11 pass over their argument and strip all blanks.
 */
export function changeStripCalls(tree: object): void {
  for (const value of Object.values(tree)) {
    if (typeof value === 'object' && value !== null) changeStripCalls(value);
  }
  if (!isNode(tree) || tree.type !== 'CallExpression' || !Array.isArray(tree.args) || tree.args.length !== 1) return;
  const { callee } = tree;
  if (!isNode(callee) || callee.type !== 'MemberExpression' || callee.computed !== false || !isNode(callee.property))
    return;
  const name = Object.entries(FUNCTIONS).find(
    ([method]) => isNode(callee.property) && callee.property.value === method,
  )?.[1];
  if (name === undefined) return;
  tree.args = [callee.object, ...tree.args];
  tree.callee = { type: 'Identifier', value: name };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Python's `str.strip(chars)` and its one-sided forms, by the names that changed templates call. */
export const STRIP_FUNCTIONS: Readonly<Record<string, (text: string, chars: string) => string>> = {
  [FUNCTIONS.strip]: (text, chars) => stripRight(stripLeft(text, chars), chars),
  [FUNCTIONS.lstrip]: stripLeft,
  [FUNCTIONS.rstrip]: stripRight,
};

function stripLeft(text: string, chars: string): string {
  let from = 0;
  while (from < text.length && chars.includes(text[from] ?? '')) from++;
  return text.slice(from);
}

function stripRight(text: string, chars: string): string {
  let to = text.length;
  while (to > 0 && chars.includes(text[to - 1] ?? '')) to--;
  return text.slice(0, to);
}
