import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES, type WebPage } from './page.ts';
import { FORM, LONG } from './pages.fixture.ts';
import { readView, showView, VIEW } from './view.ts';

const text = fc.string({ unit: 'binary', maxLength: 30 });
const element = fc.record({
  role: fc.constantFrom(...ROLES),
  name: text,
  value: fc.option(text),
  options: fc.option(fc.array(text, { minLength: 1, maxLength: 4 })),
  to: fc.option(text),
});
const page: fc.Arbitrary<WebPage> = fc.record({
  url: text,
  title: text,
  elements: fc.array(element, { minLength: 1, maxLength: 12 }),
});

describe('an observation', () => {
  it('can be read back whatever the page says', () => {
    fc.assert(
      fc.property(page, fc.option(text), (page, notice) => {
        expect(readView(showView({ page, from: 0, notice }))).toEqual({
          page,
          from: 0,
          notice,
          total: page.elements.length,
        });
      }),
    );
  });

  it('is never read out of other text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readView(text)).toBeNull();
      }),
    );
  });

  it('shows a view of a long page under the numbers of the page', () => {
    const shown = showView({ page: LONG, from: VIEW, notice: null });
    expect(shown).toContain(`Elements ${VIEW + 1}-${2 * VIEW} of 130`);
    expect(shown).toContain(`[${VIEW + 1}] text "Entry ${VIEW + 1}"`);
    expect(readView(shown)?.page.elements).toHaveLength(VIEW);
  });

  it('gives role, name, value, options and target', () => {
    const shown = showView({ page: FORM, from: 0, notice: 'Welcome.' });
    expect(shown.split('\n')[0]).toBe('Notice: "Welcome."');
    expect(shown).toContain('[3] link "Home" to "/"');
    expect(shown).toContain('[5] combobox "Boat" holds "Canoe" offers "Canoe", "Dinghy"');
  });
});
