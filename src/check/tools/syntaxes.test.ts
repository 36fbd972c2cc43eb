import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolOf } from './api.ts';
import { LOANS } from './library.fixture.ts';
import { SYNTAXES, toolSystem } from './syntaxes.ts';

const name = fc.stringMatching(/^[a-z][a-z_]{1,12}$/);
const call = fc.record({
  name,
  arguments: fc.dictionary(name, fc.jsonValue({ noUnicodeString: false, maxDepth: 2 }), { maxKeys: 4 }),
});
const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(SYNTAXES.map((syntax) => [syntax.id, syntax] as const))('calls written %s', (_, syntax) => {
  it('are read as they were', () => {
    const calls = fc.array(call, { minLength: 1, maxLength: 3 });
    const safe = calls.filter((list) => !JSON.stringify(list).match(/call>|```/));
    fc.assert(
      fc.property(safe, (list) => {
        expect(plainly(syntax.read(syntax.show(list)))).toEqual(plainly(list));
      }),
    );
  });

  it('hold the line separators of Unicode, which JSON leaves as they are', () => {
    const list = [{ name: 'find_book', arguments: { title: 'One\u2028Two\u2029\u0085' } }];
    expect(syntax.read(syntax.show(list))).toEqual(list);
  });

  it('are told from words, and reading never throws', () => {
    expect(syntax.read('Your books are due on Friday. (Both of them.)')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        syntax.read(`<call>${text}\n\`\`\`calls ${text}\n>>> ${text}\nCALL ${text}`);
      }),
    );
  });

  it('are explained to the assistant with every function', () => {
    const system = toolSystem(LOANS.apis.map(toolOf), syntax, 0.5);
    for (const { name } of LOANS.apis) expect(system).toContain(`{"name":"${name}"`);
    expect(system).toContain(syntax.words);
  });
});

describe('a broken call', () => {
  it.each([
    ['tagged', '<call>{"name": "find_book", "arguments": {}}'],
    ['tagged', '<call>find_book</call>'],
    ['fenced', '```calls\n[{"function": "find_book"'],
    ['fenced', '```calls\nfind_book()\n```'],
    ['function-line', '>>> find_book'],
    ['function-line', '>>> find_book("Emma")) or so'],
    ['block', 'CALL find_book\ntitle: "Emma"'],
    ['block', 'CALL find_book\ntitle is Emma\nEND'],
    ['block', 'CALL find_book\nCALL list_loans\nEND'],
    ['tagged', '<call>{"name": "find_book", "arguments": {"title": "Emma"}</call>'],
    ['tagged', '<call>{"function": "find_book", "arguments": {}}</call>'],
    ['fenced', "```calls\n[{'function': 'find_book', 'parameters': {}}]\n```"],
    ['tagged', 'I look.\n<call>{"name": "find_book", "arguments": {}}</call>'],
    ['tagged', '<call>{"name": "find_book", "arguments": {}}</call>\nOne moment.'],
    ['fenced', 'I look.\n```calls\n[{"function": "find_book", "parameters": {}}]\n```'],
    ['function-line', '>>> find_book(title="Emma")\nOne moment.'],
    ['block', 'I look.\nCALL find_book\ntitle: "Emma"\nEND'],
  ])('in the form %s: %s', (id, turn) => {
    expect(SYNTAXES.find((each) => each.id === id)?.read(turn)).toBeNull();
  });

  it('may be well formed with arguments that are none', () => {
    const read = (id: string, turn: string) => SYNTAXES.find((each) => each.id === id)?.read(turn);
    const none = [{ name: 'find_book', arguments: null }];
    expect(read('tagged', '<call>{"name": "find_book", "arguments": "Emma"}</call>')).toEqual(none);
    expect(read('function-line', '>>> find_book("Emma")')).toEqual(none);
    expect(read('function-line', '>>> find_book(title=Emma)')).toEqual(none);
  });
});
