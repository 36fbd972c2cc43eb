import { describe, expect, it, test } from 'vitest';
import { decodeEntities } from './entities.ts';
import { attribute, child, descendants, elements, outermost, parseXml, textOf, xmlOf } from './xml.ts';
import { elementsIn } from './xml-pieces.ts';

const parse = (text: string) => parseXml(text, 'a test');

describe('parseXml', () => {
  it('keeps order, names, attributes and text as they stand', () => {
    const root = parse('<?xml version="1.0"?><!-- c --><w:a r:id="1" id="2"> x &amp; <b/>y<![CDATA[&amp;<]]></w:a>');
    expect([root.name, root.local, attribute(root, 'id'), attribute(child(root, 'b'), 'none')]).toEqual([
      'w:a',
      'a',
      '2',
      undefined,
    ]);
    expect(textOf(root)).toBe(' x & y&amp;<');
    expect(xmlOf(root)).toBe('<w:a r:id="1" id="2"> x &amp; <b/>y&amp;amp;&lt;</w:a>');
  });

  it('finds elements at any depth, inside each other or not', () => {
    const root = parse('<a><b><b>1</b></b><c><b>2</b></c></a>');
    expect(descendants(root, 'b').map(textOf)).toEqual(['1', '1', '2']);
    expect(outermost(root, 'b').map(textOf)).toEqual(['1', '2']);
    expect(elements(root).map(({ local }) => local)).toEqual(['b', 'c']);
  });

  it('expands nothing that a text declares itself, and fetches nothing', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    expect(textOf(parse(`<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`))).toBe('&l9;');
    const outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
    expect(textOf(parse(outside))).toBe('&x;');
    const split = `<?xml version="1.0"?><!-- <!DOCTYPE b> --><!DOCTYPE a [<!-- ' ]> --><!ENTITY % y ">"><!ENTITY z ']>'>]>`;
    expect(textOf(parse(`${split}<a>1</a>`))).toBe('1');
    for (const cut of ['<!DOCTYPE a [', '<!DOCTYPE a "', '<!DOCTYPE a [<!--'])
      expect(() => parse(`${cut}${'<!'.repeat(100_000)}`)).toThrow('damaged');
  });

  it.each([
    ['too many elements', '<a>' + '<b/>'.repeat(300_001), 'too many elements'],
    ['elements too deep', '<a>'.repeat(300), 'nested too deeply'],
    ['names that are none', '<__proto__>x</__proto__>', 'damaged'],
    ['brackets only', '<'.repeat(10_000), 'damaged'],
    ['comments without end', '<!--'.repeat(10_000), 'damaged'],
    ['nothing', '', 'empty'],
  ])('refuses %s', (_, text, reason) => {
    expect(() => parse(text)).toThrow(reason);
  });

  it('reads long names, values and white space in linear time', () => {
    expect(attribute(parse(`<a ${' '.repeat(1e6)}x="${'y'.repeat(1e6)}"/>`), 'x')?.length).toBe(1e6);
  });
});

test('decodeEntities knows those of XML, numbers, and the usual names', () => {
  expect(decodeEntities('&lt;&#233;&#xE9;&#X41;&nbsp;&sum;&Alpha;&alpha;&amp;lt;')).toBe('<ééA\u00a0∑Αα&lt;');
  expect(decodeEntities('&unknown; &constructor; &#0; &#xD800; &#x110000; & &;')).toBe(
    '&unknown; &constructor; &#0; &#xD800; &#x110000; & &;',
  );
});

test('elementsIn gives the elements of a name one by one, whatever stands around them', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => `<x:row r="${i}"><x:c>${i}</x:c></x:row>`).join('');
  const found = [
    ...elementsIn(`<s><x:rows>${rows}<x:row r="last"/></x:rows><rowBreaks><brk/></rowBreaks></s>`, 'row', 'a test'),
  ];
  expect(found.length).toBe(1001);
  expect(found.slice(0, 1000).every((row, i) => textOf(row) === String(i))).toBe(true);
  expect([...elementsIn('<row/><after><b/></after>', 'row', 'a test')].length).toBe(1);
  expect([...elementsIn('<rows/>', 'row', 'a test')]).toEqual([]);
  expect([...elementsIn('<row r="1"><c>cut', 'row', 'a test')].length).toBeLessThanOrEqual(1);
});
