import type { RecipeFacts, Trainer } from './recipe.ts';
import { accumulationSteps, PAPER, stepsFor, templateFor } from './settings.ts';

/** The README of a recipe: commands, what the settings are and whose, and what the data is too small for. */
export function recipeReadme(trainer: Trainer, facts: RecipeFacts, size: { tokens: number; steps: number }): string {
  const { settings, files } = facts;
  const rows = files.map(({ path, rows: count }) => `| \`${path}\` | ${count.toLocaleString('en')} |`);
  return [
    `# ${settings.base} with ${trainer.id}`,
    'In this folder:',
    ['```sh', ...trainer.commands(facts), '```'].join('\n'),
    '## Settings',
    [['setting', 'here', 'in the paper'], ['---', '---', '---'], ...settingRows(facts)]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
    'The paper is AgentInstruct (arXiv 2407.03502); what it does not state is ours.',
    ...smallness(facts, size),
    '## Data',
    ['| file | rows |', '| --- | --- |', ...rows].join('\n'),
    ['## Notes', '', ...trainer.notes(facts), templateNote(facts)].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function settingRows({ settings }: RecipeFacts): string[][] {
  const { gpus, perDeviceBatch } = settings;
  const accumulation = accumulationSteps(settings);
  const n = (value: number) => value.toLocaleString('en');
  return [
    ['sequence length', `${n(settings.maxLength)}, packed`, `${n(PAPER.maxLength)}, packed`],
    ['loss', 'on responses', 'on responses'],
    ['optimizer', `AdamW, weight decay ${settings.weightDecay}`, `AdamW, weight decay ${PAPER.weightDecay}`],
    ['learning rate', `${settings.learningRate}, cosine`, `${PAPER.learningRate}, cosine`],
    ['warm-up', `${n(settings.warmupSteps)} steps`, `${n(PAPER.warmupSteps)} steps`],
    ['epochs', `${settings.epochs}`, `${PAPER.epochs}`],
    [
      'global batch',
      `${n(accumulation * gpus * perDeviceBatch)} = ${gpus} GPUs x ${perDeviceBatch} x ${n(accumulation)} accumulated`,
      `${n(PAPER.globalBatch)} = 152 GPUs x 10`,
    ],
    ['precision', 'bfloat16', 'not stated'],
    ['chat template', templateFor(settings.base).ours, 'not stated'],
  ];
}

function smallness({ settings }: RecipeFacts, { tokens, steps }: { tokens: number; steps: number }): string[] {
  const told = `The training files hold about ${tokens.toLocaleString('en')} tokens (four bytes a token): about ${steps.toLocaleString('en')} steps in ${settings.epochs} epochs.`;
  if (steps > settings.warmupSteps * 4) return [told];
  const least = settings.gpus * settings.perDeviceBatch;
  const globalBatch = Math.max(least, Math.floor(((tokens / settings.maxLength) * settings.epochs) / 1000));
  const then = stepsFor(tokens, { ...settings, globalBatch });
  const lacks = steps <= settings.warmupSteps ? 'never reach its height' : 'hardly fall';
  const flags = `--global-batch ${globalBatch} --warmup-steps ${Math.max(1, Math.round(then * 0.03))}`;
  return [
    told,
    `> **Few steps.** The paper's batch and warm-up are for 25.8 million pairs; here the learning rate would ${lacks}. With \`${flags}\` it is about ${then.toLocaleString('en')} steps.`,
  ];
}

function templateNote({ settings }: RecipeFacts): string {
  const { ours } = templateFor(settings.base);
  return `- \`chat_template.jinja\` is our \`${ours}\` template, with marks around what the assistant says. Serve the model with it too: \`tokenizer.chat_template\` of the checkpoint should be this text.`;
}
