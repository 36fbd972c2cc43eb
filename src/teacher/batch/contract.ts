import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scratch } from '../../../test/scratch.ts';
import { createBodyWriter, FULL_WIRE } from '../http/body.ts';
import { question } from '../http/loopback.ts';
import { requestKey } from '../key.ts';
import { lineWriter } from './lines.ts';
import type { BatchResult, BatchTransport } from './transport.ts';

/** What `make` gives: a transport that was not opened yet, and what lets its batches be answered. */
export interface MadeTransport {
  transport: BatchTransport;
  /** Answers a batch that was begun with this mark, by a teacher that says something to everything. */
  answer(mark: string): Promise<void>;
  close(): Promise<void>;
}

/** What every {@link BatchTransport} does, as vitest tests. */
export function testTransport(name: string, make: () => Promise<MadeTransport>): void {
  describe(`${name} keeps the contract of a batch transport`, () => {
    let made: MadeTransport;
    beforeEach(async () => {
      made = await make();
      await made.transport.open();
    });
    afterEach(async () => {
      await made.transport.close();
      await made.close();
    });

    const requests = Array.from({ length: 5 }, (_, at) => question(`What is ${at} \ud83d and “${at}”?`));
    const fileOf = () => {
      const { model } = made.transport;
      const line = lineWriter(createBodyWriter(), model);
      const path = join(scratch(), 'wave.jsonl');
      writeFileSync(path, requests.map((one) => line(requestKey(model, one), one, FULL_WIRE)).join(''));
      return path;
    };

    test('it names its model and says how much one batch bears', () => {
      expect(made.transport.model).not.toBe('');
      expect(made.transport.most.requests).toBeGreaterThan(0);
    });

    test('it answers every request of a batch under its key, and says when', async () => {
      const id = await made.transport.submit(fileOf(), 'wave-1');
      expect(await made.transport.poll(id)).toMatchObject({ ended: false });
      await made.answer('wave-1');
      expect(await made.transport.poll(id)).toEqual({ ended: true, words: null });
      const results: BatchResult[] = [];
      for await (const result of made.transport.results(id)) results.push(result);
      const keys = requests.map((one) => requestKey(made.transport.model, one));
      expect(results.map(({ key }) => key).sort()).toEqual([...keys].sort());
      for (const result of results)
        expect(result).toMatchObject({ reply: { text: expect.any(String), finish: 'stop' } });
    });

    test('it finds a batch by its mark, and none that was not begun', async () => {
      expect(await made.transport.find('wave-7')).toBeNull();
      const id = await made.transport.submit(fileOf(), 'wave-7');
      expect(await made.transport.find('wave-7')).toBe(id);
      expect(await made.transport.find('wave-70')).toBeNull();
    });
  });
}
