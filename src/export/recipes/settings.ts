/** What a training is configured with, beside its data. */
export interface TrainingSettings {
  /** Name on the Hugging Face hub, or a folder. */
  base: string;
  gpus: number;
  perDeviceBatch: number;
  /** Packed sequences of one step, over all GPUs. */
  globalBatch: number;
  maxLength: number;
  learningRate: number;
  warmupSteps: number;
  weightDecay: number;
  epochs: number;
}

/**
 * The settings that Orca-3 was trained with from Mistral-7B-v0.1 (AgentInstruct, arXiv 2407.03502): packed
 * sequences of 8192 tokens, AdamW with weight decay 0.1, learning rate 8e-6 with a cosine schedule after 500 steps of
 * linear warm-up, three epochs, loss on responses alone, 10 sequences on each of 152 GPUs. The global batch of 1,520 is
 * the product; the paper states neither it nor the precision, the packing or the optimizer's betas.
 */
export const PAPER: Omit<TrainingSettings, 'base' | 'gpus' | 'perDeviceBatch'> = {
  globalBatch: 1520,
  maxLength: 8192,
  learningRate: 8e-6,
  warmupSteps: 500,
  weightDecay: 0.1,
  epochs: 3,
};

/** Steps whose gradients are summed up before the weights change, so that the global batch comes out as near as it can. */
export function accumulationSteps({ gpus, perDeviceBatch, globalBatch }: TrainingSettings): number {
  return Math.max(1, Math.round(globalBatch / (gpus * perDeviceBatch)));
}

/** Steps of the optimizer in all, for so many tokens of data. */
export function stepsFor(tokens: number, settings: TrainingSettings): number {
  const batch = settings.gpus * settings.perDeviceBatch * accumulationSteps(settings);
  return Math.max(1, Math.ceil(tokens / settings.maxLength / batch)) * settings.epochs;
}

/** Which of our chat templates suits a base model, and what LLaMA-Factory calls it. */
export interface TemplateChoice {
  ours: 'chatml' | 'llama-3' | 'mistral' | 'gemma' | 'phi-3';
  llamaFactory: 'qwen' | 'llama3' | 'mistral' | 'gemma' | 'phi' | 'llama2';
}

/**
 * By the model's name: families whose tokenizer has tokens for chat get their own form; all others the [INST] form,
 * which needs no token that a base model lacks.
 */
export function templateFor(base: string): TemplateChoice {
  const name = base.toLowerCase();
  if (/qwen/.test(name)) return { ours: 'chatml', llamaFactory: 'qwen' };
  if (/llama-?3/.test(name)) return { ours: 'llama-3', llamaFactory: 'llama3' };
  if (/gemma/.test(name)) return { ours: 'gemma', llamaFactory: 'gemma' };
  if (/phi-?(3|4)/.test(name)) return { ours: 'phi-3', llamaFactory: 'phi' };
  return { ours: 'mistral', llamaFactory: /llama-?2/.test(name) ? 'llama2' : 'mistral' };
}
