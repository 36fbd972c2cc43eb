/**
 * Commands by what a reader of their text needs of them. A signature says what a command takes before what flows on as
 * text: `*` a star, `o` an option in brackets, `m` an argument, `p` an option in parentheses, `l` a length.
 */
const LEFT_OUT = `
  m: label index glossary newlength newsavebox newcounter stepcounter refstepcounter thispagestyle pagestyle pagenumbering
  m: bibliographystyle addbibresource graphicspath hypersetup linespread hyphenation markright thanks nocite hyperpage
  m: usetikzlibrary input include subfile pgfplotsset tikzset lstset sisetup captionsetup theoremstyle numberwithin
  m: DeclareGraphicsExtensions bibliography color cline cmidrule setmainfont setstretch hypertarget hyperlink selectlanguage
  m: foreignlanguage excludecomment includecomment geometry urlstyle allowdisplaybreaks mathtoolsset
  mm: setlength addtolength settowidth settoheight setcounter addtocounter markboth fontsize DeclareInputMath newtheoremstyle
  mm: resizebox fcolorbox setuptodonotes pgfkeys
  mmm: addcontentsline definecolor setbeamertemplate
  *m: vspace includesvg
  *om: titleformat titlespacing
  *oom: includegraphics
  omo: usepackage RequirePackage documentclass LoadClass
  omm: pdfbookmark rule
  om: fancyhead fancyfoot fancyhf lhead rhead chead lfoot rfoot cfoot todo missingfigure marginpar marginnote
  om: setkomafont textcolor rotatebox setotherlanguage setdefaultlanguage setmainlanguage setsansfont setmonofont usetheme
  moo: raisebox
  m: scalebox colorbox
  ooom: parbox
  oo: makebox framebox
  o: footnotemark pagebreak linebreak nopagebreak nolinebreak hyperref midrule toprule bottomrule tableofcontents hline
  o: printbibliography usebox listoffigures listoftables specialrule hhline
  lm: write
  l: vskip kern mskip hangindent hangafter parindent parskip baselineskip spaceskip penalty looseness lineskip
  l: leftskip rightskip topskip parfillskip emergencystretch tolerance hbadness textwidth textheight oddsidemargin
  l: evensidemargin topmargin headheight headsep tabcolsep columnsep arraystretch raise lower moveleft moveright
`;

const SILENT = `
  phantomsection maketitle newpage clearpage cleardoublepage noindent indent centering raggedright raggedleft bigskip medskip
  smallskip vfill vfil hfil hrulefill bfseries mdseries itshape slshape scshape upshape rmfamily sffamily ttfamily normalfont
  tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge rm bf it sl sc tt em sf protect relax ignorespaces
  unskip null strut allowbreak sloppy fussy frenchspacing nonfrenchspacing boldmath unboldmath displaystyle textstyle qed
  qedhere appendix frontmatter mainmatter backmatter printindex makeindex makeglossaries listfiles newblock makeatletter
  makeatother global long outer leavevmode nobreak selectfont begingroup endgroup bgroup egroup obeylines singlespacing
  doublespacing onehalfspacing flushbottom raggedbottom samepage twocolumn onecolumn expandafter noexpand csname endcsname
  string number xspace ignorespacesafterend balance IEEEpeerreviewmaketitle doublespace pause nonumber notag
  immediate tightlist centerline leftline rightline goodbreak filbreak eject break
`;

/** What is taken, and left out, after commands that say nothing. */
export const SIGNATURES: ReadonlyMap<string, string> = new Map([
  ...SILENT.trim()
    .split(/\s+/)
    .map((name) => [name, ''] as const),
  ...LEFT_OUT.trim()
    .split('\n')
    .flatMap((line) => {
      const [signature = '', names = ''] = line.trim().split(': ');
      return names.split(' ').map((name) => [name, signature] as const);
    }),
]);

/** Marks around what a command takes, as Markdown has them. */
export const MARKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ emph: '_', textit: '_', textsl: '_', textbf: '**', texttt: '`', alert: '_', structure: '**', term: '_' },
    ...{ code: '`', lstinline: '`', strong: '**', bemph: '_' },
  }),
);

/** What is set around an argument, or done to its letters. */
export const WRAPPED: ReadonlyMap<string, (said: string) => string> = new Map([
  ['enquote', (said) => `“${said}”`],
  ['MakeUppercase', (said) => said.toUpperCase()],
  ['uppercase', (said) => said.toUpperCase()],
  ['MakeLowercase', (said) => said.toLowerCase()],
  ['lowercase', (said) => said.toLowerCase()],
  ['ang', (said) => `${said}°`],
]);

/** Ranks of headings; `chapter` is the highest in books, `section` in articles. */
export const HEADINGS: ReadonlyMap<string, number> = new Map(
  Object.entries({ part: 0, chapter: 0, section: 1, subsection: 2, subsubsection: 3, paragraph: 4, subparagraph: 5 }),
);

interface Reference {
  named: boolean;
  around?: [string, string];
  page?: boolean;
}

/** Commands that name a source; `textcite` and the like stand for its authors. */
export const CITATIONS = /^(?:no|full|foot|paren|text|auto|smart|super|short)?[cC]ite(?:[a-zA-Z]*|\*)$/;

/** Commands that name a place: whether they bring the name of what stands there, and whether it is a page, which nothing here has. */
export const REFERENCES: ReadonlyMap<string, Reference> = new Map<string, Reference>([
  ['ref', { named: false }],
  ['eqref', { named: false, around: ['(', ')'] }],
  ['pageref', { named: false, page: true }],
  ['nameref', { named: false }],
  ['autoref', { named: true }],
  ['cref', { named: true }],
  ['Cref', { named: true }],
  ['vref', { named: false }],
]);
