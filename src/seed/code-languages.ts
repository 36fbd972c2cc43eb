/** How a programming language is written, as far as finding its top-level declarations needs it. */
export interface CodeLanguage {
  name: string;
  /** Blocks by braces, or by indentation (also for languages with `end`). */
  blocks: 'brace' | 'indent';
  /** What begins a comment to the end of the line. */
  lineComments: readonly string[];
  /** Begin and end of block comments. */
  blockComments: readonly (readonly [string, string])[];
  /** Quotes of strings that end with their line (or before), and of those that may hold line breaks. */
  quotes: string;
  longQuotes: readonly string[];
}

const C = {
  blocks: 'brace',
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  quotes: '"',
  longQuotes: [],
} as const;
const SCRIPT = { ...C, quotes: '"\'', longQuotes: ['`'] } as const;
const JVM = { ...C, longQuotes: ['"""'] } as const;
const HASH = { blocks: 'indent', lineComments: ['#'], blockComments: [], quotes: '"\'', longQuotes: [] } as const;
const DASH = { ...HASH, lineComments: ['--'], blockComments: [['{-', '-}']] } as const;

const LANGUAGES: [extensions: string, name: string, how: Omit<CodeLanguage, 'name'>][] = [
  ['py pyi pyw', 'Python', { ...HASH, longQuotes: ['"""', "'''"] }],
  ['ts mts cts tsx', 'TypeScript', SCRIPT],
  ['js mjs cjs jsx', 'JavaScript', SCRIPT],
  ['go', 'Go', { ...C, longQuotes: ['`'] }],
  ['rs', 'Rust', C],
  ['java', 'Java', JVM],
  ['kt kts', 'Kotlin', JVM],
  ['scala', 'Scala', JVM],
  ['groovy gradle', 'Groovy', { ...JVM, quotes: '"\'' }],
  ['cs', 'C#', JVM],
  ['swift', 'Swift', JVM],
  ['dart', 'Dart', { ...C, quotes: '"\'', longQuotes: ['"""', "'''"] }],
  ['c h', 'C', C],
  ['cpp cc cxx hpp hh hxx cu', 'C++', C],
  ['m mm', 'Objective-C', C],
  ['php', 'PHP', { ...SCRIPT, lineComments: ['//', '#'], longQuotes: [] }],
  ['zig', 'Zig', C],
  ['sol', 'Solidity', { ...C, quotes: '"\'' }],
  ['css scss less', 'CSS', { ...C, quotes: '"\'' }],
  ['proto', 'Protocol Buffers', C],
  ['sh bash zsh', 'Shell', { ...HASH, blocks: 'brace' }],
  ['ps1 psm1', 'PowerShell', { ...HASH, blocks: 'brace', blockComments: [['<#', '#>']] }],
  ['pl pm', 'Perl', { ...HASH, blocks: 'brace' }],
  ['r', 'R', { ...HASH, blocks: 'brace' }],
  ['rb', 'Ruby', { ...HASH, blockComments: [['=begin', '=end']] }],
  ['jl', 'Julia', { ...HASH, blockComments: [['#=', '=#']], quotes: '"', longQuotes: ['"""'] }],
  ['ex exs', 'Elixir', { ...HASH, quotes: '"', longQuotes: ['"""'] }],
  ['erl hrl', 'Erlang', { ...HASH, lineComments: ['%'], quotes: '"' }],
  ['lua', 'Lua', { ...DASH, blockComments: [['--[[', ']]']] }],
  ['hs', 'Haskell', { ...DASH, quotes: '"' }],
  ['elm', 'Elm', { ...DASH, quotes: '"', longQuotes: ['"""'] }],
  ['ml mli', 'OCaml', { ...HASH, lineComments: [], blockComments: [['(*', '*)']], quotes: '"' }],
  ['fs fsx', 'F#', { ...HASH, lineComments: ['//'], blockComments: [['(*', '*)']], quotes: '"' }],
  ['clj cljs cljc', 'Clojure', { ...HASH, lineComments: [';'], quotes: '"' }],
  ['lisp el scm rkt', 'Lisp', { ...HASH, lineComments: [';'], quotes: '"' }],
  ['sql', 'SQL', { ...DASH, blockComments: [['/*', '*/']], quotes: "'" }],
  ['f90 f95 f03', 'Fortran', { ...HASH, lineComments: ['!'] }],
  ['nim', 'Nim', { ...HASH, longQuotes: ['"""'] }],
  ['tf', 'Terraform', { ...C, lineComments: ['#', '//'] }],
];

/** The language of each file extension (with the dot) that is read as code. */
export const CODE_LANGUAGES: ReadonlyMap<string, CodeLanguage> = new Map(
  LANGUAGES.flatMap(([extensions, name, how]) =>
    extensions.split(' ').map((extension) => [`.${extension}`, { name, ...how }] as const),
  ),
);
