/**
 * CPU of the whole path of a call, against a bare `undici.Pool.request` and JSON both ways, over the same server and
 * sizes: pairs of blocks, one of each, in drawn order within one run. The budget is 1.25, the goal 1.0.
 */
import { draw } from '../src/text/draw.ts';
import { cpuOf, drive } from './load.ts';
import { barePath, type Path, wholePath } from './paths.ts';
import { LARGE, replyOf, type Size, SMALL } from './sizes.ts';
import { inFolder, startServer } from './start.ts';
import { type Bench, spread } from './table.ts';

const IN_FLIGHT = 64;
const PAIRS = 9;
const BLOCK_CALLS = 10_000;
const WARM_UP = 6000;

export const bench: Bench = async () => ({
  said:
    `CPU of the client in ms a call (user + system), ${IN_FLIGHT} in flight; median (least-most) of ${PAIRS} blocks ` +
    `of ${BLOCK_CALLS} calls each, after ${WARM_UP} calls of each kind. Blocks come in pairs, one of each kind; the ratio is ` +
    'the median of the ratios in a pair, so that what the machine does beside it weighs on both. Every call has another body.',
  columns: ['prompt / reply', 'whole path', 'bare undici.request', 'ratio', 'budget'],
  rows: [await compare(SMALL), await compare(LARGE)],
});

async function compare(size: Size): Promise<string[]> {
  const server = await startServer({ canned: replyOf(size) });
  try {
    const { whole, bare } = await inFolder((dir) => measure(server.url, size, dir));
    return [
      size.name,
      spread(whole, 3),
      spread(bare, 3),
      spread(
        whole.map((each, pair) => each / (bare[pair] ?? 0)),
        2,
      ),
      '1.25',
    ];
  } finally {
    await server.stop();
  }
}

async function measure(url: string, size: Size, dir: string): Promise<Record<'whole' | 'bare', number[]>> {
  const paths = { whole: await wholePath(url, size, IN_FLIGHT, dir), bare: barePath(url, size, IN_FLIGHT) };
  // Twice as many callers for the path that has a limiter: it is asked for more than it lets through, as in a run.
  const callers = { whole: 2 * IN_FLIGHT, bare: IN_FLIGHT };
  const done = { whole: 0, bare: 0 };
  const taken: Record<'whole' | 'bare', number[]> = { whole: [], bare: [] };
  const run = async (kind: 'whole' | 'bare', calls: number) => {
    const from = done[kind];
    done[kind] += calls;
    return (await cpuOf(() => drive(paths[kind].call, from, done[kind], callers[kind]))) / calls;
  };
  try {
    for (const kind of ['whole', 'bare'] as const) await run(kind, WARM_UP);
    const drawn = draw('pairs');
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const kind of drawn.shuffle(['whole', 'bare'] as const)) taken[kind].push(await run(kind, BLOCK_CALLS));
    }
    return taken;
  } finally {
    for (const path of Object.values<Path>(paths)) await path.close();
  }
}
