import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutWords } from './without-words.ts';

const ROOT = join(import.meta.dirname, '..');

/** A folder imports from groups to its left and from itself (docs/architecture.md); `index` may import all. */
const GROUPS = [
  ...['errors data', 'text', 'prompt teacher sandbox retrieve', 'ask', 'check seed', 'skill', 'flow', 'store'],
  ...['dataset', 'run', 'curate report export evaluate', 'cli server', 'index'],
].map((group) => group.split(' '));

/** What an import or re-export names; "from" in a text is none. */
const IMPORTED = /(?:^import\s+|^(?:import|export)\b[^;']*?\bfrom\s+|\bimport\s*\(\s*)'([^']+)'/gm;

const FILES = globSync('{src,skills}/**/*.ts', { cwd: ROOT })
  .filter((path) => !/(?:\.test|\/contract|\/loopback[\w-]*)\.ts$/.test(path))
  .sort()
  .map((path) => {
    const source = readFileSync(join(ROOT, path), 'utf8');
    const imports = [...source.matchAll(IMPORTED)].map((match) => match[1] ?? '');
    return { path, source, imports, code: withoutWords(source) };
  });
const SOURCES = FILES.filter(({ path }) => path.startsWith('src/'));

/** The guilty: file, line, and what was found there. */
function found(files: typeof FILES, pattern: RegExp): string[] {
  return files.flatMap(({ path, code }) =>
    code.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}

const folderOf = (path: string) => path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
const groupOf = (path: string) => GROUPS.findIndex((group) => group.includes(folderOf(path)));

describe('the house', () => {
  it('knows every folder of src', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(SOURCES.filter(({ path }) => groupOf(path) < 0).map(({ path }) => path)).toEqual([]);
  });

  it('imports one way', () => {
    const wrong = SOURCES.flatMap(({ path, imports }) => {
      const targets = imports.filter((name) => name.startsWith('.')).map((name) => join(path, '..', name));
      const allowed = (to: string) =>
        folderOf(to) === folderOf(path) || (to.startsWith('src/') && groupOf(to) < groupOf(path));
      return targets.filter((to) => !allowed(to)).map((to) => `${path} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it('lets skills import zod and the public skill API alone', () => {
    const allowed = ['zod', 'agentinstruct/skill'];
    const skills = FILES.filter(({ path }) => path.startsWith('skills/'));
    expect(skills.length).toBeGreaterThan(0);
    const wrong = skills.flatMap(({ path, imports }) =>
      imports.filter((name) => !allowed.includes(name)).map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment, prints and exits in cli alone', () => {
    const quiet = SOURCES.filter(({ path }) => !path.startsWith('src/cli/') && path !== 'src/teacher/serve/main.ts');
    expect(found(quiet, /\bprocess\.(?:env|argv|stdin|stdout|stderr|exit|exitCode|abort)\b|\bconsole\./)).toEqual([]);
  });

  it('reaches the network in teacher, for remote seeds and for the Hub alone', () => {
    const wire = /^(?:undici|(?:node:)?(?:https?|http2|net|tls|dgram|dns))(?:\/|$)/;
    const wired = /^src\/(?:teacher|seed\/remote|export\/push)\//;
    const others = SOURCES.filter(({ path }) => !wired.test(path));
    const wrong = others.flatMap(({ path, imports }) =>
      imports.filter((name) => wire.test(name)).map((name) => `${path} imports ${name}`),
    );
    expect([...wrong, ...found(others, /(?<![.\w])fetch\(|\bnew WebSocket\b/)]).toEqual([]);
  });
});

describe('the files', () => {
  it('have at most 250 lines', () => {
    const all = globSync('{src,skills}/**/*.ts', { cwd: ROOT });
    const lines = (path: string) => readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length;
    expect(all.filter((path) => lines(path) > 250).map((path) => `${path}: ${lines(path)} lines`)).toEqual([]);
  });

  it('have a doc comment on every export', () => {
    const declared = /^export (?:default )?(?:abstract |async )*(function\*?|const|let|class|interface|type) (\w+)/;
    const bare = SOURCES.flatMap(({ path, source }) => {
      const lines = source.split('\n');
      const documented = new Set<string>();
      return lines.flatMap((line, at) => {
        const name = declared.exec(line)?.[2];
        if (name === undefined || documented.has(name)) return [];
        documented.add(name);
        const above = lines[at - 1]?.trimEnd() ?? '';
        return above.endsWith('*/') || declared.test(above) ? [] : [`${path}:${at + 1}: ${name}`];
      });
    });
    expect(bare).toEqual([]);
  });

  it('hold neither any nor enum', () => {
    expect(found(FILES, /(?:[:<|&,(]|\bas)\s*any\b(?!\()|\bany\[\]|^\s*(?:export )?(?:const )?enum\s/)).toEqual([]);
  });

  it('are named after what they hold', () => {
    const vague =
      /(?:^|[/.-])(?:manager|handler|helper|util|utility|service|processor|base|common|misc)(?:s|ies)?(?:[/.-]|$)/;
    const names = globSync('{src,skills,prompts,test}/**/*', { cwd: ROOT });
    expect(names.filter((path) => vague.test(path))).toEqual([]);
  });
});
