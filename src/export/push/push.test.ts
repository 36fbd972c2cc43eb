import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli } from '../../../test/run-cli.ts';
import { scratch } from '../../../test/scratch.ts';
import { fakeHub } from './loopback-hub.ts';
import { pushDataset } from './push-dataset.ts';

const [ONE, TWO] = ['data/train-00000-of-00002.parquet', 'data/train-00001-of-00002.parquet'] as const;

function dataset(): string {
  const dir = scratch();
  mkdirSync(join(dir, 'data'));
  writeFileSync(join(dir, ONE), `PAR1${'a'.repeat(5000)}`);
  writeFileSync(join(dir, TWO), `PAR1${'b'.repeat(7000)}`);
  writeFileSync(join(dir, 'README.md'), '# Card\n');
  writeFileSync(join(dir, 'state.db'), 'not for others');
  writeFileSync(join(dir, 'data', 'next-train-0'), 'half a file');
  return dir;
}

async function hub() {
  const made = await fakeHub();
  onTestFinished(() => made.close());
  const env = { HF_ENDPOINT: made.url, HF_TOKEN: made.token };
  const options = { repo: 'org/name', branch: 'main', token: made.token, endpoint: made.url, patience: 1 };
  return { hub: made, env, options: { ...options, isPrivate: true, report: true, dryRun: false } };
}

test('each shard is a commit, the card comes last; what is there is not sent again', async () => {
  const { hub: there, env } = await hub();
  const dir = dataset();
  const push = () => cli(['push', dir, '--repo', 'org/name'], env);
  const dry = await cli(['push', dir, '--repo', 'org/name', '--dry-run'], env);
  expect([dry.code, there.files, dry.out]).toEqual([0, undefined, expect.stringContaining('Would send 3 files')]);
  const first = await push();
  expect([first.code, first.err]).toEqual([0, expect.stringContaining('2 of 3: data/train-00001')]);
  expect(there.commits.map(({ added }) => added)).toEqual([[ONE], [TWO], ['README.md']]);
  expect([...(there.files?.keys() ?? [])].sort()).toEqual(['README.md', ONE, TWO]);
  const { sent } = there;
  expect((await push()).out).toContain('Nothing to send: all is there');
  expect([there.commits.length, there.sent]).toEqual([3, sent]);
});

test('a push that broke off goes on; shards of an earlier state go with the last commit', async () => {
  const { hub: there, options } = await hub();
  const dir = dataset();
  there.failing = { status: 403, times: 1, path: /commit/ };
  await expect(pushDataset(dir, options)).rejects.toMatchObject({ code: 'E_HUB', hint: /may not write there/ });
  const cut = pushDataset(dir, {
    ...options,
    sending: (_, at) => {
      if (at === 2) there.failing = { status: 401, times: 1 };
    },
  });
  await expect(cut).rejects.toMatchObject({ code: 'E_HUB' });
  expect([...(there.files?.keys() ?? [])]).toEqual([ONE]);
  const done = await pushDataset(dir, options);
  expect(done).toMatchObject({ same: [ONE], sent: [{ path: TWO }, { path: 'README.md' }], created: false });
  renameSync(join(dir, ONE), join(dir, 'data/train-00000-of-00001.parquet'));
  rmSync(join(dir, TWO));
  reportOf(dir, [{ path: 'data/train-00000-of-00001.parquet', bytes: 5004 }]);
  const next = await pushDataset(dir, options);
  expect(next.removed).toEqual([ONE, TWO]);
  expect(there.commits.at(-1)).toMatchObject({ added: ['README.md'], removed: [ONE, TWO] });
  expect([...(there.files?.keys() ?? [])].sort()).toEqual([
    'README.md',
    'data/train-00000-of-00001.parquet',
    'report.html',
    'report.json',
  ]);
});

test('a report of another state of the dataset stays here, and is told', async () => {
  const { hub: there, env } = await hub();
  const dir = dataset();
  for (const files of [
    [{ path: ONE, bytes: 5004 }],
    [
      { path: ONE, bytes: 5004 },
      { path: TWO, bytes: 1 },
    ],
    null,
  ]) {
    reportOf(dir, files);
    const ran = await cli(['push', dir, '--repo', 'org/name'], env);
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Not sent: report.html, report.json, of another')]);
    expect(there.files?.has('report.html')).toBe(false);
  }
  reportOf(
    dir,
    [ONE, TWO].map((path, at) => ({ path, bytes: at === 0 ? 5004 : 7004 })),
  );
  const json = await cli(['push', dir, '--repo', 'org/name', '--json'], env);
  expect(JSON.parse(json.out)).toMatchObject({ outdated: [], sent: [{ path: 'report.html' }, {}, {}] });
});

/** Writes a report that was made of these files; null for one that does not say. */
function reportOf(dir: string, files: object[] | null): void {
  writeFileSync(join(dir, 'report.html'), '<p>Report</p>');
  writeFileSync(join(dir, 'report.json'), JSON.stringify(files ? { files } : {}));
}

test('what passes is tried again: a busy Hub, a cut connection', async () => {
  const { hub: there, options } = await hub();
  there.failing = { status: 503, times: 2 };
  await pushDataset(dataset(), options);
  for (const [status, path] of [
    [0, /preupload/],
    [429, /lfs/],
    [500, /commit/],
  ] as const) {
    there.failing = { status, times: 3, path };
    const dir = dataset();
    writeFileSync(join(dir, ONE), `PAR1 ${status}`);
    expect((await pushDataset(dir, options)).sent.length).toBe(2);
  }
  there.failing = { status: 500, times: 99, path: /commit/ };
  const dir = dataset();
  await expect(pushDataset(dir, options)).rejects.toMatchObject({
    code: 'E_HUB',
    hint: /goes on with what is missing/,
  });
});

test('a missing token, a wrong one, a wrong name and a folder without a dataset are told, the token never', async () => {
  const { env } = await hub();
  const dir = dataset();
  const none = await cli(['push', dir, '--repo', 'org/name'], { ...env, HF_TOKEN: '' });
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('HF_TOKEN is not set')]);
  const wrong = await cli(['push', dir, '--repo', 'org/name'], { ...env, HF_TOKEN: 'hf_wrong' });
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/E_HUB.*may write/s)]);
  expect(wrong.err).not.toContain('hf_wrong');
  const name = await cli(['push', dir, '--repo', 'name'], env);
  expect([name.code, name.err]).toEqual([2, expect.stringContaining('--repo ORG/NAME')]);
  const empty = await cli(['push', scratch(), '--repo', 'org/name'], env);
  expect([empty.code, empty.err]).toEqual([1, expect.stringContaining('E_RUN_UNKNOWN')]);
});
