/** A sentence of a text: `text === whole.slice(start, end)`, no white space at either end. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/** Abbreviations that do not end a sentence, lower case, without the final dot; from several languages. */
const INSIDE = new Set(
  `dr mr mrs ms prof rev hon gen col maj capt lt sgt gov sen rep pres st mt messrs mme mlle mgr fr hr dipl ing
  e.g i.e eg ie cf vs viz approx ca resp esp incl fig figs eq eqs no nos nr vol vols ch chap sec sect pp ed eds art par
  z.b d.h u.a o.ä s.o s.u i.d.r z.t u.u m.e bzw vgl evtl ggf abb bd hrsg jh str sog
  p.ex c.-à-d av boul env p.ej ej sr sra srta dra ud uds núm pág págs sig sigg dott avv ecc.es es
  т.е т.д т.п т.к им ул г гг стр рис см напр np tzn tj prof.dr doc d.w.z bijv dhr mevr o.a t.ex bl.a dvs kl
  jan feb mar apr jun jul aug sept sep oct okt nov dez dec`.split(/\s+/),
);

/** Words that begin a sentence rather than go on with a name after an acronym such as `U.S.`. */
const STARTERS =
  /^["'“‘«„(]*(?:The|A|An|He|She|It|They|We|You|I|In|On|At|But|And|This|That|These|Those|There|If|When)\b/;

/** Languages that write ordinals as a number and a dot: `3. Oktober`. */
const ORDINALS = new Set(['de', 'da', 'no', 'nb', 'nn', 'fi', 'cs', 'sk', 'hr', 'sl', 'hu', 'et', 'lv', 'is', 'pl']);
const MONTHS = /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b/;

/** A line that stands by itself after a single line break: list item, heading, quotation, row of a table. */
const OWN_LINE = /\n(?=[^\S\n]*(?:[-*+•–·]\s|\d{1,3}[.)]\s|#|\||>|\n)|[^\n]* \| )/g;
const CLOSERS = `["'”’»«“)\\]]*`;
const ENDS_WITHOUT_SPACE = new RegExp(`[。！？…｡]${CLOSERS.replace(']*', '」』）】]*')}$`);

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The sentences of a text in order; what lies between them is white space. `language` is an ISO 639-1 code; without
 * one, rules that hold in most languages are used. A single line break inside a paragraph does not end a sentence,
 * a blank line does.
 */
export function splitSentences(text: string, language?: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let last = '';
  for (const { index, segment } of segmenter(language).segment(withoutSoftBreaks(text))) {
    const opening = /[“‘「『（《]+$/.exec(last)?.[0].length ?? 0;
    const end = index - opening;
    if (end > start && !goesOn(text.slice(start, end), text.slice(end, end + 80), language)) {
      push(sentences, text, start, end);
      start = end;
    }
    last = segment;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

function segmenter(language = 'en'): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const supported = Intl.Segmenter.supportedLocalesOf(/^[a-z]{2,3}(-[\w-]+)?$/i.test(language) ? language : 'en');
  const made = new Intl.Segmenter(supported.length > 0 ? language : 'en', { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}

/** The text with line breaks inside paragraphs as spaces, of the same length. */
function withoutSoftBreaks(text: string): string {
  const hard = new Set<number>();
  for (const match of text.matchAll(OWN_LINE)) hard.add(match.index);
  return text.replaceAll('\n', (_, at: number) => (hard.has(at) || text[at - 1] === '\n' ? '\n' : ' '));
}

/** Whether the sentence that ends `before` goes on in `after`. */
function goesOn(before: string, after: string, language: string | undefined): boolean {
  const said = before.trimEnd();
  if (/\n\s*\n\s*$/.test(before) || after.trim() === '') return after.trim() === '';
  const gap = before.length - said.length;
  if (gap === 0 && !before.includes('\n', said.length)) return !ENDS_WITHOUT_SPACE.test(said);
  if (before.endsWith('\n') && !/[.!?]$/.test(said)) return false;
  if (/^(?:[»”"]\s*)?\p{Ll}/u.test(after) && !before.endsWith('\n')) return true;
  const word = /(?:^|[\s("'“‘«„[])([^\s("'“‘«„[]+)\.$/u.exec(said)?.[1];
  if (word === undefined) return /(?:\.\.\.|…)$/.test(said) && /^I\b/.test(after);
  return afterWord(word, said, after, language);
}

/** The same for a sentence that ends with a word and one dot. */
function afterWord(word: string, said: string, after: string, language: string | undefined): boolean {
  if (INSIDE.has(word.toLowerCase())) return !isPlainWordEnding(word, after);
  if (/^\d{1,3}$/.test(word)) {
    if (said.trim() === word + '.') return true;
    return Number(word) <= 31 && (MONTHS.test(after) || (ORDINALS.has(language ?? '') && /^\p{Lu}/u.test(after)));
  }
  if (/^\p{Lu}$/u.test(word)) return word !== 'I' && /^["“]?\p{Lu}/u.test(after) && !STARTERS.test(after);
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return /^\p{Lu}/u.test(after) && !STARTERS.test(after);
  return false;
}

/** `no`, `art`, `fig`, `sec`, `es`, ... are words too: as abbreviations they go before a number or a name. */
function isPlainWordEnding(word: string, after: string): boolean {
  if (/^(?:No|Nos|Art|Fig|Figs|Sec|Eq|Vol|Ch|Mt|St|Gen|Fr|Es|Mar|Jan|Dec|Sep)$/.test(word)) return STARTERS.test(after);
  return /^(?:no|art|fig|sec|ed|es|mar|par|sig|env|av|dec|str|kl|bl|см|им)$/.test(word) && !/^[\d(§IVX]/.test(after);
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const sentence = raw.trim();
  if (sentence === '') return;
  const start = from + raw.indexOf(sentence);
  sentences.push({ text: sentence, start, end: start + sentence.length });
}
