/** Entities of XML, and those of HTML and MathML (ISO 8879, ISO 9573-13) that texts and equations use; names are case-sensitive. */
const NAMES = new Map(
  `amp & lt < gt > quot " apos ' nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d shy \u00ad
  ndash – mdash — hellip … lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » lsaquo ‹ rsaquo › bull • middot ·
  copy © reg ® trade ™ deg ° sect § para ¶ dagger † Dagger ‡ euro € pound £ yen ¥ cent ¢ iexcl ¡ iquest ¿ ordf ª ordm º
  frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ micro µ prime ′ Prime ″ permil ‰ szlig ß aelig æ AElig Æ oelig œ OElig Œ
  agrave à aacute á acirc â atilde ã auml ä aring å egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï
  ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý yuml ÿ ntilde ñ ccedil ç
  Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï
  Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý Ntilde Ñ Ccedil Ç
  eth ð ETH Ð thorn þ THORN Þ scaron š Scaron Š zcaron ž Zcaron Ž
  alpha α beta β gamma γ delta δ epsilon ε epsi ε varepsilon ϵ zeta ζ eta η theta θ thetasym ϑ iota ι kappa κ lambda λ mu μ
  nu ν xi ξ omicron ο pi π varpi ϖ piv ϖ rho ρ sigma σ sigmaf ς tau τ upsilon υ upsi υ phi φ varphi ϕ phiv ϕ chi χ psi ψ omega ω
  Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ
  Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω ohm Ω hbar ℏ planck ℏ ell ℓ image ℑ real ℜ weierp ℘ alefsym ℵ aleph ℵ
  plus + minus − times × divide ÷ div ÷ plusmn ± PlusMinus ± mnplus ∓ sdot ⋅ lowast ∗ ast * compfn ∘ oplus ⊕ CirclePlus ⊕
  otimes ⊗ CircleTimes ⊗ equals = ne ≠ NotEqual ≠ le ≤ leq ≤ ge ≥ geq ≥ asymp ≈ approx ≈ ap ≈ sim ∼ cong ≅ equiv ≡ Congruent ≡
  prop ∝ Proportional ∝ infin ∞ part ∂ PartialD ∂ nabla ∇ Del ∇ sum ∑ Sum ∑ prod ∏ Product ∏ int ∫ Integral ∫ oint ∮
  conint ∮ ContourIntegral ∮ radic √ Sqrt √ and ∧ wedge ∧ or ∨ vee ∨ not ¬ cap ∩ cup ∪ isin ∈ in ∈ Element ∈ notin ∉ ni ∋
  sub ⊂ subset ⊂ sup ⊃ supset ⊃ nsub ⊄ sube ⊆ supe ⊇ empty ∅ emptyset ∅ forall ∀ ForAll ∀ exist ∃ Exists ∃ there4 ∴ perp ⊥
  ang ∠ angle ∠ larr ← uarr ↑ rarr → RightArrow → darr ↓ harr ↔ rightarrow → lArr ⇐ rArr ⇒ Implies ⇒ hArr ⇔ iff ⇔ map ↦
  rlhar ⇌ Equilibrium ⇌ rightleftharpoons ⇌ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ langle ⟨ rangle ⟩ verbar | vert |
  Vert ‖ Verbar ‖ lbrace { rbrace } lcub { rcub } lbrack [ rbrack ] lsqb [ rsqb ] lpar ( rpar ) num # percnt % dollar $ ctdot ⋯
  hat ^ Hat ^ macr ¯ OverBar ‾ UnderBar _ tilde ˜ uml ¨ acute ´ cedil ¸ circ ˆ dot ˙ vellip ⋮ dtdot ⋱
  it \u2062 InvisibleTimes \u2062 af \u2061 ApplyFunction \u2061 ic \u2063 InvisibleComma \u2063 dd ⅆ DifferentialD ⅆ ee ⅇ ii ⅈ
  ExponentialE ⅇ ImaginaryI ⅈ nbhy \u2011 bprime ‵ star ⋆ Star ⋆ square □ lozenge ◊ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦`
    .split(/[ \n]+/)
    .reduce<[string, string][]>((pairs, word, i) => {
      const last = pairs.at(-1);
      if (i % 2 === 0) pairs.push([word, '']);
      else if (last) last[1] = word;
      return pairs;
    }, []),
);

/**
 * Text with its character references resolved: `&#233;`, `&#xe9;` and the usual names. Others stay as they stand, and so
 * do all that a document type declares itself: nothing is ever expanded.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]\w{0,31}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMES.get(name) ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** Text so that it can stand in XML or HTML, also as the value of an attribute in double quotes. */
export function encodeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
