/**
 * DeepSpeed's ZeRO stage 3: weights, gradients and the optimizer's state are divided over the GPUs. `auto` is filled in
 * by transformers' Trainer from the trainer's own configuration (huggingface/transformers, docs: deepspeed).
 */
export const ZERO_3 = {
  bf16: { enabled: 'auto' },
  zero_optimization: {
    stage: 3,
    overlap_comm: true,
    contiguous_gradients: true,
    reduce_bucket_size: 'auto',
    stage3_prefetch_bucket_size: 'auto',
    stage3_param_persistence_threshold: 'auto',
    stage3_gather_16bit_weights_on_model_save: true,
  },
  gradient_clipping: 'auto',
  gradient_accumulation_steps: 'auto',
  train_batch_size: 'auto',
  train_micro_batch_size_per_gpu: 'auto',
};
