/** A reading thread whose files are read as their names say. */
import { appendFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { serveReading } from '../src/seed/pool/serve-reading.ts';
import type { FileEvent, FileJob } from '../src/seed/read-file.ts';

const TEXT = 'x'.repeat(2 ** 16);
const litter: string[][] = [];

const eventOf = (source: string, at: number): FileEvent => ({ reject: { source, reason: `${at}` } });

function seedOf(source: string, at: number): FileEvent {
  const facts = { title: null, language: null, license: null, tokens: 0 };
  return { seed: { id: `${at}`, kind: 'text', text: TEXT, source, span: [0, TEXT.length], ...facts }, hash: '' };
}

/** A third of what a thread of 100 MB holds. */
const fill = () => Array.from({ length: 2 ** 20 }, (_, i) => `${i}`);

async function* read({ file }: FileJob, alive: () => void): AsyncGenerator<FileEvent> {
  const [what = '', count = '3'] = file.source.split('-');
  for (let at = 0; at < Number(count); at++) {
    if (file.path !== '') appendFileSync(file.path, '.');
    yield what === 'large' ? seedOf(file.source, at) : eventOf(file.source, at);
  }
  if (what === 'hang') for (;;);
  if (what === 'wait') await new Promise(() => {});
  if (what === 'slow')
    for (let at = 0; at < 40; at++) await new Promise((resolve) => setTimeout(resolve, 100)).then(alive);
  if (what === 'throw') throw new Error('a mistake');
  if (what === 'exit') process.exit(0);
  if (what === 'fill') for (;;) litter.push(fill());
  if (what === 'litter') litter.push(fill());
  if (what === 'need') yield eventOf(file.source, [fill(), fill()].length);
}

if (parentPort) serveReading(parentPort, read);
