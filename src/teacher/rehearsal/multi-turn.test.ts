import { describe, expect, it } from 'vitest';
import type { Message, Tool } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import type { Asked, Part } from './part.ts';
import conversation from './parts/conversation.ts';
import toolUse from './parts/tool-use.ts';
import webAgent from './parts/web-agent.ts';
import { readPassage } from './passage.ts';
import { PASSAGES } from './passages.fixture.ts';
import { nextCall } from './tools/calls.ts';
import { nextAction } from './web/browse.ts';
import { pagesIn } from './web/views.ts';

const PARTS: Record<string, Part> = { conversation, toolUse, webAgent };
const [text = ''] = Object.values(PASSAGES);

function asked(...names: string[]): Asked {
  const fields = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const task = { material: text, item: null, suggestion: null, answer: null, words: '# X', count: 1, length: null };
  return { task, messages: [], fields, count: 1, passage: readPassage(text), draw: draw('asked') };
}

const FIND: Tool = {
  type: 'function',
  function: {
    name: 'find_boat',
    description: 'Finds a boat. Nothing else.',
    parameters: {
      type: 'object',
      properties: { berth: { type: 'integer', description: 'which' } },
      required: ['berth'],
    },
  },
};

describe.each(Object.entries(PARTS))('the part %s', (_, part) => {
  it('leaves the prompts and rows of others alone', () => {
    for (const names of [
      ['question', 'evidence', 'answer'],
      ['passage'],
      ['why', 'same'],
      ['suggestions'],
      ['task', 'points'],
    ]) {
      expect(part.fill?.(asked(...names))).toBeNull();
    }
    expect(part.answer?.([{ role: 'user', content: 'What burned in the lamp?' }], draw('row'))).toBeNull();
  });
});

describe('the rehearsal plays', () => {
  const often = <T>(play: (own: ReturnType<typeof draw>) => T) =>
    Array.from({ length: 40 }, (_, at) => play(draw('often', at)));

  it('a visitor who mostly keeps to the grammar, and now and then does not', () => {
    const view = 'Page: "Boats"\nAddress: "/"\nElements 1-2 of 2\n[1] heading "Boats"\n[2] link "Hire" to "/hire"';
    const row: Message[] = [
      { role: 'system', content: 'stop [answer]' },
      { role: 'user', content: `Find out about hire.\n\n${view}` },
    ];
    const turns = Array.from({ length: 300 }, (_, at) => nextAction(row, draw('visit', at)));
    const good = turns.filter((turn) => /^.+\nclick \[2\]$/.test(turn)).length;
    expect(good).toBeGreaterThan(270);
    expect(good).toBeLessThan(300);
    expect(pagesIn(view)[0]?.elements[1]).toMatchObject({ id: 2, role: 'link', name: 'Hire', to: '/hire' });
  });

  it('an assistant that calls natively and in text, and asks for what is missing', () => {
    const said = (content: string): Message[] => [{ role: 'user', content }];
    const whole = often((own) => nextCall(said('I need this: Finds a boat, with “12” as the berth.'), [FIND], own));
    const native = whole.flatMap((turn) => (turn !== null && typeof turn === 'object' ? turn.toolCalls : []));
    expect(native.map((call) => call.function.arguments)).toContain('{"berth":12}');
    const system: Message = { role: 'system', content: `Lead\n\n${JSON.stringify(FIND.function)}\n\n<call>` };
    const written = often((own) =>
      nextCall([system, ...said('I need this: Finds a boat, with “12” as the berth.')], undefined, own),
    );
    expect(written).toContain('<call>{"name":"find_boat","arguments":{"berth":12}}</call>');
    expect(often((own) => nextCall(said('I need this: Finds a boat.'), [FIND], own))).toContain(
      'I still need the berth for that. What is it?',
    );
  });

  it('the same turn for the same row', () => {
    const row: Message[] = [{ role: 'user', content: 'I need this: Finds a boat, with “12” as the berth.' }];
    expect(nextCall(row, [FIND], draw('a'))).toEqual(nextCall(row, [FIND], draw('a')));
  });
});
