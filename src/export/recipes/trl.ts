import { z } from 'zod';
import type { RecipeFacts, Trainer } from './recipe.ts';
import { accumulationSteps } from './settings.ts';

/**
 * The keys of `trl sft --config` that we write: fields of ScriptArguments, SFTConfig (with transformers'
 * TrainingArguments) and ModelConfig. From huggingface/trl 1.16.0 (trl/scripts/sft.py, trl/trainer/sft_config.py);
 * `npm run test:interop` has TRL's own parser read one.
 */
export const TrlConfig = z.strictObject({
  model_name_or_path: z.string().min(1),
  dtype: z.enum(['bfloat16', 'float16', 'float32', 'auto']),
  attn_implementation: z.string(),
  chat_template_path: z.string(),
  dataset_name: z.string(),
  dataset_train_split: z.string(),
  dataset_test_split: z.exactOptional(z.string()),
  eval_strategy: z.enum(['no', 'steps', 'epoch']),
  assistant_only_loss: z.literal(true),
  max_length: z.int().positive(),
  packing: z.boolean(),
  packing_strategy: z.enum(['bfd', 'bfd_split', 'wrapped']),
  num_train_epochs: z.number().positive(),
  per_device_train_batch_size: z.int().positive(),
  per_device_eval_batch_size: z.int().positive(),
  gradient_accumulation_steps: z.int().positive(),
  gradient_checkpointing: z.boolean(),
  learning_rate: z.number().positive(),
  lr_scheduler_type: z.enum(['cosine', 'linear', 'constant', 'constant_with_warmup']),
  warmup_steps: z.number().nonnegative(),
  weight_decay: z.number().nonnegative(),
  optim: z.enum(['adamw_torch', 'adamw_torch_fused']),
  bf16: z.boolean(),
  deepspeed: z.exactOptional(z.string()),
  logging_steps: z.int().positive(),
  save_strategy: z.enum(['no', 'steps', 'epoch']),
  output_dir: z.string(),
  seed: z.int(),
});

/** TRL's SFTTrainer, configured through its command line. */
export const trl: Trainer = {
  id: 'trl',
  formats: ['messages'],
  layout: null,
  file: 'sft.yaml',
  configure,
  commands: ({ settings }) => [
    `pip install "trl>=1.16" deepspeed kernels`,
    settings.gpus > 1 ? `trl sft --config sft.yaml --num_processes ${settings.gpus}` : 'trl sft --config sft.yaml',
  ],
  notes: ({ files }) => [
    '- `assistant_only_loss` goes by the `{% generation %}` marks of `chat_template.jinja`; packed conversations do not see one another, because packing runs without padding under FlashAttention.',
    ...(files.some(({ tools }) => tools)
      ? [
          '- Rows with native tools are a config of their own (`tools`) and are not in this configuration: TRL joins data sets of one schema only. To train on both, export `--format tokenized`, whose rows are alike.',
        ]
      : []),
  ],
};

function configure({ settings, data, files }: RecipeFacts): object {
  const test = files.some(({ split, tools }) => split === 'test' && !tools);
  return TrlConfig.parse({
    model_name_or_path: settings.base,
    dtype: 'bfloat16',
    attn_implementation: 'flash_attention_2',
    chat_template_path: 'chat_template.jinja',
    dataset_name: data,
    dataset_train_split: 'train',
    ...(test && { dataset_test_split: 'test' }),
    eval_strategy: test ? 'epoch' : 'no',
    assistant_only_loss: true,
    max_length: settings.maxLength,
    packing: true,
    packing_strategy: 'bfd',
    num_train_epochs: settings.epochs,
    per_device_train_batch_size: settings.perDeviceBatch,
    per_device_eval_batch_size: settings.perDeviceBatch,
    gradient_accumulation_steps: accumulationSteps(settings),
    gradient_checkpointing: true,
    learning_rate: settings.learningRate,
    lr_scheduler_type: 'cosine',
    warmup_steps: settings.warmupSteps,
    weight_decay: settings.weightDecay,
    optim: 'adamw_torch',
    bf16: true,
    ...(settings.gpus > 1 && { deepspeed: 'zero3.json' }),
    logging_steps: 10,
    save_strategy: 'epoch',
    output_dir: 'checkpoints',
    seed: 42,
  });
}
