/** Environments that are kept as mathematics: what stands around their lines between `$$`, and what they take before. */
export const MATH: ReadonlyMap<string, { around: string; takes: string }> = new Map(
  [
    ['math displaymath equation dmath', '', ''],
    ['align flalign eqnarray aligned', 'aligned', ''],
    ['alignat xalignat alignedat IEEEeqnarray', 'aligned', 'om'],
    ['gather gathered multline dgroup', 'gathered', ''],
  ].flatMap(([names = '', around = '', takes = '']) =>
    names.split(' ').map((name) => [name, { around, takes }] as const),
  ),
);

/** Environments of which nothing is kept. */
export const SKIPPED = new Set(
  (
    'tikzpicture picture pspicture asy thebibliography theindex filecontents CCSXML pgfpicture forest circuitikz ' +
    'tikzcd xy feynman references'
  ).split(' '),
);

/** Environments of tables, and what they take before the columns. */
export const TABLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ tabular: 'om', 'tabular*': 'mom', tabularx: 'mom', tabulary: 'mom', longtable: 'om', supertabular: 'm' },
    ...{ tabu: 'm', longtabu: 'm', array: 'om', tblr: 'm', xltabular: 'mom' },
  }),
);

/** Environments that may stand inside a paragraph and are read after it. */
export const FLOATS = new Set('figure table wrapfigure wraptable SCfigure sidewaystable algorithm listing'.split(' '));

/** Environments whose content stands in the text, and what they take before it. */
export const TRANSPARENT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ minipage: 'ooom', multicols: 'mo', figure: 'o', table: 'o', wrapfigure: 'omom', wraptable: 'omom' },
    ...{ adjustbox: 'm', subfigure: 'oom', subtable: 'oom', landscape: '', center: '', flushleft: '', flushright: '' },
    ...{ document: '', titlepage: '', spacing: 'm', singlespace: '', small: '', footnotesize: '', appendix: '' },
    ...{ subequations: '', frame: 'o', columns: 'o', column: 'om', block: '', sideways: '', sidewaystable: 'o' },
    ...{ tcolorbox: 'o', mdframed: 'o', threeparttable: 'o', tablenotes: 'o', appendices: '', otherlanguage: 'm' },
    ...{
      frontmatter: '',
      keyword: '',
      IEEEkeywords: '',
      acknowledgments: '',
      widetext: '',
      CJK: 'mm',
      SCfigure: 'o',
      algorithm: 'o',
    },
    ...{ listing: 'o', algorithmic: 'o', algorithm2e: 'o' },
    ...{ list: 'mm', trivlist: '', raggedright: '', sloppypar: '', tabbing: '', verse: 'o', onehalfspacing: '' },
  }),
);

/** Lists, and how their items are marked. */
export const LISTS: ReadonlyMap<string, 'bullets' | 'numbers'> = new Map([
  ...['itemize', 'description', 'compactitem', 'itemize*', 'basedescript', 'labeling', 'list', 'trivlist'].map(
    (name) => [name, 'bullets'] as const,
  ),
  ...['enumerate', 'compactenum', 'enumerate*', 'inparaenum', 'parts', 'subparts', 'questions'].map(
    (name) => [name, 'numbers'] as const,
  ),
]);

/** What quotes another text. */
export const QUOTES = new Set(['quote', 'quotation', 'displayquote', 'blockquote', 'epigraph', 'dialogue']);

const STATEMENTS = {
  Theorem: 'theorem thm theo satz theorem*',
  Lemma: 'lemma lem lemma*',
  Proposition: 'proposition prop',
  Corollary: 'corollary cor coro corr',
  Definition: 'definition defn defi dfn',
  Example: 'example ex exa exm eg',
  Examples: 'examples',
  Exercise: 'exercise exer exc xca exercises',
  Problem: 'problem prob',
  Question: 'question',
  Remark: 'remark rem rmk rk',
  Conjecture: 'conjecture conj',
  Claim: 'claim clm',
  Axiom: 'axiom ax',
  Observation: 'observation obs',
  Fact: 'fact',
  Property: 'property',
  Assumption: 'assumption',
  Hypothesis: 'hypothesis',
  Notation: 'notation nota',
};
const UNNUMBERED = {
  Proof: 'proof pf',
  Solution: 'solution sol soln',
  Answer: 'answer ans',
  Hint: 'hint',
  Note: 'note',
  Case: 'case',
  Summary: 'summary',
};

/** Environments with a name before their text, and whether they are numbered. */
export const STATEMENT_NAMES: ReadonlyMap<string, { name: string; numbered: boolean }> = new Map(
  [STATEMENTS, UNNUMBERED].flatMap((names) =>
    Object.entries(names).flatMap(([name, environments]) =>
      environments.split(' ').map((of) => [of, { name, numbered: names === STATEMENTS }] as const),
    ),
  ),
);
