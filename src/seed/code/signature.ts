/** Words before a parenthesis that are no names of functions. */
const CONTROL = new Set(
  (
    'if for while switch catch return sizeof throw new delete else do assert lock using foreach synchronized when ' +
    'typeof decltype alignof defined await yield case goto super this with fixed checked unchecked namespace'
  ).split(' '),
);
const OPERATOR = /\boperator ?(?:\(\)|\[\]|""|new|delete|[^\s\w(]{1,3}|[\w:<>*& ]{1,60}?) ?(?=\()/;
const NAME = /(?:[A-Za-z_]\w*(?:<[^<>]*>)? ?:: ?)*~?[A-Za-z_$][\w$]*(?:\.[\w$]+)?(?:<[^<>()]*>)? ?$/;
const NO_TYPE = /(?:^|[\s(])(?:return|throw|new|delete|goto|case|await|yield|else|co_return)\b|[=.?!+|,"]$|->$|^#/;

/**
 * The name of the function that a header of a language like C declares: `int Stack::push(int item) const` gives
 * `Stack::push`. Undefined where it declares none. Without a block (`block` false) a type must stand before the name.
 */
export function signatureName(header: string, block: boolean): string | undefined {
  const operator = OPERATOR.exec(header);
  const paren = operator ? operator.index + operator[0].length : parameterList(header);
  if (paren === undefined) return undefined;
  const before = header.slice(Math.max(0, paren - 200), paren);
  const name = operator ? operator[0].trim() : NAME.exec(before)?.[0].trim();
  if (name === undefined || CONTROL.has(name)) return undefined;
  const type = header.slice(0, operator ? operator.index : paren - (NAME.exec(before)?.[0].length ?? 0)).trim();
  if (NO_TYPE.test(type)) return undefined;
  const macro = /^[A-Z][A-Z\d_]*$/.test(name) && type === '';
  if (!block && (type === '' || macro)) return undefined;
  return macro ? header.slice(0, header.indexOf(')', paren) + 1 || paren).trim() : name;
}

/** Where the parameters open: the first parenthesis outside of `<...>`, with no assignment before it. */
function parameterList(header: string): number | undefined {
  let angles = 0;
  for (let at = 0; at < header.length; at++) {
    const char = header[at];
    if (char === '<') angles++;
    else if (char === '>' && header[at - 1] !== '-') angles--;
    else if (angles <= 0 && char === '(') return at;
    else if (angles <= 0 && (char === '=' || char === '"')) return undefined;
  }
  return undefined;
}

const LABEL = /^(?:(?:public|private|protected|signals|default)(?: slots)?|[A-Z][A-Z_]{3,}) ?:(?!:) ?/;
const MACRO = /^[A-Z_][A-Z\d_]{3,} (?=[A-Za-z_[~])/;
/** What stands before a declaration and ends with its bracket. */
const BRACKETED =
  /^(?:#!?(?=\[)|(?=\[\[|\[\w)|(?:__attribute__|__declspec|alignas) ?(?=\()|@(?!interface\b|implementation\b|protocol\b)[\w.]+ ?(?=\()|template ?(?=<)|[A-Z_][A-Z\d_]+ ?(?=\([^()]*\) ?[A-Za-z_]))/;
const ANNOTATION = /^@(?!interface\b|implementation\b|protocol\b)[\w.]+ /;
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '<': '>' };

/**
 * A header without what stands before a declaration: attributes, annotations and, in languages like C, access labels,
 * `template <...>` and macros.
 */
export function bareHeader(header: string, likeC = true): string {
  let rest = header;
  for (let steps = 0; steps < 20; steps++) {
    const bracket = BRACKETED.exec(rest)?.[0].length;
    const word =
      bracket === undefined ? (ANNOTATION.exec(rest) ?? (likeC ? (LABEL.exec(rest) ?? MACRO.exec(rest)) : null)) : null;
    if (bracket === undefined && word === null) return rest;
    rest = rest.slice(bracket === undefined ? (word?.[0].length ?? 0) : closing(rest, bracket)).trimStart();
  }
  return rest;
}

/** Whether a line says nothing but where what follows may be used from: `private:`. */
export function isLabel(line: string): boolean {
  const said = line.trim();
  return LABEL.exec(said)?.[0].length === said.length && said !== '';
}

/** Past the bracket that closes the one at `from`; the end where none does. */
function closing(text: string, from: number): number {
  const open = text[from] ?? '';
  const close = CLOSES[open];
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}
