/**
 * What the Open Logic Project's sources use and its package defines, written here as far as their text needs it: its
 * sections lie about as files of their own, without the package.
 */
export const OPEN_LOGIC = String.raw`
\newcommand{\olfileid}[3]{}\newcommand{\olsection}[2][]{\section{#2}}\newcommand{\olchapter}[4][]{\section{#4}}
\newcommand{\ollabel}[1]{\label{#1}}\NewDocumentCommand{\olref}{o o o m}{\cref{#4}}\newcommand{\iftag}[3]{#2}
\newcommand{\tagitem}[3]{\item #2}\newcommand{\tagprob}[1]{}\newcommand{\tagendprob}{}\newcommand{\tagblock}[1]{}
\newcommand{\article}[1]{a}\newcommand{\printtoken}[2]{#2}\newcommand{\usetoken}[2]{#2}
\newcommand{\indcase}[3]{\def\indfrm{#1}\def\indcomplex{#2}$#1 \equiv #2$: #3}
\NewDocumentCommand{\Sat}{t/ m m}{\IfBooleanTF{#1}{\mathfrak{#2} \nvDash #3}{\mathfrak{#2} \vDash #3}}
\newcommand{\Struct}[1]{\mathfrak{#1}}\newcommand{\Domain}[1]{|\mathfrak{#1}|}\newcommand{\Lang}[1]{\mathcal{#1}}
\newcommand{\Assign}[2]{#1^{\mathfrak{#2}}}\newcommand{\Value}[2]{\mathrm{Val}^{\mathfrak{#2}}(#1)}
\newcommand{\Subst}[3]{#1[#2/#3]}\newcommand{\varAssign}[3]{#1 \sim_{#3} #2}\newcommand{\Var}{\mathrm{Var}}
\newcommand{\Atom}[2]{#1(#2)}\NewDocumentCommand{\eq}{o o}{#1 = #2}\newcommand{\tuple}[1]{\langle #1 \rangle}
\newcommand{\Setabs}[2]{\{#1 \mid #2\}}\newcommand{\ident}{\equiv}
\newcommand{\lif}{\rightarrow}\newcommand{\liff}{\leftrightarrow}\newcommand{\lfalse}{\bot}\newcommand{\ltrue}{\top}
\NewDocumentCommand{\lforall}{o o}{\forall #1\, #2}\NewDocumentCommand{\lexists}{o o}{\exists #1\, #2}
\newcommand{\OCon}{\mathrm{Con}}\newcommand{\Proves}{\vdash}\newcommand{\Entails}{\vDash}\newcommand{\Nat}{\mathbb{N}}\newcommand{\Int}{\mathbb{Z}}
\newcommand{\Real}{\mathbb{R}}\newcommand{\Rat}{\mathbb{Q}}\newcommand{\Pow}[1]{\wp(#1)}\newcommand{\Th}[1]{\mathbf{#1}}
\newcommand{\Log}[1]{\mathbf{#1}}\newcommand{\Obj}[1]{\mathsf{#1}}\newcommand{\comp}[2]{#2 \circ #1}
\newcommand{\dom}[1]{\mathrm{dom}(#1)}\newcommand{\ran}[1]{\mathrm{ran}(#1)}\newcommand{\card}[1]{|#1|}
`.replaceAll('\n', '%\n');

/**
 * A source of it with its words for words: `!!{formula}s` reads formulas, `!!a{element}` an element, `!!^a{set}` A set,
 * and the formula `!A` in its mathematics A.
 */
export function withoutTokens(source: string): string {
  return source
    .replaceAll(/!!(\^?)(a?)\{([^{}]{1,60})\}/g, (_, capital: string, article: string, word: string) => {
      const said = article === '' ? word : `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
      return capital === '' ? said : said.charAt(0).toUpperCase() + said.slice(1);
    })
    .replaceAll(/(?<![!\w])!(?=[A-Z](?![a-z]))/g, '');
}
