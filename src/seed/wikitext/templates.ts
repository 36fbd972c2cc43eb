type Wtf = (wikitext: string) => { text(): string };

/** What stands for itself in a line is shorter; longer templates are boxes, tables of links, lists of sources. */
const LONGEST = 1500;
const MOST_REMEMBERED = 20_000;

/** Templates of which nothing is read, by the beginnings of their names. */
const BOXES =
  /^(?:info(?:box|kasten|bulle)|tax[oa]box|speciesbox|automatic taxobox|nav|sidebar|reflist|refbegin|refend|cite|citation|sfn|efn|ref|harv(?!txt)|authority|normdaten|commons|wikt?i|portal|default ?sort|sort ?key|short description|use |about|other uses|hatnote|main|see|further|coord|clear|toc|stub|expand|unreferenced|multiple issues|good article|featured|pp-|sister|subject bar|redirect|distinguish|for\b|dead link|webarchive|citation needed|who|when|which|clarify|update|notelist|div col|col-|anchor|#|\w+:)/i;

/** What templates read as. Templates that say something in a line are known to wtf_wikipedia, others say nothing. */
export class Templates {
  readonly #wtf: Wtf;
  readonly #known = new Map<string, string>();

  private constructor(wtf: Wtf) {
    this.#wtf = wtf;
  }

  static async load(): Promise<Templates> {
    const { default: wtf } = await import('wtf_wikipedia');
    return new Templates((wikitext) => wtf(wikitext));
  }

  /** The text of a template (with its braces), on one line. */
  textOf(source: string): string {
    const name = source.slice(2).trimStart();
    if (source.length > LONGEST || BOXES.test(name)) return '';
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const text = own(source) ?? this.#read(source);
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(source, text);
    return text;
  }

  #read(source: string): string {
    try {
      return this.#wtf(source)
        .text()
        .replaceAll(/[\u{1f1e6}-\u{1f1ff}]/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    } catch {
      return '';
    }
  }
}

/** Templates that read otherwise here: powers, scripts. */
function own(source: string): string | undefined {
  const [, author, year] =
    /^\{\{\s*harvtxt\s*\|([^{}|=]{1,60})(?:\|[^{}|=]{1,60})*?\|\s*(\d{4}[a-z]?)\b/i.exec(source) ?? [];
  if (author !== undefined) return `${author.trim()} (${year})`;
  const [, name = '', value = ''] = /^\{\{\s*(\w+)\s*\|([^{}|[\]]*)\}\}$/.exec(source) ?? [];
  if (/^(?:math|mvar|var|nobr|nowrap)$/i.test(name)) return value.replaceAll("''", '').trim();
  if (/^e$/i.test(name)) return ` × 10^${value.trim()}`;
  return /^sup$/i.test(name) ? `^${value.trim()}` : undefined;
}
