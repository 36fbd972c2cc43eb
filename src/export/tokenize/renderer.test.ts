import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { crafted, writeCrafted } from '../../../test/interop/crafted.ts';
import { rowsOf } from '../../../test/rows.ts';
import { cli } from '../../../test/run-cli.ts';
import { scratch } from '../../../test/scratch.ts';
import { byteLevel, writeTokenizer } from '../../../test/tokenizers.ts';
import { MASKED } from './encode-conversation.ts';

const Numbers = z.array(z.int());
const Packed = z.looseObject({ input_ids: Numbers, labels: Numbers, position_ids: Numbers, seq_lengths: Numbers });

describe('the export', () => {
  async function exported(...flags: string[]) {
    const dir = scratch();
    await writeCrafted(join(dir, 'run'), crafted());
    const tokenizer = writeTokenizer(join(dir, 'model'), byteLevel());
    const args = [
      'export',
      join(dir, 'run'),
      '--format',
      'tokenized',
      '--tokenizer',
      tokenizer,
      '--chat-template',
      'chatml',
    ];
    const ran = await cli([...args, '--out', join(dir, 'out', 'data'), ...flags]);
    return {
      ran,
      rows: async () => (await rowsOf(join(dir, 'out'))).map((row) => Packed.parse(row)),
    };
  }

  test('says what a template that refuses every row has found', async () => {
    const template = join(scratch(), 'own.jinja');
    writeFileSync(template, '{{ messages[0].content | shouted }}');
    const { ran } = await exported('--chat-template', template);
    expect([ran.code, ran.err]).toEqual([1, expect.stringMatching(/refused-by-template \d+: .*shouted.*E_EXPORT/)]);
  });

  test('packs rows whose positions begin anew, every conversation once', async () => {
    const { ran, rows } = await exported('--max-length', '1000', '--json');
    const packed = await rows();
    const { counts, files } = JSON.parse(ran.out);
    expect(packed.some(({ seq_lengths }) => seq_lengths.length > 1)).toBe(true);
    for (const { input_ids, labels, position_ids, seq_lengths } of packed) {
      expect(input_ids.length).toBeLessThanOrEqual(1000);
      expect(labels.length).toBe(input_ids.length);
      expect(position_ids).toEqual(seq_lengths.flatMap((length) => Array.from({ length }, (_, at) => at)));
      expect(labels.every((label, at) => label === MASKED || label === input_ids[at])).toBe(true);
      expect(position_ids.every((position, at) => position > 0 || labels[at] === MASKED)).toBe(true);
    }
    expect(packed.flatMap(({ seq_lengths }) => seq_lengths)).toHaveLength(51);
    expect(counts.tokens).toBe(packed.flatMap(({ input_ids }) => input_ids).length);
    expect(counts.trainedTokens).toBe(
      packed.flatMap(({ labels }) => labels.filter((label) => label !== MASKED)).length,
    );
    expect(counts.packedRows).toBe(files.reduce((sum: number, file: { rows: number }) => sum + file.rows, 0));
  });

  test('leaves out what is too long, or cuts it off and counts', async () => {
    const left = JSON.parse((await exported('--max-length', '100', '--packing', 'none', '--json')).ran.out);
    expect(left.leftOut['too-long']).toBeGreaterThan(5);
    const cut = JSON.parse(
      (await exported('--max-length', '100', '--packing', 'none', '--too-long', 'truncate', '--json')).ran.out,
    );
    expect(cut.counts.cutOff + cut.leftOut['nothing-to-train-on']).toBe(left.leftOut['too-long']);
    expect(cut.exported).toBe(left.exported + cut.counts.cutOff);
  });

  test('shows which tokens are trained on', async () => {
    const { ran } = await exported('--show', '2');
    expect(ran.out).toMatch(
      /single-0 +\d+ tokens, \d+ trained on\n<\|im_start\|>user\n.*<\|im_end\|>\n<\|im_start\|>assistant\n⟦Where does the river rise\?<\|im_end\|>⟧/s,
    );
    expect(ran.out.match(/trained on/g)).toHaveLength(2);
  });
});
