import { expect, it, test } from 'vitest';
import { mathmlToLatex, ommlToLatex } from './equations.ts';
import { parseXml } from './xml.ts';

const math = (inner: string) => mathmlToLatex(`<math>${inner}</math>`);

test.each([
  [
    'fractions, roots, scripts',
    '<mfrac><msup><mi>a</mi><mn>2</mn></msup><msqrt><msub><mi>b</mi><mi>i</mi></msub></msqrt></mfrac>',
    '\\frac{a^{2}}{\\sqrt{b_{i}}}',
  ],
  [
    'limits of sums',
    '<munderover><mo>&sum;</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>',
    '\\sum_{i = 1}^{n} i',
  ],
  [
    'limits',
    '<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>sin</mi><mi>x</mi>',
    '\\lim_{x \\rightarrow 0} \\sin x',
  ],
  [
    'words, letters that are no ASCII too',
    '<msub><mi>Q</mi><mtext>Księżyc</mtext></msub><mo>=</mo><mn>1,5</mn><mspace width="0.2em"/><mtext>N</mtext>',
    'Q_{\\text{Księżyc}} = 1,5 \\, \\text{N}',
  ],
  ['spaces inside of words', '<mtext>if </mtext><mi>x</mi><mtext>a_b%</mtext>', '\\text{if } x \\text{a\\_b\\%}'],
  ['names of several letters', '<mi>Force</mi><mo>=</mo><mn>90</mn><mo>°</mo>', '\\mathrm{Force} = 90^{\\circ}'],
  [
    'fences that stay small',
    '<mi>f</mi><mo>(</mo><mi>x</mi><mo>)</mo><msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>',
    'f (x) (a)^{2}',
  ],
  ['fences that grow', '<mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo>', '\\left(\\frac{a}{b}\\right)'],
  [
    'a fence before a table',
    '<mi>f</mi><mo>=</mo><mo>{</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mn>2</mn></mtd></mtr></mtable>',
    'f = \\left\\{\\begin{matrix}1 & x \\\\ 2\\end{matrix}\\right.',
  ],
  ['mfenced', '<mfenced open="[" close=")"><mi>x</mi><mi>y</mi></mfenced>', '[x, y)'],
  [
    'accents of one letter and of more',
    '<mover><mi>E</mi><mo>→</mo></mover><mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>¯</mo></mover>',
    '\\vec{E} \\overline{A B}',
  ],
  ['what cannot be seen', '<mi>f</mi><mo>&ApplyFunction;</mo><mi>x</mi><mphantom><mi>q</mi></mphantom>', 'f x'],
  ['a sum raised to a power', '<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>', '{a + b}^{2}'],
  [
    "the author's own TeX",
    '<semantics><mi>x</mi><annotation encoding="application/x-tex">{\\displaystyle x^2}</annotation></semantics>',
    'x^2',
  ],
])('MathML: %s', (_, inner, latex) => {
  expect(math(inner)).toBe(latex);
});

it('takes prefixes, and an element that is no <math>', () => {
  expect(mathmlToLatex('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>a</m:mi></m:math>')).toBe('a');
  expect(mathmlToLatex('<mfrac><mi>a</mi><mi>b</mi></mfrac>')).toBe('\\frac{a}{b}');
});

test.each([
  ['no XML', '<<<'],
  ['nothing', ''],
  ['elements deeper than can be read', '<msqrt>'.repeat(50_000)],
  ['more than anybody reads', `<math>${'<mi>a</mi>'.repeat(100_000)}</math>`],
  ['too many fences', `<math>${'<mo>(</mo>'.repeat(70_000)}</math>`],
])('is empty for %s', (_, mathml) => {
  expect(mathmlToLatex(mathml)).toBe('');
});

it('does not expand what an equation declares itself', () => {
  const bomb =
    '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><math><mtext>&b;</mtext></math>';
  expect(mathmlToLatex(bomb)).toBe('\\text{\\&b;}');
});

it('takes private characters of fonts for nothing', () => {
  expect(math('<mi>\u{F0000}</mi><mi>\uF061</mi><mi>x</mi>')).toBe('x');
});

const run = (text: string, style = '') => `<m:r>${style && `<m:rPr>${style}</m:rPr>`}<m:t>${text}</m:t></m:r>`;
const omml = (inner: string, name = 'm:oMath') =>
  ommlToLatex(
    parseXml(
      `<${name} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inner}</${name}>`,
      'a test',
    ),
  );

test.each([
  ['runs', run('E=m') + `<m:sSup><m:e>${run('c')}</m:e><m:sup>${run('2')}</m:sup></m:sSup>`, 'E = m c^{2}'],
  [
    'fractions and roots',
    `<m:f><m:num>${run('-b±')}<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${run('4ac')}</m:e></m:rad></m:num><m:den>${run('2a')}</m:den></m:f>`,
    '\\frac{- b \\pm \\sqrt{4 a c}}{2 a}',
  ],
  [
    'operators with limits',
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${run('i=1')}</m:sub><m:sup>${run('n')}</m:sup><m:e>${run('x')}</m:e></m:nary>` +
      `<m:nary><m:naryPr><m:subHide m:val="1"/><m:supHide m:val="on"/></m:naryPr><m:sub/><m:sup/><m:e>${run('x')}</m:e></m:nary>`,
    '\\sum_{i = 1}^{n} x \\int x',
  ],
  [
    'functions and limits',
    `<m:func><m:fName><m:limLow><m:e>${run('lim', '<m:sty m:val="p"/>')}</m:e><m:lim>${run('x→∞')}</m:lim></m:limLow></m:fName><m:e>${run('x')}</m:e></m:func>`,
    '\\lim_{x \\rightarrow \\infty} x',
  ],
  [
    'cases with words',
    `<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr><m:e>${run('x&amp;=1')}</m:e><m:e>${run('y')}${run(' if x', '<m:nor/>')}</m:e></m:eqArr></m:e></m:d>`,
    '\\left\\{\\begin{matrix}x = 1 \\\\ y \\text{ if x}\\end{matrix}\\right.',
  ],
  [
    'matrices, accents, bars',
    `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:m><m:mr><m:e>${run('1')}</m:e><m:e>${run('2')}</m:e></m:mr></m:m></m:e></m:d>` +
      `<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr><m:e>${run('v')}</m:e></m:acc><m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>${run('xy')}</m:e></m:bar>`,
    '\\left[\\begin{matrix}1 & 2\\end{matrix}\\right] \\vec{v} \\overline{x y}',
  ],
  [
    'upright units and bold letters',
    run('5,2') + run('kg', '<m:sty m:val="p"/>') + run('m', '<m:sty m:val="p"/>') + run('F', '<m:sty m:val="b"/>'),
    '5,2 \\mathrm{kg} \\mathrm{m} \\mathbf{F}',
  ],
])('OMML: %s', (_, inner, latex) => {
  expect(omml(inner)).toBe(latex);
});

it('puts the equations of one paragraph under each other', () => {
  const lines = `<m:oMath>${run('a')}</m:oMath><m:oMath>${run('b')}</m:oMath>`;
  expect(omml(lines, 'm:oMathPara')).toBe('\\begin{matrix}a \\\\ b\\end{matrix}');
});
