import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { crafted, writeCrafted } from '../../../test/interop/crafted.ts';
import { cli } from '../../../test/run-cli.ts';
import { scratch } from '../../../test/scratch.ts';
import { AxolotlConfig } from './axolotl.ts';
import { LlamaFactoryConfig } from './llama-factory.ts';
import { accumulationSteps, PAPER, stepsFor, templateFor } from './settings.ts';
import { TrlConfig } from './trl.ts';

const PAPERS = { lr_scheduler_type: 'cosine', learning_rate: 8e-6, warmup_steps: 500, weight_decay: 0.1 };

/** A recipe of rows with and without tools in both splits, its configuration read as PyYAML reads it. */
async function recipe(...flags: string[]): Promise<{ dir: string; read: (name: string) => string; out: string }> {
  const dir = scratch();
  await writeCrafted(join(dir, 'run'), crafted());
  const ran = await cli(['recipe', join(dir, 'run'), '--out', join(dir, 'recipe'), ...flags]);
  expect(ran.err).toBe('');
  return { dir, out: ran.out, read: (name) => readFileSync(join(dir, 'recipe', name), 'utf8') };
}

const yaml = (text: string): unknown => parse(text, { version: '1.1' });

describe('recipes', () => {
  test('TRL gets the paper’s settings, our template with marks, and the exported rows', async () => {
    const { read, out } = await recipe('--trainer', 'trl', '--gpus', '4', '--per-device-batch', '2');
    const config = TrlConfig.parse(yaml(read('sft.yaml')));
    expect(config).toMatchObject({
      ...PAPERS,
      max_length: 8192,
      packing: true,
      num_train_epochs: 3,
      assistant_only_loss: true,
    });
    expect(config).toMatchObject({ gradient_accumulation_steps: 190, dataset_name: './data', eval_strategy: 'epoch' });
    expect(config).toMatchObject({ deepspeed: 'zero3.json', model_name_or_path: 'mistralai/Mistral-7B-v0.1' });
    expect(JSON.parse(read('zero3.json'))).toMatchObject({ zero_optimization: { stage: 3 } });
    expect(read('chat_template.jinja')).toContain('{%- generation %}');
    expect(read('data/train.jsonl').split('\n').length).toBeGreaterThan(40);
    expect(read('README.md')).toContain('trl sft --config sft.yaml --num_processes 4');
    expect(read('README.md')).toMatch(/Few steps.*never reach its height/s);
    expect(out).toContain('1,520 = 4 GPUs x 2 x 190 accumulated');
  });

  test('axolotl gets every file as a dataset, those with tools with their column', async () => {
    const config = AxolotlConfig.parse(yaml((await recipe('--trainer', 'axolotl')).read('axolotl.yaml')));
    expect(config).toMatchObject({
      sequence_len: 8192,
      sample_packing: true,
      train_on_inputs: false,
      micro_batch_size: 1,
    });
    expect(config).toMatchObject({ learning_rate: 8e-6, warmup_steps: 500, weight_decay: 0.1, num_epochs: 3 });
    expect(config.datasets.map(({ path, field_tools }) => [path, field_tools])).toEqual([
      ['./data/train.jsonl', undefined],
      ['./data/tools-train.jsonl', 'tools'],
    ]);
    expect(config.test_datasets?.map(({ path }) => path)).toEqual(['./data/test.jsonl', './data/tools-test.jsonl']);
  });

  test('LLaMA-Factory gets names that its dataset_info.json has, and the template of the base model', async () => {
    const { read } = await recipe('--trainer', 'llama-factory', '--base', 'Qwen/Qwen3-8B-Base', '--gpus', '1');
    const config = LlamaFactoryConfig.parse(yaml(read('llama-factory.yaml')));
    expect(config).toMatchObject({ ...PAPERS, cutoff_len: 8192, neat_packing: true, template: 'qwen' });
    expect(config.deepspeed).toBeUndefined();
    const named = Object.keys(JSON.parse(read('data/dataset_info.json')));
    expect([config.dataset, config.eval_dataset].join(',').split(',').sort()).toEqual(named.sort());
    expect(read('chat_template.jinja')).toContain('<|im_start|>');
  });

  test('an export that is there already is pointed at, if the trainer reads its form', async () => {
    const { dir } = await recipe('--trainer', 'trl');
    const data = join(dir, 'elsewhere');
    await cli(['export', join(dir, 'run'), '--format', 'alpaca', '--out', data]);
    const args = ['recipe', join(dir, 'run'), '--data', data, '--out', join(dir, 'second')];
    expect((await cli(args)).err).toMatch(/is an export as alpaca.*E_EXPORT/);
    await cli(['export', join(dir, 'run'), '--out', data]);
    const ran = await cli([...args, '--json']);
    expect(JSON.parse(ran.out)).toMatchObject({ trainer: 'trl', accumulation: 190, globalBatch: 1520, data });
    expect(yaml(readFileSync(join(dir, 'second', 'sft.yaml'), 'utf8'))).toMatchObject({ dataset_name: '../elsewhere' });
    expect((await cli(args)).err).toMatch(/it holds "sft.yaml".*E_EXPORT/);
    expect((await cli([...args, '--force'])).err).toBe('');
  });
});

describe('schemas', () => {
  test('refuse what the trainers refuse', async () => {
    const axolotl = yaml((await recipe('--trainer', 'axolotl')).read('axolotl.yaml'));
    const broken = [
      { sample_packing: 'yes' },
      { flash_attention: false },
      { chat_template_jinja: undefined },
      { adam: 1 },
    ];
    for (const change of broken) {
      const { success } = AxolotlConfig.safeParse(JSON.parse(JSON.stringify({ ...Object(axolotl), ...change })));
      expect([change, success]).toEqual([change, false]);
    }
    const factory = yaml((await recipe('--trainer', 'llama-factory')).read('llama-factory.yaml'));
    const wrong = [
      { packing: false },
      { mask_history: true, train_on_prompt: true },
      { dataset: 'a b' },
      { eval_dataset: undefined },
    ];
    for (const change of wrong) {
      const { success } = LlamaFactoryConfig.safeParse(JSON.parse(JSON.stringify({ ...Object(factory), ...change })));
      expect([change, success]).toEqual([change, false]);
    }
  });
});

describe('settings', () => {
  const settings = { ...PAPER, base: 'm', gpus: 152, perDeviceBatch: 10 };

  test('accumulate to the paper’s batch', () => {
    expect(accumulationSteps(settings)).toBe(1);
    expect(accumulationSteps({ ...settings, gpus: 8, perDeviceBatch: 1 })).toBe(190);
    expect(accumulationSteps({ ...settings, gpus: 5000 })).toBe(1);
  });

  test('tell the steps', () => {
    expect(stepsFor(1520 * 8192 * 10, settings)).toBe(30);
    expect(stepsFor(1, settings)).toBe(3);
  });

  test.each([
    ['mistralai/Mistral-7B-v0.1', 'mistral', 'mistral'],
    ['meta-llama/Llama-2-7b-hf', 'mistral', 'llama2'],
    ['meta-llama/Llama-3.1-8B', 'llama-3', 'llama3'],
    ['google/gemma-2-9b', 'gemma', 'gemma'],
    ['microsoft/Phi-3-mini-4k', 'phi-3', 'phi'],
    ['Qwen/Qwen2.5-7B', 'chatml', 'qwen'],
  ])('know the template of %s', (base, ours, llamaFactory) => {
    expect(templateFor(base)).toEqual({ ours, llamaFactory });
  });
});
