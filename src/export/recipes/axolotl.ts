import { z } from 'zod';
import { axolotlDatasets } from '../formats/axolotl.ts';
import type { RecipeFacts, Trainer } from './recipe.ts';
import { accumulationSteps } from './settings.ts';

const Dataset = z.strictObject({
  path: z.string(),
  ds_type: z.enum(['json', 'parquet', 'csv', 'arrow', 'text']),
  split: z.string(),
  type: z.literal('chat_template'),
  field_messages: z.string(),
  field_tools: z.exactOptional(z.string()),
  message_property_mappings: z.record(z.string(), z.string()),
  roles_to_train: z.array(z.string()).min(1),
  train_on_eos: z.enum(['all', 'turn', 'last']),
});

/**
 * The keys of an axolotl configuration that we write, with the checks of its own schema that touch them. From
 * axolotl-ai-cloud/axolotl @ 002a637c8686 (src/axolotl/utils/schemas/training.py, config.py), @ 07e83ab884f5
 * (schemas/datasets.py) and @ 067b021c8b87 (docs/dataset-formats/conversation.qmd).
 */
export const AxolotlConfig = z
  .strictObject({
    base_model: z.string().min(1),
    model_type: z.string(),
    tokenizer_type: z.string(),
    chat_template: z.enum(['jinja', 'tokenizer_default', 'chatml', 'llama3', 'gemma', 'phi_3']),
    chat_template_jinja: z.exactOptional(z.string()),
    datasets: z.array(Dataset).min(1),
    test_datasets: z.exactOptional(z.array(Dataset).min(1)),
    dataset_prepared_path: z.string(),
    output_dir: z.string(),
    sequence_len: z.int().positive(),
    sample_packing: z.boolean(),
    eval_sample_packing: z.exactOptional(z.boolean()),
    pad_to_sequence_len: z.boolean(),
    train_on_inputs: z.literal(false),
    micro_batch_size: z.int().positive(),
    gradient_accumulation_steps: z.int().positive(),
    num_epochs: z.number().positive(),
    optimizer: z.enum(['adamw_torch', 'adamw_torch_fused']),
    lr_scheduler: z.enum(['cosine', 'linear', 'constant']),
    learning_rate: z.number().positive(),
    warmup_steps: z.int().nonnegative(),
    weight_decay: z.number().nonnegative(),
    bf16: z.union([z.boolean(), z.literal('auto')]),
    tf32: z.boolean(),
    flash_attention: z.boolean(),
    gradient_checkpointing: z.boolean(),
    deepspeed: z.exactOptional(z.string()),
    logging_steps: z.int().positive(),
    saves_per_epoch: z.int().positive(),
    evals_per_epoch: z.exactOptional(z.int().positive()),
    seed: z.int(),
  })
  .refine((config) => config.chat_template !== 'jinja' || config.chat_template_jinja !== undefined, {
    error: 'chat_template_jinja is required where chat_template is jinja',
  })
  .refine((config) => config.evals_per_epoch === undefined || config.test_datasets !== undefined, {
    error: 'evals_per_epoch needs test_datasets or val_set_size',
  })
  .refine((config) => !config.sample_packing || config.flash_attention, {
    error: 'sample_packing lets conversations see one another without flash, sdp or flex attention',
  });

/** axolotl. */
export const axolotl: Trainer = {
  id: 'axolotl',
  formats: ['axolotl', 'messages'],
  layout: null,
  file: 'axolotl.yaml',
  configure,
  commands: ({ settings }) => [
    'pip install "axolotl[flash-attn,deepspeed]"',
    'axolotl preprocess axolotl.yaml',
    settings.gpus > 1 ? `axolotl train axolotl.yaml --num-processes ${settings.gpus}` : 'axolotl train axolotl.yaml',
  ],
  notes: () => [
    '- `axolotl preprocess axolotl.yaml --debug` prints rows with the label of each token.',
    '- Rows with native tools stand in a file of their own and are among the datasets.',
  ],
};

function configure({ settings, data, files }: RecipeFacts): object {
  const named = files.map(({ path, ...file }) => ({ ...file, name: path.slice(data.length + 1) }));
  const datasets = axolotlDatasets(named, `${data}/`);
  const test = datasets.test_datasets !== undefined;
  return AxolotlConfig.parse({
    base_model: settings.base,
    model_type: 'AutoModelForCausalLM',
    tokenizer_type: 'AutoTokenizer',
    chat_template: 'jinja',
    chat_template_jinja: 'chat_template.jinja',
    ...datasets,
    dataset_prepared_path: 'prepared',
    output_dir: 'checkpoints',
    sequence_len: settings.maxLength,
    sample_packing: true,
    ...(test && { eval_sample_packing: false }),
    pad_to_sequence_len: true,
    train_on_inputs: false,
    micro_batch_size: settings.perDeviceBatch,
    gradient_accumulation_steps: accumulationSteps(settings),
    num_epochs: settings.epochs,
    optimizer: 'adamw_torch',
    lr_scheduler: 'cosine',
    learning_rate: settings.learningRate,
    warmup_steps: settings.warmupSteps,
    weight_decay: settings.weightDecay,
    bf16: 'auto',
    tf32: true,
    flash_attention: true,
    gradient_checkpointing: true,
    ...(settings.gpus > 1 && { deepspeed: 'zero3.json' }),
    logging_steps: 10,
    saves_per_epoch: 1,
    ...(test && { evals_per_epoch: 1 }),
    seed: 42,
  });
}
