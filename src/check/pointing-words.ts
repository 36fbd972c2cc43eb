/**
 * Words of English that point at a text which whoever reads the question does not have. `sure`: hardly anything else can
 * be meant; else they may have their antecedent somewhere that a program does not see.
 */
export interface Pointing {
  words: string;
  sure: boolean;
}

const TEXTS = 'passage|excerpt|snippet|text|article|document|author|narrator|knowledge card|concept map|list of claims';
const THINGS =
  'study|code|table|company|paper|report|chapter|section|figure|chart|graph|diagram|material|essay|extract|timeline|' +
  'data|organi[sz]ation|agency|writer|speaker|researchers?|notes|source|paragraph|sheet|anchors?|program|card|map|list';
const NOUNS = `${TEXTS}|${THINGS}`;

/** What follows a noun where more is said about which one is meant. */
const WHICH =
  'of|that|who|which|whose|where|behind|by|for|from|with|between|in|on|at|under|needed|used|called|named|known';

/** What follows the name of a text where nothing more is said about it. */
const ON =
  'say|says|said|state|states|stated|describe|describes|described|mention|mentions|mentioned|show|shows|showed|suggest|' +
  'suggests|argue|argues|argued|use|uses|used|claim|claims|claimed|give|gives|gave|provide|provides|is|are|was|were|has|' +
  'had|have|does|do|did|and|or|as|above|mean|means|refer|refers|present|presents|imply|implies|discuss|discusses|cite|' +
  'cites|explain|explains|note|notes|report|reports|define|defines|call|calls|make|makes|want|find|found|conclude|' +
  'concludes|indicate|indicates|list|lists|compare|measure|when|if|because|think|thinks|believe|feel|recommend|propose|' +
  'identify|introduce|return|returns|print|prints|output|contain|contains|run|work|warn|warns|to|offer|offers|credit|' +
  'credits|attribute|attributes|emphasi[sz]es?|highlights|reveal|reveals|tell|tells|distinguish|' +
  'distinguishes|consider|considers|contrasts|compares|puts|blames?';

const ALONE = "(?:['’]s?\\b|(?=\\s*(?:[^\\w\\s'’(-]|$))";
const THE_TEXT = new RegExp(`\\bthe (?:${TEXTS})${ALONE}|(?=\\s+(?:${ON})\\b))`, 'gi');
const THE_THING = new RegExp(`\\bthe (?:${THINGS})${ALONE}|(?=\\s+(?!(?:${WHICH})\\b)\\w))`, 'gi');
/** The name of a text before a word that tells neither way: an agent decides. */
const THE_TEXT_THEN = new RegExp(
  `\\bthe (?:${TEXTS})(?=\\s+(?!(?:${WHICH})\\b)(?!(?:editor|message|file|box|field|mode)s?\\b)\\w)`,
  'gi',
);
const THIS = new RegExp(`\\bthis (?:${NOUNS})\\b(?! of\\b)|\\bthese (?:${NOUNS})s?\\b`, 'gi');
const ACCORDING = new RegExp(
  `\\b(?:according to|based on|from|in) (?:the|this) (?:${TEXTS})(?=\\s*(?:[,.?;:]|$))`,
  'i',
);
/** Somebody whom the question has not named; only its opening is looked at. */
const SOMEBODY =
  /^(?:what|why|how|when|where|who|whom|which \w+) (?:did|does|was|is|had|has|would|could|should) (?:he|she)\b/i;
/** What may also be told of in the row, so that an agent decides. */
const ACCOUNT =
  /\b(?:according to|based on) (?:the|this) (?:account|story|lecture|speech|interview|reading|information(?: (?:given|provided|supplied|above))?)(?=\s*(?:[,.?;:]|$))/i;
const ABOVE =
  /\b(?:mentioned|described|shown|given|listed|stated|noted|discussed|quoted|outlined|presented) above\b|\babove-?mentioned\b|\baforementioned\b|\bas (?:mentioned|described|shown|stated|noted|discussed|outlined) (?:earlier|previously|before|here)\b|\bthe above(?![-\w])(?! (?:average|ground|freezing|sea|zero))/i;
const GIVEN = new RegExp(
  `\\bthe (?:given|provided|supplied|following) (?:${NOUNS}|information|context|values?|scenario|equation)\\b`,
  'i',
);

/** Nouns that a name before them can stand for: "Kodak ..., so why did the company ...?" */
const NAMED = /^(?:company|author|writer|study|report|paper|organi[sz]ation|agency|narrator|article|document|text)$/i;
/** Those of them that may as well be a text that nobody sees: "What did Darwin think, according to the text?" */
const UNSEEN = /^(?:article|document|text)$/i;
/** Words that a sentence begins with and that are no names. */
const OPENERS =
  'What|Why|How|Which|Who|Whose|When|Where|Does|Do|Did|Is|Are|Was|Were|Can|Could|Should|Would|Has|Have|Had|Will|' +
  'In|On|At|If|The|This|These|That|Those|To|For|From|With|Under|As|After|Before|Since|While|By|Of|An|According|Based|' +
  'Given|Using|Considering|Please|You|We|My|Our|Your|It|He|She|They|There|Explain|Write|Describe|Name|List|Give|Tell|' +
  'Compare|Contrast|Summari[sz]e|Identify|Discuss|State|Outline|Compose|Draft|Create|Design|Invent|Imagine|Make|Use|' +
  'Take|Turn|Fill|Retell|Continue|Rewrite|Show|Find|Say|Put|Let|Choose|Pick|Suggest|Propose|Develop|Prepare|Produce|Set';
const ARTICLES = 'an?|my|our|your|their|his|her|its|some|any|every|each|one|two|another|which|what|whose|no';

/** How much of a question is looked at, in characters. */
const LOOKED_AT = 4000;

/** The first such words of a question; null where there are none. */
export function pointingWords(text: string): Pointing | null {
  const question = text.slice(0, LOOKED_AT);
  const own = ownText(question);
  const plainly = ACCORDING.exec(question) ?? ABOVE.exec(question) ?? GIVEN.exec(question);
  const meant = plainly && introduced(question.slice(0, plainly.index), nounOf(plainly[0]));
  if (plainly && meant !== 'surely') return { words: plainly[0], sure: !own && meant === null };
  const [somebody] = SOMEBODY.exec(question) ?? [];
  if (somebody !== undefined) return { words: somebody, sure: false };
  const account = ACCOUNT.exec(question);
  if (account && introduced(question.slice(0, account.index), nounOf(account[0])) !== 'surely')
    return { words: account[0], sure: false };
  const plain = [THE_TEXT, THIS].flatMap((pattern) => [...question.matchAll(pattern)]);
  const doubtful = [THE_THING, THE_TEXT_THEN].flatMap((pattern) => [...question.matchAll(pattern)]);
  for (const match of [...plain, ...doubtful]) {
    const noun = nounOf(match[0]);
    const brought = introduced(question.slice(0, match.index), noun);
    if (brought === 'surely') continue;
    const told = plain.includes(match) && new RegExp(`\\b(?:${TEXTS})(?:['’]?s?['’]?)$`, 'i').test(match[0]);
    return { words: match[0], sure: told && !own && brought === null };
  }
  return null;
}

/** Whether a question brings a text of its own: a block of code, lines, a longer quotation. */
function ownText(question: string): boolean {
  return /```|\n|["“«„][^"”»]{20,2000}["”»]|:\s+\S/.test(question);
}

function nounOf(words: string): string {
  return (
    words
      .replace(/['’]s?$/, '')
      .split(/\s+(?=\S+$)/)
      .at(-1)
      ?.trim() ?? words
  );
}

/** Whether what was said before brings the noun in: "a report", "my old company", or a name that it stands for or may stand for. */
function introduced(before: string, noun: string): 'surely' | 'maybe' | null {
  const singular = noun.replace(/s$/i, '');
  if (!/^[\w ]+$/.test(singular)) return null;
  if (new RegExp(`\\b(?:${ARTICLES})\\s+(?:[\\w'’-]+\\s+){0,3}${singular}s?\\b`, 'i').test(before)) return 'surely';
  if (!NAMED.test(noun) || !NAME.test(before)) return null;
  return UNSEEN.test(noun) ? 'maybe' : 'surely';
}

/** A name: a word with a capital within a sentence, or one that begins the text and is no common opener. */
const NAME = new RegExp(`(?<=[\\p{L}\\d,;)] )\\p{Lu}[\\p{L}\\d]+|^(?!(?:${OPENERS})\\b)\\p{Lu}\\p{Ll}+`, 'u');
