/** A corpus of any size in a few files, in which no paragraph comes twice. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const SENTENCES = [
  'The keeper of the lighthouse wrote down every ship that passed, its name, its flag and the hour, and sent the list to the harbour once a month.',
  'In winter the road over the pass was closed for weeks, and whoever had to reach the other valley went by the river, which froze only in the hardest years.',
  'Most of what is known about the flood comes from letters, since the town hall, in whose cellar the records lay, was the first house that the water reached.',
  'She counted the seeds twice, because a mistake in the first column would have gone through all the tables that came after it.',
  'A pump of this kind lifts water about eight metres, no more, however strong the motor is: beyond that height the column of water breaks under its own weight.',
  'The new law left the price of bread to the market but kept that of salt, and within a year half of the salt sold in the province came over the border at night.',
  'When the second engine failed, the crew had eleven minutes of power left, which they spent on the radio rather than on the lights.',
];
const SMALL_FILES = 32;

/** Writes about so many bytes: a quarter as one text, a quarter as smaller ones, half as JSON Lines. */
export async function writeCorpus(dir: string, bytes: number): Promise<void> {
  let count = 0;
  const paragraph = () => {
    const number = count++;
    const own = SENTENCES.map((_, at) => SENTENCES[(at + number) % SENTENCES.length]);
    own[number % own.length] += ` It was entry ${number} of the register.`;
    return own.join(' ');
  };
  const row = () =>
    JSON.stringify({ text: [paragraph(), paragraph(), paragraph()].join('\n\n'), title: `Row ${count}` });
  await mkdir(dir, { recursive: true });
  await write(join(dir, 'large.txt'), bytes / 4, () => `${paragraph()}\n\n`);
  for (let at = 0; at < SMALL_FILES; at++)
    await write(
      join(dir, `small-${String(at).padStart(2, '0')}.txt`),
      bytes / 4 / SMALL_FILES,
      () => `${paragraph()}\n\n`,
    );
  await write(join(dir, 'rows.jsonl'), bytes / 2, () => `${row()}\n`);
}

async function write(path: string, bytes: number, next: () => string): Promise<void> {
  function* pieces() {
    for (let written = 0; written < bytes; ) {
      let piece = '';
      while (piece.length < 2 ** 16) piece += next();
      written += piece.length;
      yield piece;
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}
