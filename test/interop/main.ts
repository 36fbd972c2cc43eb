/**
 * `npm run test:interop`: exports are read, and trained on, by the real code of those who read them. Makes a Python
 * environment of its own below the temporary folder, or uses the one that INTEROP_PYTHON names; what pip cannot get is
 * named, and what needs it is skipped. Ends with how many checks passed and failed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crafted, writeCrafted } from './crafted.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');
const NAMES = ['messages', 'prompt-completion', 'openai', 'axolotl', 'sharegpt', 'alpaca', 'chatml-text'];
const print = (line: string) => void process.stdout.write(`${line}\n`);

const dir = mkdtempSync(join(tmpdir(), 'agentinstruct-interop-run-'));
let [passed, failed, skipped] = [0, 0, 0];
try {
  const python = process.env.INTEROP_PYTHON ?? environment();
  await makeData();
  exportAll(join(dir, 'exports'), python);
  script(python, 'read_exports.py', join(dir, 'exports'), join(dir, 'cache'));
  compareTokens(python);
  script(
    python,
    'train.py',
    join(dir, 'exports'),
    join(dir, 'tokenizers', 'qwen'),
    join(dir, 'recipe'),
    join(dir, 'cache'),
  );
  count(snippets(python));
} finally {
  rmSync(dir, { recursive: true, force: true });
}
if (skipped > 0) print(`${skipped} skipped`);
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** The Python of an environment that is kept below the temporary folder, by what it holds. */
function environment(): string {
  const list = readFileSync(join(HERE, 'requirements-all.txt'), 'utf8');
  const hash = createHash('sha256').update(list).digest('hex').slice(0, 12);
  const venv = join(tmpdir(), `agentinstruct-interop-${hash}`);
  const python = join(venv, 'bin', 'python');
  if (existsSync(join(venv, 'made'))) return python;
  print(`Making a Python environment in ${venv}`);
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const pip = (...wanted: string[]) =>
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted], {
      encoding: 'utf8',
    });
  if (pip('-r', join(HERE, 'requirements-all.txt')).status !== 0) {
    for (const name of list.trim().split('\n')) {
      const { status, stderr } = pip(name);
      if (status !== 0) print(`absent: ${name}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
    }
  }
  writeFileSync(join(venv, 'made'), '');
  return python;
}

function agentinstruct(...args: string[]): string {
  const entry = join(ROOT, 'test', 'cli.ts');
  const command = ['--conditions=agentinstruct-source', '--no-warnings', entry, ...args];
  return execFileSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A run of the rehearsal, and rows that are hard on exports. */
async function makeData(): Promise<void> {
  agentinstruct('generate', 'examples/seeds', '--out', join(dir, 'run'), '--set', 'testShare=0.2', '--json');
  await writeCrafted(join(dir, 'crafted'), crafted());
  const lines = crafted().map((row) => JSON.stringify(row.messages.map(({ content }) => content)));
  const read = agentinstruct('export', join(dir, 'run'), '--out', join(dir, 'corpus-rows'), '--json');
  print(`data: ${JSON.parse(read).exported} rows of a rehearsal, ${lines.length} crafted rows`);
  const rows = readFileSync(join(dir, 'corpus-rows', 'train.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(0, 60);
  const told = rows.map((line) =>
    JSON.stringify(JSON.parse(line).messages.map((turn: { content: string }) => turn.content)),
  );
  writeFileSync(join(dir, 'corpus.jsonl'), [...lines, ...told].join('\n'));
}

function exportAll(folder: string, python: string): void {
  mkdirSync(folder, { recursive: true });
  const from = (source: string, name: string, ...flags: string[]) =>
    agentinstruct('export', join(dir, source), '--out', join(folder, name), ...flags);
  for (const name of NAMES) {
    from('run', name, '--format', name);
    from('crafted', `${name}-crafted`, '--format', name, '--columns', 'all');
  }
  for (const layout of ['openai', 'sharegpt', 'alpaca']) {
    from('crafted', `llama-factory-${layout}`, '--format', 'llama-factory', '--layout', layout);
  }
  for (const name of ['messages', 'prompt-completion', 'sharegpt', 'alpaca', 'chatml-text']) {
    from('crafted', `${name}-parquet`, '--format', name, '--as', 'parquet', '--columns', 'all');
  }
  from('run', 'messages-shards-gz', '--shards', '3', '--compress', 'gz');
  from('run', 'messages-zst', '--compress', 'zst');
  agentinstruct('recipe', join(dir, 'run'), '--trainer', 'trl', '--gpus', '1', '--out', join(dir, 'recipe'));
  const made = spawnSync(python, [join(HERE, 'tokens.py'), 'make', join(dir, 'tokenizers'), join(dir, 'corpus.jsonl')]);
  if (made.status !== 0) {
    count(`skipped  tokenized: ${String(made.stderr).trim().split('\n').at(-1)}`);
    return;
  }
  const tokenizer = ['--format', 'tokenized', '--tokenizer', join(dir, 'tokenizers', 'qwen', 'tokenizer.json')];
  from('run', 'tokenized', ...tokenizer, '--max-length', '4096');
  from('run', 'tokenized-single', ...tokenizer, '--max-length', '4096', '--packing', 'none');
}

/** Each style of tokenizer and template against transformers, token for token. */
function compareTokens(python: string): void {
  const folder = join(dir, 'tokenizers');
  if (!existsSync(folder)) return;
  const parsed = crafted().map(({ id, tools, messages }) => ({ id, tools, messages: messages.map(withObjects) }));
  writeFileSync(join(dir, 'conversations.jsonl'), parsed.map((row) => JSON.stringify(row)).join('\n'));
  for (const style of readdirSync(folder)) {
    const flags = ['--format', 'tokenized', '--packing', 'none', '--columns', 'id', '--control-strings', 'keep'];
    const tokenizer = join(folder, style, 'tokenizer.json');
    try {
      agentinstruct(
        'export',
        join(dir, 'crafted'),
        ...flags,
        '--tokenizer',
        tokenizer,
        '--out',
        join(dir, 'tokens', style),
      );
    } catch {
      print(`         ${style}: no row could be rendered`);
    }
  }
  script(python, 'tokens.py', 'compare', folder, join(dir, 'tokens'), join(dir, 'conversations.jsonl'));
}

/** Arguments of calls as objects, as templates take them. */
function withObjects(turn: ReturnType<typeof crafted>[number]['messages'][number]): object {
  if (turn.tool_calls === undefined) return turn;
  const calls = turn.tool_calls.map((call) => ({
    ...call,
    function: { ...call.function, arguments: JSON.parse(call.function.arguments) },
  }));
  return { ...turn, tool_calls: calls };
}

/** The Python of docs/data.md and docs/export.md, run as it stands there on a run and its exports. */
function snippets(python: string): string {
  const pages = ['data.md', 'export.md', 'from-documents-to-a-model.md'].map((name) =>
    readFileSync(join(ROOT, 'docs', name), 'utf8'),
  );
  const code = pages.flatMap((page) => [...page.matchAll(/```python\n([\s\S]*?)```/g)].map((found) => found[1] ?? ''));
  const results = code.map((text, at) => {
    const local = text
      .replaceAll('my-data-tokens', join(dir, 'exports', 'tokenized'))
      .replaceAll('my-data-messages', join(dir, 'exports', 'messages'))
      .replaceAll('my-data', join(dir, 'run'));
    const ran = spawnSync(python, ['-c', local], {
      encoding: 'utf8',
      env: { ...process.env, HF_HUB_OFFLINE: '1', HF_HOME: join(dir, 'hf') },
    });
    const name = `snippet ${at + 1} of the docs runs`;
    return ran.status === 0 ? `ok       ${name}` : `FAILED   ${name}: ${ran.stderr.trim().split('\n').at(-1)}`;
  });
  return results.join('\n');
}

function script(python: string, name: string, ...args: string[]): void {
  const env = {
    ...process.env,
    HF_HUB_OFFLINE: '1',
    HF_HOME: join(dir, 'hf'),
    TOKENIZERS_PARALLELISM: 'false',
    CUDA_VISIBLE_DEVICES: '',
  };
  const { stdout, stderr, status } = spawnSync(python, [join(HERE, name), ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
  });
  count(stdout);
  if (status !== 0) {
    failed++;
    print(`FAILED   ${name} ended with ${status}: ${stderr.trim().split('\n').slice(-8).join('\n')}`);
  }
}

function count(output: string): void {
  const lines = output.split('\n').filter((line) => /^(ok|FAILED|skipped) /.test(line));
  for (const line of lines) print(line);
  passed += lines.filter((line) => line.startsWith('ok')).length;
  failed += lines.filter((line) => line.startsWith('FAILED')).length;
  skipped += lines.filter((line) => line.startsWith('skipped')).length;
}
