import { describe, expect, it, vi } from 'vitest';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const PROSE = [
  'Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it.',
  'So she was considering in her own mind, as well as she could, for the hot day made her feel very sleepy and stupid, whether the pleasure of making a daisy-chain would be worth the trouble of getting up and picking the daisies.',
  'There was nothing so very remarkable in that, nor did Alice think it so very much out of the way to hear the Rabbit say to itself that it would be late, but when the Rabbit actually took a watch out of its pocket, she ran.',
];
const ARTICLE = PROSE.map((text) => `<p>${text}</p>`).join('');
const MENU = Array.from({ length: 9 }, (_, i) => `<li><a href="/p${i}">Page number ${i}</a></li>`).join('');

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const text = async (body: string, head?: string) => (await readDocument('a.html', page(body, head))).text;
/** What an article holds between its first paragraph and its last. */
const inside = async (html: string) => {
  const whole = await text(`<article><h1>Alice</h1>${ARTICLE}${html}<p>${PROSE[0]} Again.</p></article>`);
  return whole.slice(whole.indexOf(PROSE[2] ?? '') + (PROSE[2]?.length ?? 0), whole.lastIndexOf(PROSE[0] ?? '')).trim();
};

describe('the main text of a page', () => {
  it('is what stands between menus, notices, share buttons and lists of other pages', async () => {
    const body = `<header role="banner"><h2>The Site</h2></header><nav><ul>${MENU}</ul></nav>
      <div id="onetrust-banner">We value your privacy and use cookies to make this site better for you and for us.</div>
      <main><h1>Alice</h1>${ARTICLE}<div class="social-share"><a href="/x">Share on X</a> <a href="/f">Post it</a></div></main>
      <aside class="related-posts"><h3>More like this</h3><ul>${MENU}</ul></aside><footer>© 2026 The Site</footer>`;
    expect(await text(body)).toBe(`## Alice\n\n${PROSE.join('\n\n')}`);
  });

  it('leaves out what nobody sees, but not what a script shows or a form holds', async () => {
    expect(
      await inside('<p hidden>no</p><div aria-hidden="true">no</div><p style="color:red; display : none">no</p>'),
    ).toBe('');
    const held = [`<div style="display:none">${ARTICLE}</div>`, `<form action="/x">${ARTICLE}<input name="q"></form>`];
    for (const body of held) expect(await text(body)).toBe(PROSE.join('\n\n'));
  });

  it('is all of it where the article that is found is not the page', async () => {
    const parts = Array.from(
      { length: 6 },
      (_, i) => `<div><h2>Part ${i}</h2><p>${PROSE[i % 3]} It is part ${i}.</p></div>`,
    );
    const whole = await text(`<div>${parts.join('</div><div>')}</div>`);
    for (let i = 0; i < 6; i++) expect(whole).toContain(`## Part ${i}\n\n`);
  });

  it('says long paragraphs once, with their headings', async () => {
    const card = `<h2>The Rabbit</h2><p>${PROSE[2]}</p>`;
    const whole = await text(
      `<main><section>${card}</section><p>${PROSE[0]}</p><section>${card}</section><p>${PROSE[1]}</p></main>`,
    );
    expect(whole).toBe(`## The Rabbit\n\n${PROSE[2]}\n\n${PROSE[0]}\n\n${PROSE[1]}`);
  });

  it('is none where a page only tells what others say; its controls are still a page to act on', async () => {
    const teasers = Array.from(
      { length: 20 },
      (_, i) => `<li><a href="/${i}">${PROSE[i % 3]?.slice(0, 100)}</a></li>`,
    ).join('');
    const front = page(`<form><input name="q"></form><main><ul>${teasers}</ul></main>`);
    const { documents, rejects } = await readDocuments('a.html', front);
    expect(documents.map(({ kind }) => kind)).toEqual(['html']);
    expect(rejects).toEqual([{ source: 'a.html', reason: 'no main text (menus, links or forms only)' }]);
    await expect(readDocument('a.html', page('<p>Nothing here.</p>'))).rejects.toThrow('no main text');
  });
});

describe('what a page says', () => {
  it.each([
    ['MathML', '<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>', '$\\frac{a}{2}$'],
    [
      'KaTeX',
      '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x1</span></span>',
      '$x_1$',
    ],
    [
      'MathJax 2',
      '<span class="MathJax_Preview">x</span><script type="math/tex; mode=display">x^2</script>',
      '$$x^2$$',
    ],
    [
      'MathJax 3',
      '<mjx-container display="true"><mjx-math>x</mjx-math><mjx-assistive-mml><math display="block"><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
      '$$x^{2}$$',
    ],
    [
      'MediaWiki',
      '<span class="mwe-math-element"><span style="display: none;"><math><semantics><mi>E</mi><annotation encoding="application/x-tex">{\\displaystyle E=mc^{2}}</annotation></semantics></math></span><img alt="{\\displaystyle E=mc^{2}}" aria-hidden="true"></span>',
      '$E=mc^{2}$',
    ],
    ['a picture of TeX', '<span class="mwe-math-element"><img alt="{\\displaystyle a&lt;b}"></span>', '$a<b$'],
  ])('keeps equations as LaTeX: %s', async (_, html, latex) => {
    expect(await inside(`<p>See ${html} there.</p>`)).toBe(`See ${latex} there.`);
  });

  it.each([
    [
      'tables with spans',
      '<table><tr><th>Name</th><th colspan="2">Size | mm</th></tr><tr><td rowspan="2">A</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>',
      '| Name | Size \\| mm |  |\n| --- | --- | --- |\n| A | 1 | 2 |\n|  | 3 | 4 |',
    ],
    [
      'terms and what they mean',
      '<dl><dt>Seed</dt><dd>a text</dd><dt>Skill</dt><dd>what is taught</dd></dl>',
      'Seed\n: a text\n\nSkill\n: what is taught',
    ],
    [
      'code with its language',
      '<div class="highlight"><pre><code class="language-python"><span class="lineno">1</span>def f():<br>    return "&lt;b&gt;"\n</code></pre></div>',
      '```python\ndef f():\n    return "<b>"\n```',
    ],
    ['code without one', '<pre>a = 1\n  b = 2</pre>', '```\na = 1\n  b = 2\n```'],
    [
      'powers',
      '<p>It is 10<sup>-3</sup> m, the 16<sup>th</sup> of H<sub>2</sub>O.</p>',
      'It is 10^-3 m, the 16th of H2O.',
    ],
    ['lists inside lists', '<ol><li>One<ul><li>two</li></ul></li><li>Three</li></ol>', '1. One\n    - two\n2. Three'],
  ])('is Markdown: %s', async (_, html, markdown) => {
    expect(await inside(html)).toBe(markdown);
  });

  it.each([
    ['a link', '', '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC</a>'],
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"Article","license":"https://creativecommons.org/licenses/by/4.0/"}</script>',
      '',
    ],
    ['a meta element', '<meta name="dcterms.license" content="https://creativecommons.org/licenses/by/4.0/">', ''],
  ])('has the licence that %s names, its title without the site and its language', async (_, head, foot) => {
    const body = `<h1>Alice</h1>${ARTICLE}<footer>${foot}</footer>`;
    const document = await readDocument('a.html', page(body, `<title>Alice | The Site</title>${head}`));
    expect(document).toMatchObject({
      title: 'Alice',
      language: 'en',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    });
  });
});

describe('a file is a page', () => {
  it.each([
    ['a.txt', page(ARTICLE)],
    [
      'a',
      `\ufeff<?xml version="1.0"?>\n<!-- made by hand -->\n<html xmlns="http://www.w3.org/1999/xhtml"><body>${ARTICLE}</body></html>`,
    ],
    ['a.md', Buffer.from(`\ufeff${page(ARTICLE)}`, 'utf16le')],
  ])('whatever its name says: %s', async (name, content) => {
    expect((await readDocument(name, content)).text).toBe(PROSE.join('\n\n'));
  });

  it('only where it begins as one does', async () => {
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>hello</text></svg>';
    const opf = '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata/></package>';
    for (const [name, content] of [
      ['a.svg', svg],
      ['a.opf', opf],
    ] as const) {
      await expect(readDocument(name, content)).rejects.toThrow('no reader');
    }
    const { text: said } = await readDocument('a.txt', `The tag <html> begins a page. ${PROSE.join(' ')}`);
    expect(said).toMatch(/^The tag <html> begins/);
  });
});

describe('a hostile page', () => {
  it.each([
    ['a hundred thousand divisions', '<div>'.repeat(100_000) + ARTICLE + '</div>'.repeat(100_000)],
    ['a hundred thousand marks that never end', '<b>'.repeat(100_000) + ARTICLE],
    ['lists in lists', '<ul><li>'.repeat(20_000) + ARTICLE],
    ['a comment that never ends', `${ARTICLE}<!-- ${'x'.repeat(100_000)}`],
    ['a script that never ends', `${ARTICLE}<script>${'<'.repeat(100_000)}`],
    ['a tag that never ends', `${ARTICLE}<a ${'b="c" '.repeat(50_000)}`],
    ['tags that never begin', ARTICLE + '</div>'.repeat(100_000)],
    ['fifty thousand less-than signs', `${ARTICLE}<pre>${'<'.repeat(50_000)}</pre>`],
    ['a megabyte of references', `${ARTICLE}<p>${'&#1040;&quot;'.repeat(100_000)}</p>`],
  ])('is read with %s', async (_, body) => {
    expect(await text(body)).toContain(PROSE[0]);
  });

  it.each(['<i>x</i>', '< ', '&amp;'])('is refused with more elements than a page has: %s', async (element) => {
    await expect(readDocument('a.html', page(element.repeat(250_000)))).rejects.toThrow(/^too large to be read/);
  });

  it('has its entities taken as they stand, and nothing fetched or run', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const html = `<!DOCTYPE html [<!ENTITY l0 "ha">${laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>
      <html><body><p>${PROSE.join(' ')} &l9; &f;</p><img src="http://127.0.0.1:9/x" onerror="globalThis.ran = true"></body></html>`;
    const { text: said } = await readDocument('a.html', html);
    expect(said.length).toBeLessThan(PROSE.join(' ').length + 200);
    expect(said).not.toContain('root:');
    expect('ran' in globalThis).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});
