import { stringify } from 'yaml';
import type { CurationBooks } from './curation.ts';
import { hubLicense, saidTerms, termCounts } from './licenses.ts';
import type { DatasetSummary } from './write-dataset.ts';

/** What the card tells beside the dataset's own counts. */
export interface CardFacts {
  name: string;
  teacher: string;
  /** The teacher is the offline rehearsal, no model. */
  rehearsal: boolean;
  skills: { id: string; title: string; summary: string }[];
  runSeed: string;
  command: string;
  version: string;
  /** Of the whole run. */
  seeds: { files: number; seeds: number };
  items: number;
  drops: Record<string, Record<string, number>>;
  calls: number;
  tokens: { prompt: number; completion: number; estimated: boolean };
  complete: boolean;
}

/** The dataset card: a README.md with the hub's YAML head and true numbers only. */
export function renderCard(summary: DatasetSummary, facts: CardFacts): string {
  const rows = summary.splits.reduce((sum, split) => sum + split.rows, 0);
  return ['---', stringify(head(summary, facts, rows)).trimEnd(), '---', '', body(summary, facts, rows), ''].join('\n');
}

function head(summary: DatasetSummary, facts: CardFacts, rows: number): Record<string, unknown> {
  const { license, name } = hubLicense(Object.keys(summary.by.license));
  const languages = Object.keys(summary.by.language)
    .filter((each) => each !== 'none')
    .sort();
  return {
    pretty_name: facts.name,
    ...(languages.length > 0 && { language: languages }),
    license,
    ...(name !== undefined && { license_name: name, license_link: 'README.md' }),
    annotations_creators: ['machine-generated'],
    language_creators: ['machine-generated', 'found'],
    size_categories: [sizeCategory(rows)],
    source_datasets: ['original'],
    task_categories: ['text-generation', 'question-answering'],
    tags: ['synthetic', 'instruction-tuning', 'agentinstruct'],
    configs: [configOf('default', '', summary), configOf('tools', 'tools-', summary)].filter(
      (config) => config.data_files.length > 0,
    ),
  };
}

function configOf(name: string, prefix: string, { splits }: DatasetSummary) {
  const own = splits.filter(({ tools }) => tools === (prefix !== ''));
  return {
    config_name: name,
    data_files: own.map((split) => ({ split: split.name, path: `data/${prefix}${split.name}-*` })),
  };
}

function body(summary: DatasetSummary, facts: CardFacts, rows: number): string {
  const beside = facts.seeds.seeds - summary.seeds;
  const other = summary.curation === null ? 0 : addedIn(summary.curation);
  return [
    `# ${facts.name}`,
    `${n(rows)} instruction-tuning conversations, ${other === 0 ? '' : `${n(rows - other)} of them `}made from ${n(summary.seeds)} passages of ${n(summary.documents)} documents by agents (generative teaching after AgentInstruct, arXiv 2407.03502).`,
    other > 0 &&
      `${n(other)} come from other datasets; they have the skill \`external\`, and \`type\` names their dataset.`,
    beside > 0 && `${n(beside)} more passages were read and gave no row.`,
    facts.rehearsal && REHEARSAL,
    !facts.complete && UNFINISHED,
    ...howMade(facts),
    ...rowsMade(summary),
    ...leftOut(summary, facts),
    ...curation(summary),
    '## Sources and licences',
    ...licences(summary.by.license),
    counted('source', summary.by.source),
    'The columns `source`, `license` and `seed_id` name what each row was made from. Rows adapt their sources: attribution and share-alike terms pass on to them.',
    '## Fields',
    '`messages` (list of role and content), `text` (the same, flat), `id`, `content_hash`, `skill`, `type`, `transform`, `goal`, `layout`, `answer_form`, `system_kind`, `agreement`, `seed_id`, `source`, `license`, `language`, `teacher`, `unit`, `flags`, `judge_score`.',
    '## Limits',
    facts.rehearsal ? REHEARSAL_LIMITS : LIMITS,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const REHEARSAL =
  '> **Rehearsal data.** The teacher was the built-in rehearsal stand-in: rules, no language model. The rows show the form of a dataset and are not meant for training.';
const UNFINISHED =
  '> **Unfinished.** The run was stopped before its plan was done; the counts below are those of what is here.';
const REHEARSAL_LIMITS =
  "No model wrote these rows; nothing should be concluded from them about the quality of a real teacher's.";
const LIMITS =
  "The rows carry the teacher's mistakes and leanings. Keys were checked against the teacher's own answers, which removes broken items and not shared errors. Check the teacher's terms before training on its output.";

function howMade({ teacher, rehearsal, skills, version, runSeed, command, calls, tokens }: CardFacts): string[] {
  return [
    '## How it was made',
    `- Teacher: \`${teacher}\`${rehearsal ? ' (rehearsal stand-in, no model)' : ''}`,
    `- Skills: ${skills.map((skill) => `**${skill.title}** (${skill.summary})`).join('; ')}`,
    `- Made with agentinstruct ${version}, run seed \`${runSeed}\`:\n\n  \`\`\`\n  ${command}\n  \`\`\``,
    `- ${n(calls)} calls, ${n(tokens.prompt)} prompt and ${n(tokens.completion)} completion tokens${tokens.estimated ? ' (partly estimated)' : ''}`,
    "A passage is transformed by one of the skill's agents, instructions of several types are written on it, some are refined by a suggester and an editor, and the teacher answers each in a call of its own that sees the row's messages (and a system message on style that the row does not keep). Answers to questions that have a key are held against it; `agreement` is the share of answers that gave it.",
  ];
}

const TERMS = {
  'no-derivatives': 'forbid adaptations, which rows are: they should not be passed on',
  'non-commercial': 'forbid commercial use',
  unknown: 'state no licence, or none that is known: ask before you pass them on',
  'share-alike': 'must be passed on under the same terms',
  attribution: 'must be passed on with the names of their authors',
};

/** The licences of the seeds with what each asks, and how many rows that makes. */
function licences(byLicense: Record<string, number>): string[] {
  const rows = sorted(byLicense).map(([license, count]): Cell[] => [license, saidTerms(license), count]);
  const terms = termCounts(byLicense).map(
    ([term, count]) => `- ${n(count)} ${count === 1 ? 'row is' : 'rows are'} of seeds that ${TERMS[term]} (${term}).`,
  );
  return [table(['licence of the seed', 'asks for', 'rows'], rows.slice(0, MOST_LINES)), terms.join('\n')];
}

function rowsMade({ splits, by }: DatasetSummary): string[] {
  return [
    '## Rows',
    table(
      ['split', 'rows'],
      splits.map((split) => [split.tools ? `${split.name} (with tools)` : split.name, split.rows]),
    ),
    counted('skill', by.skill),
    counted('type', by.type),
    counted('transform', by.transform),
    counted('refinement goal', by.goal),
    counted('language', by.language),
  ];
}

function leftOut({ leftOut: { duplicate, surplus } }: DatasetSummary, { items, drops }: CardFacts): string[] {
  const counts = Object.entries(drops).flatMap(([stage, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => [stage, reason, count]),
  );
  return [
    '## What was left out',
    `${n(items)} items were begun. Besides the rows above: ${n(duplicate)} duplicates, ${n(surplus)} beyond the number asked for, and ${counts.length > 0 ? 'these drops:' : 'no drops.'}`,
    table(['stage', 'reason', 'count'], counts),
  ];
}

function curation({ curation: books }: DatasetSummary): string[] {
  if (books === null) return [];
  const lines = books.steps.map(({ step, says, rows, left, added, found }) => [
    `${step}: ${says}`,
    rows,
    tallied(left) || 'none',
    [tallied(added), tallied(found)].filter(Boolean).join('; '),
  ]);
  return [
    '## Curation',
    `${n(books.rows.before)} rows went in, ${n(books.rows.after)} are here, by these steps. The recipe is \`curation/recipe.yaml\`; what was left out, with reasons, is \`curation/left-out.jsonl.zst\`.`,
    table(['step', 'rows', 'left out', 'added or found'], lines),
  ];
}

/** How many rows come from other datasets. */
function addedIn({ steps }: CurationBooks): number {
  return steps.flatMap(({ added }) => Object.values(added)).reduce((sum, count) => sum + count, 0);
}

function tallied(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${n(count)}`)
    .join(', ');
}

const MOST_LINES = 60;

function counted(name: string, counts: Record<string, number>): string {
  const entries = sorted(counts);
  const rest = entries.slice(MOST_LINES);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  const more: [string, number][] = rest.length > 0 ? [[`${n(rest.length)} more`, others]] : [];
  return table([name, 'rows'], [...entries.slice(0, MOST_LINES), ...more]);
}

type Cell = string | number;

/** The most frequent first. */
function sorted(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function n(count: number): string {
  return count.toLocaleString('en');
}

function table(head: string[], rows: Cell[][]): string {
  if (rows.length === 0) return '';
  const cell = (value: Cell) =>
    String(value)
      .replaceAll(/[\\|]/g, '\\$&')
      .replaceAll(/\s*\n\s*/g, ' ');
  const line = (cells: Cell[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function sizeCategory(rows: number): string {
  const steps = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
  const names = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M', '1M<n<10M', '10M<n<100M', '100M<n<1B'];
  const at = steps.findIndex((step) => rows < step);
  return names[at < 0 ? names.length - 1 : at] ?? 'n<1K';
}
