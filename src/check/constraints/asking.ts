import type { Asking, Aspect, Kind } from './constraint.ts';
import { wordCount } from './measure.ts';

/** Types whose answer is a piece of writing. */
const PIECES = new Set(
  `short-story dialogue screenplay-scene character world-building humour game-quest pastiche poem-free poem-fixed-form song
  advertisement product-description press-release social-post speech letter email memo-or-report cover-letter-and-profile blog-post
  essay review-or-critique narrative headline writing-together role-play`.split(/\s+/),
);
/** Types whose answer is the material in another form. */
const REWORKED = new Set(
  `paraphrasing simplification expansion keyword-replacement plagiarism-rewording sentiment-modification content-rewriting
  imitate-a-sample-style reorganization annotation correction removing obfuscation translation`.split(/\s+/),
);

interface Task {
  question: string;
  material: string;
  type: string;
  lasting?: boolean;
}

/** The task of a type as constraints are drawn for it. */
export function askingOf({ question, material, type, lasting = false }: Task): Asking {
  const kind: Kind = PIECES.has(type) ? 'piece' : REWORKED.has(type) ? 'rework' : 'answer';
  const size = kind === 'rework' ? wordCount(material).least : kind === 'piece' ? 320 : 180;
  return { question, material, kind, lasting, size: Math.min(700, Math.max(60, size)) };
}

const COUNT = String.raw`(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`;
const SAID: readonly [RegExp, readonly Aspect[]][] = [
  [
    new RegExp(
      String.raw`\b${COUNT}(?:[-–]| to |-)?(?:\d+)?[ -]?(?:words?|sentences?|pages?|characters?|lines?|minutes?|seconds?)\b`,
      'i',
    ),
    ['size', 'sentences', 'layout'],
  ],
  [
    /\b(?:briefly|brief|in short|concise(?:ly)?|at length|essay|as short as|short (?:answer|note|piece|text))\b/i,
    ['size'],
  ],
  [
    /\b(?:tables?|bullets?|bulleted|numbered|steps?|lists?|columns?|json|yaml|xml|csv|html|markdown|outline|paragraphs?|stanzas?|headings?|sections?|parts?|format)\b/i,
    ['layout', 'notation'],
  ],
  [/\b(?:begins?|beginning|starts?|starting|opens?|opening|titled?|headline|subject line)\b/i, ['opening']],
  [/\b(?:ends?|ending|closes?|closing|last (?:line|sentence|word))\b/i, ['ending']],
  [/\b(?:capitals?|capitalized?|upper ?case|lower ?case|title case)\b/i, ['case']],
  [
    /\b(?:translate|translation|in (?:English|German|French|Spanish|Italian|Latin|Chinese|Japanese|Russian|Portuguese))\b/i,
    ['tongue', 'case'],
  ],
  [/\b(?:numbers?|figures?|digits?|dates?|how (?:many|much|long|old|far)|when|calculate|percent)\b/i, ['digits']],
  [/\b(?:code|function|program|script|query)\b/i, ['notation', 'layout', 'case', 'marks']],
  [/\b(?:letter|email|e-mail|speech)\b/i, ['opening', 'ending']],
];

/** The sides of an answer that a question settles itself, as far as its English words tell. */
export function settledBy(question: string): Set<Aspect> {
  return new Set(SAID.flatMap(([pattern, aspects]) => (pattern.test(question) ? aspects : [])));
}
