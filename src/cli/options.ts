import { type Command, InvalidArgumentError, Option } from 'commander';
import { MIX_NAMES, type Mix } from '../run/mixes.ts';
import { ROLES } from '../run/role-names.ts';

/** Flags that describe a run, beside --config, --set and --json. Names in camel case are the settings' own. */
export function addRunOptions(command: Command): Command {
  const list = (value: string, before: string[] = []) => [...before, ...value.split(',').map((each) => each.trim())];
  return command
    .option('--config <file>', 'config file (default: agentinstruct.config.yaml or .ts, if there is one)')
    .option('--set <name=value>', 'set any setting, for example draws.types=4; may be repeated', each)
    .option(
      '--teacher <name>',
      'rehearsal, URLs of OpenAI-compatible endpoints (http://a/v1,http://b/v1), provider/model, replay:FILE, batch:openai or batch:files:DIR; STAGE=NAME for a stage, may be repeated',
      teacher,
    )
    .option('--record <file>', 'append every reply to this file; --teacher replay:FILE answers from it')
    .option('--model <name>', "the teacher's model")
    .option('--api-key-env <name>', 'environment variable that holds the API key')
    .option('--temperature <number>', 'for all stages (default: by stage, see docs/settings.md)', number)
    .option('--max-tokens <n>', 'most tokens of one reply', whole)
    .option('--header <name:value>', 'send this header with every call; may be repeated', header)
    .option('--extra-body <json>', 'fields to add to every request body', json)
    .option('--keep-reasoning', "put the model's reasoning before answers")
    .option('--concurrency <n>', 'calls in flight at each endpoint (default: what it is found to bear)', whole)
    .option('--rpm <n>', 'requests a minute that each endpoint allows (default: what it states)', whole)
    .option('--tpm <n>', 'tokens a minute that each endpoint allows (default: what it states)', whole)
    .option('--ca <file>', 'PEM file with further certificate authorities')
    .option('--max-cost <dollars>', 'end short before more is spent, over all restarts', number)
    .option('--max-tokens-total <n>', 'end short before more tokens are spent, over all restarts', whole)
    .option('--reuse <dir>', 'use the replies of an earlier run again; may be repeated', each)
    .option('--fork <dir>', 'begin with the plan and the replies of an earlier run')
    .option('--timeout <seconds>', 'for one attempt at a call', number)
    .option('--skills <ids>', 'skills to teach, by id, with commas (default: all)', list)
    .option('--skills-dir <dir>', 'folder with skills of your own; may be repeated', each)
    .option('--mix <name|id=weight,...>', 'share of each skill: default, even, orca-1m, or weights', mix)
    .option('--pairs <n>', 'rows wanted; the seeds are gone through again until they are there', whole)
    .option(
      '--holdout <n>',
      'rows of each skill for the test split, beside --pairs, from documents of their own',
      whole,
    )
    .option('--max-seeds <n>', 'chunks to use, taken in turn from each file', whole)
    .option('--run-seed <text>', 'seed of all draws')
    .option(
      '--stdin-name <name>',
      'what standard input, given as -, is called (default: stdin.txt); its ending says what it is',
    )
    .option('--text-field <name>', 'field of JSONL lines that holds the text')
    .option('--license <id>', 'licence of seeds that do not state one')
    .option('--allow-licenses <ids>', 'use seeds of these licences alone, such as "CC-BY-*,MIT,unknown"', list)
    .addOption(new Option('--quality <light|off>', 'leave out chunks that are hardly a text').choices(['light', 'off']))
    .option('--near-duplicates <0.8|off>', 'likeness from which a chunk counts as read before', likeness)
    .addOption(new Option('--secrets <mask|keep>', 'keys and passwords in seeds').choices(['mask', 'keep']))
    .addOption(new Option('--pii <count|mask|drop>', 'personal data in seeds').choices(['count', 'mask', 'drop']))
    .addOption(new Option('--json', 'print JSON, see docs/json.md'));
}

/** A likeness of 0.5 to 1, or `off`. */
function likeness(value: string): number | 'off' {
  if (value === 'off') return value;
  const parsed = Number(value);
  if (!(parsed >= 0.5 && parsed <= 1)) throw new InvalidArgumentError('Give a number of 0.5 to 1, or off.');
  return parsed;
}

/** A whole number of at least 1. */
export function whole(value: string): number {
  if (!/^\d[\d_]*$/.test(value) || Number(value.replaceAll('_', '')) < 1)
    throw new InvalidArgumentError('Give a whole number of at least 1.');
  return Number(value.replaceAll('_', ''));
}

/** Gathers the values of a flag that may be repeated. */
export function each(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** `NAME`, or `STAGE=NAME` for a stage's own; `judge` is one. */
function teacher(value: string, before: Record<string, string> = {}): Record<string, string> {
  const at = value.indexOf('=');
  const stage = [...ROLES, 'judge' as const].find((role) => role === value.slice(0, at));
  return stage ? { ...before, [stage]: value.slice(at + 1) } : { ...before, default: value };
}

/** A number of at least 0. */
export function number(value: string): number {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed) || parsed < 0) throw new InvalidArgumentError('Give a number.');
  return parsed;
}

/** `name: value`, gathered. */
export function header(value: string, before: Record<string, string> = {}): Record<string, string> {
  const at = value.indexOf(':');
  if (at < 1) throw new InvalidArgumentError('Give a name and a value with a colon between, such as "X-Team: data".');
  return { ...before, [value.slice(0, at).trim()]: value.slice(at + 1).trim() };
}

/** A JSON object. */
export function json(value: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return Object.fromEntries(Object.entries(parsed));
  } catch {
    // told below
  }
  throw new InvalidArgumentError('Give a JSON object, such as \'{"top_k": 40}\'.');
}

function mix(value: string): Mix {
  const named = MIX_NAMES.find((name) => name === value);
  if (named) return named;
  const parts = value.split(',').map((part) => /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(part.trim()));
  if (parts.some((part) => part === null))
    throw new InvalidArgumentError(
      'Give default, even, orca-1m, or ids with weights, such as "reading-comprehension=2,fermi=1".',
    );
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', Number(part?.[2])]));
}
