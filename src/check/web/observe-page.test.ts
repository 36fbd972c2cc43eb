import { describe, expect, it } from 'vitest';
import { observePage } from './observe-page.ts';

const HTML = `<!doctype html><html><head><title>Pool &amp; Sauna</title><link rel="canonical" href="https://pool.example/hours">
<script>var hidden = 'no'</script></head><body>
<nav><a href="/">Home</a><a href="prices?year=2024">Prices</a><a href="#top">Top</a><a href="javascript:go()">Go</a></nav>
<h1>Opening <em>hours</em></h1>
<p>Open daily, see the <a href="https://city.example/map">map</a>. Closed in May.</p>
<div style="display: none"><p>Secret</p></div>
<table><tr><th>Day</th><th>Hours</th></tr><tr><td>Monday</td><td>9-18</td></tr></table>
<form><label for="n">Your name</label><input id="n" name="n" value="Ada"><input type="hidden" value="x">
<label>Ticket <select><option>Adult</option><option selected>Child</option></select></label>
<label><input type="checkbox" checked> With sauna</label><input type="password">
<input type="submit" value="Book"></form><img src="a.png" alt="The pool from above">
</body></html>`;

async function observed(html: string) {
  const page = await observePage(html, 'site/pages/hours.html');
  if (typeof page === 'string') throw new Error(page);
  return page;
}

describe('a page is observed', () => {
  it('with title, address and what a visitor meets, in order', async () => {
    const { url, title, elements } = await observed(HTML);
    expect([url, title]).toEqual(['/hours', 'Pool & Sauna']);
    expect(elements.map(({ role, name }) => `${role}: ${name}`)).toEqual([
      'link: Home',
      'link: Prices',
      'heading: Opening hours',
      'text: Open daily, see the map. Closed in May.',
      'link: map',
      'row: Day | Hours',
      'row: Monday | 9-18',
      'textbox: Your name',
      'combobox: Ticket',
      'checkbox: With sauna',
      'button: Book',
      'image: The pool from above',
    ]);
  });

  it('with values, options and targets', async () => {
    const { elements } = await observed(HTML);
    const named = (name: string) => elements.find((each) => each.name === name);
    expect(named('Your name')?.value).toBe('Ada');
    expect(named('Ticket')).toMatchObject({ value: 'Child', options: ['Adult', 'Child'] });
    expect(named('With sauna')?.value).toBe('on');
    expect(named('Prices')?.to).toBe('/prices?year=2024');
    expect(named('map')?.to).toBe('https://city.example/map');
  });

  it('under an address of its file where it states none, and cut at 240 elements', async () => {
    const { url, elements } = await observed(`<h1>List</h1>${'<p>One. <a href="/a">More</a></p>'.repeat(500)}`);
    expect(url).toBe('/hours');
    expect(elements).toHaveLength(240);
  });

  it('under the title that it is given where the HTML has none, without links that hand it on', async () => {
    const html =
      '<h1>A</h1><h2>B</h2><a href="#">Share</a><a href="https://x.example/share?u=y">X</a><a href="/c">C</a>';
    const page = await observePage(html, 'a.html', 'The title');
    if (typeof page === 'string') throw new Error(page);
    expect(page.title).toBe('The title');
    expect(page.elements.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  it('long texts in pieces at the ends of sentences', async () => {
    const sentence = 'The water is changed every other week by two people. ';
    const { elements } = await observed(`<h1>A</h1><h2>B</h2><h3>C</h3><p>${sentence.repeat(12)}</p>`);
    const texts = elements.filter(({ role }) => role === 'text');
    expect(texts.length).toBeGreaterThan(2);
    for (const { name } of texts) expect(name).toMatch(/people\.$/);
  });

  it.each([
    ['a page without anything to act on', '<p>Nothing but this.</p>'],
    ['nothing', ''],
    ['no HTML', 'just text'],
    ['too much HTML', `<p>${'x'.repeat(2_000_001)}</p>`],
  ])('not, with a reason: %s', async (_, html) => expect(await observePage(html, 'a')).toBeTypeOf('string'));

  it('even where it is nested without end', async () => {
    const deep = `${'<div>'.repeat(20_000)}<p>Deep</p>`;
    expect(await observePage(deep, 'a')).toBeTypeOf('string');
  });
});
