import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { all } from '../../../test/all.ts';
import type { FileEvent, FileJob } from '../read-file.ts';
import { Lane } from './lane.ts';

const PROGRAM = join(import.meta.dirname, '../../../test/hostile-worker.ts');
const LIMITS = { seconds: 60, megabytes: 100 };
const lanes: Lane[] = [];

afterEach(async () => {
  await Promise.all(lanes.splice(0).map((lane) => lane.close()));
});

function laneWith(limits: Partial<typeof LIMITS> = {}): Lane {
  const lane = new Lane({ ...LIMITS, ...limits }, PROGRAM);
  lanes.push(lane);
  return lane;
}

function jobOf(source: string, path = ''): FileJob {
  return { file: { path, source, root: '', size: 0 }, facts: {}, options: {} };
}

async function readWith(lane: Lane, source: string): Promise<string[]> {
  const reading = lane.read(jobOf(source));
  const events = await all(reading.events());
  await reading.freed;
  return events.map(reasonOf);
}

const reasonOf = (event: FileEvent) => ('reject' in event ? event.reject.reason : '');

describe('a lane', () => {
  it('reads one file after the other in one thread', async () => {
    const lane = laneWith();
    expect(await readWith(lane, 'fine')).toEqual(['0', '1', '2']);
    expect(await readWith(lane, 'fine-1000')).toEqual(Array.from({ length: 1000 }, (_, at) => `${at}`));
    expect(lane.busy).toBe(false);
  });

  it.each([
    ['hang', 'it takes longer to read than 1 s'],
    ['wait', 'it takes longer to read than 1 s'],
  ])('gives up a file that does not come to an end (%s), and goes on with the next', async (source, reason) => {
    const lane = laneWith({ seconds: 1 });
    expect((await readWith(lane, source)).at(-1)).toBe(reason);
    expect(await readWith(lane, 'fine')).toEqual(['0', '1', '2']);
  });

  it.each([
    ['throw', 'cannot be read: a mistake'],
    ['exit', 'cannot be read: its reader came to an end'],
    ['fill', 'it takes more memory to read than 100 MB'],
  ])('survives a thread that fails (%s), and goes on with the next file', async (source, reason) => {
    const lane = laneWith();
    expect(await readWith(lane, 'fine')).toEqual(['0', '1', '2']);
    expect((await readWith(lane, source)).at(-1)).toBe(reason);
    expect(await readWith(lane, 'fine')).toEqual(['0', '1', '2']);
  });

  it('gives a file that reads on all the time that it needs', async () => {
    expect(await readWith(laneWith({ seconds: 2 }), 'slow')).toEqual(['0', '1', '2']);
  });

  it('does not count against a file what earlier ones left behind, and gives nothing twice', async () => {
    const lane = laneWith();
    expect(await readWith(lane, 'litter')).toHaveLength(3);
    expect(await readWith(lane, 'need-600')).toEqual([...Array.from({ length: 600 }, (_, at) => `${at}`), '2']);
    expect(await readWith(laneWith(), 'need')).toEqual(['0', '1', '2', '2']);
  });
});
