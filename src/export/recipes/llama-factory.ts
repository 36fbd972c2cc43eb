import { z } from 'zod';
import { datasetNames } from '../llama-factory.ts';
import type { RecipeFacts, Trainer } from './recipe.ts';
import { accumulationSteps, templateFor } from './settings.ts';

/**
 * The keys of a LLaMA-Factory configuration that we write, with the checks of its own that touch them. From
 * hiyouga/LLaMA-Factory @ 072bfe29d3b1 (src/llamafactory/hparams/data_args.py) and @ 03da9a79170e
 * (examples/train_full/llama3_full_sft.yaml); the other keys are transformers' TrainingArguments.
 */
export const LlamaFactoryConfig = z
  .strictObject({
    model_name_or_path: z.string().min(1),
    flash_attn: z.enum(['auto', 'disabled', 'sdpa', 'fa2']),
    stage: z.literal('sft'),
    do_train: z.literal(true),
    finetuning_type: z.enum(['full', 'freeze', 'lora']),
    deepspeed: z.exactOptional(z.string()),
    dataset_dir: z.string(),
    dataset: z.string().regex(/^[\w-]+(,[\w-]+)*$/),
    eval_dataset: z.exactOptional(z.string().regex(/^[\w-]+(,[\w-]+)*$/)),
    template: z.enum(['qwen', 'llama3', 'mistral', 'gemma', 'phi', 'llama2', 'default']),
    cutoff_len: z.int().positive(),
    packing: z.boolean(),
    neat_packing: z.boolean(),
    train_on_prompt: z.boolean(),
    mask_history: z.boolean(),
    preprocessing_num_workers: z.int().positive(),
    output_dir: z.string(),
    logging_steps: z.int().positive(),
    save_strategy: z.enum(['no', 'steps', 'epoch']),
    eval_strategy: z.enum(['no', 'steps', 'epoch']),
    plot_loss: z.boolean(),
    per_device_train_batch_size: z.int().positive(),
    per_device_eval_batch_size: z.int().positive(),
    gradient_accumulation_steps: z.int().positive(),
    learning_rate: z.number().positive(),
    num_train_epochs: z.number().positive(),
    lr_scheduler_type: z.enum(['cosine', 'linear', 'constant']),
    warmup_steps: z.int().nonnegative(),
    weight_decay: z.number().nonnegative(),
    optim: z.enum(['adamw_torch', 'adamw_torch_fused']),
    bf16: z.boolean(),
    ddp_timeout: z.int().positive(),
    seed: z.int(),
  })
  .refine((config) => !(config.mask_history && config.train_on_prompt), {
    error: 'mask_history is incompatible with train_on_prompt',
  })
  .refine((config) => !config.neat_packing || config.packing, { error: 'neat_packing is a form of packing' })
  .refine((config) => config.eval_strategy === 'no' || config.eval_dataset !== undefined, {
    error: 'eval_strategy needs an eval_dataset',
  });

/** LLaMA-Factory. */
export const llamaFactory: Trainer = {
  id: 'llama-factory',
  formats: ['llama-factory'],
  layout: 'openai',
  file: 'llama-factory.yaml',
  configure,
  commands: ({ settings }) => [
    'pip install llamafactory deepspeed',
    `${settings.gpus > 1 ? `FORCE_TORCHRUN=1 NPROC_PER_NODE=${settings.gpus} ` : ''}llamafactory-cli train llama-factory.yaml`,
  ],
  notes: ({ settings }) => [
    `- LLaMA-Factory lays conversations out by its own template \`${templateFor(settings.base).llamaFactory}\`; \`neat_packing\` keeps packed conversations from seeing one another.`,
    '- The loss is on all turns of the assistant (`train_on_prompt: false`, `mask_history: false`).',
  ],
};

function configure({ settings, data, files }: RecipeFacts): object {
  const named = files.map(({ path, ...file }) => ({ ...file, name: path.slice(data.length + 1) }));
  const test = datasetNames(named, 'test');
  return LlamaFactoryConfig.parse({
    model_name_or_path: settings.base,
    flash_attn: 'fa2',
    stage: 'sft',
    do_train: true,
    finetuning_type: 'full',
    ...(settings.gpus > 1 && { deepspeed: 'zero3.json' }),
    dataset_dir: data,
    dataset: datasetNames(named, 'train').join(','),
    ...(test.length > 0 && { eval_dataset: test.join(',') }),
    template: templateFor(settings.base).llamaFactory,
    cutoff_len: settings.maxLength,
    packing: true,
    neat_packing: true,
    train_on_prompt: false,
    mask_history: false,
    preprocessing_num_workers: 8,
    output_dir: 'checkpoints',
    logging_steps: 10,
    save_strategy: 'epoch',
    eval_strategy: test.length > 0 ? 'epoch' : 'no',
    plot_loss: true,
    per_device_train_batch_size: settings.perDeviceBatch,
    per_device_eval_batch_size: settings.perDeviceBatch,
    gradient_accumulation_steps: accumulationSteps(settings),
    learning_rate: settings.learningRate,
    num_train_epochs: settings.epochs,
    lr_scheduler_type: 'cosine',
    warmup_steps: settings.warmupSteps,
    weight_decay: settings.weightDecay,
    optim: 'adamw_torch',
    bf16: true,
    ddp_timeout: 180_000_000,
    seed: 42,
  });
}
