/** A dataset of made rows, and a small tokenizer beside it. */
import { join } from 'node:path';
import { openRows } from '../src/dataset/parquet.ts';
import { toRow } from '../src/dataset/row.ts';
import { draw } from '../src/text/draw.ts';
import { pairOf } from '../test/pairs.ts';
import { byteLevel, writeTokenizer } from '../test/tokenizers.ts';

const WORDS =
  'the river rises in hills and turns mill wheels while people of town gather wood for long winter evenings near stone bridges that carry carts'.split(
    ' ',
  );

/** Writes `count` rows below `dir`; gives the bytes of their text. */
export async function writeRows(dir: string, count: number): Promise<number> {
  const draws = draw('bench', 'export');
  const words = (least: number, most: number) =>
    Array.from({ length: least + draws.index(most - least) }, () => WORDS[draws.index(WORDS.length)]).join(' ');
  const writer = openRows(join(dir, 'data', 'train-00000-of-00001.parquet'));
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const [system, asked, said] = [words(8, 16), words(120, 180), words(60, 140)];
    bytes += asked.length + said.length;
    const messages = [
      ...(at % 5 < 2 ? [{ role: 'system' as const, content: system }] : []),
      { role: 'user' as const, content: asked },
      { role: 'assistant' as const, content: said },
    ];
    await writer.add(toRow(pairOf(at.toString(16).padStart(16, '0'), `s${at >> 3}`, { messages }), 'bench'));
  }
  await writer.finish();
  writeTokenizer(join(dir, '..'), byteLevel());
  return bytes;
}
