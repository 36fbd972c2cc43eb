"""Takes a few steps with TRL on a tiny random model on the CPU: `train.py EXPORTS TOKENIZER RECIPE CACHE`."""
import math
import os
import sys

from checks import check, needs, same

exports, tokenizer_folder, recipe, cache = sys.argv[1:5]


def load(name, split="train"):
    datasets = needs("datasets")
    datasets.disable_progress_bars()
    return datasets.load_dataset(os.path.join(exports, name), cache_dir=cache)[split]


def parts():
    needs("torch")
    needs("trl")
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    torch.manual_seed(0)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(tokenizer_folder)
    tokenizer.pad_token = "<|endoftext|>"
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=4096, pad_token_id=tokenizer.pad_token_id,
    )
    return tokenizer, LlamaForCausalLM(config)


def trainer_of(dataset, **settings):
    tokenizer, model = parts()
    from trl import SFTConfig, SFTTrainer

    args = SFTConfig(
        output_dir=os.path.join(cache, "checkpoints"), max_steps=20, per_device_train_batch_size=4, learning_rate=1e-2,
        lr_scheduler_type="constant", logging_steps=1, save_strategy="no", report_to=[], use_cpu=True, bf16=False,
        gradient_checkpointing=False, disable_tqdm=True, max_length=4096, seed=0, **settings,
    )
    return SFTTrainer(model=model, args=args, train_dataset=dataset, processing_class=tokenizer)


def trains(name, check_batch, **settings):
    """Five times over the same rows: whatever they are, a loss over the right tokens falls."""
    trainer = trainer_of(load(name).select(range(16)), **settings)
    batch = next(iter(trainer.get_train_dataloader()))
    told = check_batch(trainer, batch)
    no_gradient_where_masked(trainer.model, batch)
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    assert len(losses) == 20 and all(math.isfinite(loss) for loss in losses), losses
    first, last = sum(losses[:3]) / 3, sum(losses[-3:]) / 3
    assert last < first * 0.8, f"the loss does not fall: {losses}"
    return f"loss {first:.2f} to {last:.2f} in 20 steps, {told}"


def no_gradient_where_masked(model, batch):
    """The gradient of each position's logits is nothing exactly where the next label is masked."""
    logits = model(input_ids=batch["input_ids"], attention_mask=batch.get("attention_mask")).logits
    logits.retain_grad()
    model.loss_function(logits=logits, labels=batch["labels"], vocab_size=model.config.vocab_size).backward()
    moved = (logits.grad[:, :-1].abs().sum(dim=-1) > 0).tolist()
    wanted = (batch["labels"][:, 1:] != -100).tolist()
    same(moved, wanted, "gradients")
    assert any(map(any, wanted)) and not all(map(all, wanted)), "a batch of masked and trained tokens"
    model.zero_grad()


def spoken(trainer, batch):
    """What is trained on is what the assistant says with its end, and nothing of a prompt."""
    texts = []
    for ids, labels in zip(batch["input_ids"].tolist(), batch["labels"].tolist()):
        own = trainer.processing_class.decode([label for label in labels if label != -100])
        whole = trainer.processing_class.decode(ids)
        said = [part.split("<|im_end|>")[0] + "<|im_end|>" for part in whole.split("<|im_start|>assistant\n")[1:]]
        same(own, "".join(said), "trained text")
        texts.append(own)
    return f"{len(texts)} rows of a batch trained on the assistant's words alone"


def completed(trainer, batch):
    """As spoken, for the last turn alone."""
    for ids, labels in zip(batch["input_ids"].tolist(), batch["labels"].tolist()):
        own = trainer.processing_class.decode([label for label in labels if label != -100])
        whole = trainer.processing_class.decode(ids)
        said = whole.split("<|im_start|>assistant\n")[-1].split("<|im_end|>")[0]
        assert own.startswith(said + "<|im_end|>"), (own, said)
    return "completions alone"


def as_exported(trainer, batch):
    """The labels of the batch are those of the export."""
    given = {tuple(row["input_ids"]): row["labels"] for row in load("tokenized-single")}
    for ids, labels, mask in zip(batch["input_ids"].tolist(), batch["labels"].tolist(), batch["attention_mask"].tolist()):
        length = sum(mask)
        same(labels[:length], given[tuple(ids[:length])], "labels")
        same(set(labels[length:]) | {-100}, {-100}, "labels of padding")
    return "labels as exported"


def packed():
    """Packed rows through the collator without padding: positions begin anew where a conversation does."""
    needs("torch")
    needs("trl")
    from trl.trainer.sft_trainer import DataCollatorForLanguageModeling

    rows = load("tokenized").select(range(2)).to_list()
    collated = DataCollatorForLanguageModeling(pad_token_id=0, padding_free=True)(rows)
    same(collated["position_ids"][0].tolist(), rows[0]["position_ids"] + rows[1]["position_ids"], "positions")
    same(collated["labels"][0].tolist(), rows[0]["labels"] + rows[1]["labels"], "labels")
    return f"{sum(len(row['seq_lengths']) for row in rows)} conversations in {len(rows)} rows"


def parsed():
    """TRL's own parser reads the recipe's configuration."""
    needs("torch")
    needs("trl")
    from trl import DatasetMixtureConfig, ModelConfig, ScriptArguments, SFTConfig, TrlParser

    os.chdir(recipe)
    sys.argv = ["sft", "--config", "sft.yaml", "--use_cpu", "true", "--bf16", "false"]
    script, training, model, _ = TrlParser((ScriptArguments, SFTConfig, ModelConfig, DatasetMixtureConfig)).parse_args_and_config()
    same([training.learning_rate, training.warmup_steps, training.weight_decay], [8e-6, 500, 0.1])
    same([training.max_length, training.packing, training.assistant_only_loss], [8192, True, True])
    same([training.num_train_epochs, training.lr_scheduler_type.value], [3, "cosine"])
    rows = needs("datasets").load_dataset(script.dataset_name, cache_dir=cache)
    same(model.model_name_or_path, "mistralai/Mistral-7B-v0.1")
    return f"{training.gradient_accumulation_steps} accumulated, {rows[script.dataset_train_split].num_rows} rows found"


check("TRL trains on messages", lambda: trains("messages", spoken, assistant_only_loss=True))
check("TRL trains on prompt-completion", lambda: trains("prompt-completion", completed))
check("TRL trains on tokenized rows", lambda: trains("tokenized-single", as_exported))
check("TRL collates packed rows", packed)
check("TRL reads the recipe", parsed)
