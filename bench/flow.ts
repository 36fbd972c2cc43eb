/**
 * 2,000 calls in chains through the real engine (200 documents, each 1 transform, then 3 x instruct, verify, respond)
 * against a plain loop that makes the same requests in the same chains, on the same kind of server, in turn.
 */
import { join } from 'node:path';
import type { ServeOptions } from '../src/teacher/serve/serve.ts';
import { runEngine } from './flow-engine.ts';
import { runPlain } from './flow-plain.ts';
import { writeDocuments } from './flow-seeds.ts';
import type { Timing } from './flow-timing.ts';
import { inFolder, startServer } from './start.ts';
import { type Bench, median, spread } from './table.ts';

const DOCUMENTS = 200;
const CALLS = DOCUMENTS * 10;
const REPEATS = 3;
const CASES: { name: string; serve: ServeOptions; inFlight: number }[] = [
  { name: 'fixed 100 ms', serve: { latency: 100 }, inFlight: 64 },
  { name: 'fixed 100 ms', serve: { latency: 100 }, inFlight: 256 },
  { name: 'log-normal, median 120 ms, sigma 0.9', serve: { latency: 120, tail: 0.9 }, inFlight: 64 },
];

export const bench: Bench = async () => {
  const rows: string[][] = [];
  for (const each of CASES) rows.push(...(await compare(each)));
  return {
    said:
      `${CALLS} calls from ${DOCUMENTS} documents of about 2 KB, 10 calls each in chains of 4; median (least-most) of ` +
      `${REPEATS} runs of each kind in turn. Wall: from the first call to the last reply. Ideal: the latencies, shared ` +
      'out over the calls in flight without a gap. Whole run: with reading the documents and writing the dataset. CPU: ' +
      'of the whole run. Ratio: of walls.',
    columns: ['latency', 'in flight', 'by', 'wall s', 'ideal s', 'mean in flight', 'whole run s', 'CPU s', 'ratio'],
    rows,
  };
};

async function compare({ name, serve, inFlight }: (typeof CASES)[number]): Promise<string[][]> {
  const timings: Record<'engine' | 'plain', Timing[]> = { engine: [], plain: [] };
  for (let run = 0; run < REPEATS; run++) {
    await inFolder(async (dir) => {
      const seeds = join(dir, 'seeds');
      await writeDocuments(seeds, DOCUMENTS);
      const { timing, documents } = await onServer(serve, (url) =>
        runEngine({ url, serve }, seeds, join(dir, 'out'), inFlight),
      );
      timings.engine.push(timing);
      timings.plain.push(await onServer(serve, (url) => runPlain({ url, serve }, documents, inFlight)));
    });
  }
  const walls = (kind: 'engine' | 'plain') => timings[kind].map(({ wall }) => wall);
  const ratio = (median(walls('engine')) / median(walls('plain'))).toFixed(2);
  return (['engine', 'plain'] as const).map((kind) => {
    for (const { calls } of timings[kind]) if (calls !== CALLS) throw new Error(`${kind}: ${calls} calls`);
    const shown = (of: (timing: Timing) => number, digits: number) => spread(timings[kind].map(of), digits);
    const ideal = shown(({ latencies }) => latencies / inFlight, 2);
    const figures = [shown(({ wall }) => wall, 2), ideal, shown((each) => each.meanInFlight, 1)];
    return [
      name,
      `${inFlight}`,
      kind,
      ...figures,
      shown((each) => each.whole, 2),
      shown((each) => each.cpu, 2),
      kind === 'engine' ? ratio : '',
    ];
  });
}

async function onServer<T>(options: ServeOptions, work: (url: string) => Promise<T>): Promise<T> {
  const server = await startServer(options);
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}
