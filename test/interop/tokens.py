"""Trains small tokenizers of the styles that models use, and says what transformers makes of conversations with them.

`tokens.py make FOLDER CORPUS`: a folder for each style, with tokenizer.json, tokenizer_config.json and chat_template.jinja.
`tokens.py compare FOLDER EXPORTS CONVERSATIONS`: holds each EXPORTS/STYLE/*.parquet against apply_chat_template.
"""
import glob
import json
import os
import shutil
import sys

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

CHAT = os.path.join(os.path.dirname(__file__), "..", "..", "templates", "chat")
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def special(text, **more):
    return AddedToken(text, special=True, normalized=False, **more)


def byte_level(corpus, tokens, normalizer=None, post=None, prefix=False, regex=True):
    tokenizer = Tokenizer(models.BPE())
    if normalizer:
        tokenizer.normalizer = normalizer
    split = [] if not regex else [pre_tokenizers.Split(Regex(WORDS), "isolated")]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(split + [pre_tokenizers.ByteLevel(add_prefix_space=prefix, use_regex=not regex)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = post or processors.ByteLevel(trim_offsets=False)
    trainer = trainers.BpeTrainer(vocab_size=1200, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    tokenizer.add_special_tokens([special(token) for token in tokens])
    return tokenizer


def sentence_piece(corpus, tokens, normalizer, pre=None):
    """BPE with byte fallback, as SentencePiece models are converted."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if normalizer:
        tokenizer.normalizer = normalizer
    if pre:
        tokenizer.pre_tokenizer = pre
    known = ["<unk>", "<s>", "</s>"]
    trainer = trainers.BpeTrainer(vocab_size=1300, special_tokens=known + BYTES, limit_alphabet=120, show_progress=False)
    tokenizer.train_from_iterator((line.replace("\n", " ")[:400] for line in corpus), trainer)
    data = json.loads(tokenizer.to_str())
    data["added_tokens"] = [token for token in data["added_tokens"] if token["content"] not in BYTES]
    data["model"]["byte_fallback"] = True
    data["decoder"] = {"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]}
    tokenizer = Tokenizer.from_str(json.dumps(data))
    tokenizer.add_special_tokens([token if isinstance(token, AddedToken) else special(token) for token in tokens])
    return tokenizer


def word_level(corpus, tokens):
    tokenizer = Tokenizer(models.WordLevel(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.train_from_iterator(corpus, trainers.WordLevelTrainer(vocab_size=600, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False))
    tokenizer.add_special_tokens([special(token) for token in tokens])
    return tokenizer


def word_piece(corpus, tokens):
    tokenizer = Tokenizer(models.WordPiece(unk_token="<unk>"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(corpus, trainers.WordPieceTrainer(vocab_size=900, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False))
    tokenizer.add_special_tokens([special(token) for token in tokens])
    return tokenizer


CHATML = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
LLAMA_3 = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
GEMMA = ["<pad>", "<eos>", "<bos>", "<start_of_turn>", "<end_of_turn>"]
PHI = [special(f"<|{name}|>", rstrip=True) for name in ("system", "user", "assistant", "end", "tool")]


def styles(corpus):
    """Tokenizer, template and the tokens that its configuration names, by style."""
    spaces = normalizers.Replace(" ", "▁")
    bos = processors.TemplateProcessing(single="<|begin_of_text|> $A", special_tokens=[("<|begin_of_text|>", 1200)])
    both = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    yield "qwen", byte_level(corpus, CHATML, normalizers.NFC()), "chatml", {"eos_token": "<|im_end|>"}
    post = processors.Sequence([processors.ByteLevel(trim_offsets=False), bos])
    yield "llama-3", byte_level(corpus, LLAMA_3, post=post), "llama-3", {"bos_token": "<|begin_of_text|>", "eos_token": "<|eot_id|>"}
    prepend = normalizers.Sequence([normalizers.Prepend("▁"), spaces])
    yield "llama-2", sentence_piece(corpus, [], prepend), "mistral", both
    first = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    yield "mistral", sentence_piece(corpus, [], None, first), "mistral", both
    merged = pre_tokenizers.Split(" ", "merged_with_previous")
    yield "gemma", sentence_piece(corpus, GEMMA, spaces, merged), "gemma", {"bos_token": "<bos>", "eos_token": "<eos>"}
    yield "phi-3", sentence_piece(corpus, PHI, prepend), "phi-3", {**both, "eos_token": "<|end|>"}
    yield "gpt-2", byte_level(corpus, CHATML, post=processors.ByteLevel(trim_offsets=True), prefix=True, regex=False), "chatml", {"eos_token": "<|im_end|>"}
    yield "word-level", word_level(corpus, CHATML), "chatml", {**both, "eos_token": "<|im_end|>"}
    yield "word-piece", word_piece(corpus, CHATML), "chatml", {**both, "eos_token": "<|im_end|>"}


def make(folder, corpus):
    texts = [text for line in open(corpus, encoding="utf-8") for text in json.loads(line)]
    for name, tokenizer, template, config in styles(texts):
        place = os.path.join(folder, name)
        os.makedirs(place, exist_ok=True)
        tokenizer.save(os.path.join(place, "tokenizer.json"))
        with open(os.path.join(place, "tokenizer_config.json"), "w", encoding="utf-8") as file:
            json.dump({"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, **config}, file)
        with open(os.path.join(CHAT, f"{template}.jinja"), encoding="utf-8") as source:
            with open(os.path.join(place, "chat_template.jinja"), "w", encoding="utf-8") as file:
                file.write(source.read())
    theirs(folder)


def theirs(folder):
    """TRL's own training templates, with the tokenizer of the Qwen style."""
    import trl

    for path in sorted(glob.glob(os.path.join(os.path.dirname(trl.__file__), "chat_templates", "*_training.jinja"))):
        place = os.path.join(folder, "trl-" + os.path.basename(path).removesuffix("_training.jinja"))
        shutil.copytree(os.path.join(folder, "qwen"), place, dirs_exist_ok=True)
        shutil.copy(path, os.path.join(place, "chat_template.jinja"))
        with open(os.path.join(place, "tokenizer_config.json"), "w", encoding="utf-8") as file:
            json.dump({"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|endoftext|>", "eos_token": "<|im_end|>"}, file)


def compare(folder, exports, conversations):
    from checks import check

    with open(conversations, encoding="utf-8") as file:
        wanted = {row["id"]: row for row in map(json.loads, file)}
    for name in sorted(os.listdir(folder)):
        if os.path.isdir(os.path.join(exports, name)):
            check(f"transformers gives the same ids and masks: {name}", lambda: hold(folder, exports, name, wanted))


def hold(folder, exports, name, wanted):
    from checks import needs

    needs("transformers")
    import pyarrow.parquet
    from transformers import PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast.from_pretrained(os.path.join(folder, name))
    tokens = 0
    rows = [row for path in sorted(glob.glob(os.path.join(exports, name, "*.parquet"))) for row in pyarrow.parquet.read_table(path).to_pylist()]
    for row in rows:
        given = wanted[row["id"]]
        out = tokenizer.apply_chat_template(given["messages"], tools=given["tools"], return_dict=True, return_assistant_tokens_mask=True)
        labels = [token if mask else -100 for token, mask in zip(out["input_ids"], out["assistant_masks"])]
        tokens += len(labels)
        assert (out["input_ids"], labels) == (row["input_ids"], row["labels"]), f"{row['id']}: {difference(tokenizer, out, labels, row)}"
    return f"{len(rows)} rows, {tokens} tokens"


def difference(tokenizer, out, labels, row):
    ids, ours = out["input_ids"], row["input_ids"]
    at = next((at for at in range(min(len(ids), len(ours))) if ids[at] != ours[at] or labels[at] != row["labels"][at]), min(len(ids), len(ours)))
    near = slice(max(0, at - 3), at + 4)
    return {"at": at, "python": [tokenizer.convert_ids_to_tokens(ids[near]), labels[near]], "ours": [tokenizer.convert_ids_to_tokens(ours[near]), row["labels"][near]]}


if __name__ == "__main__":
    {"make": make, "compare": compare}[sys.argv[1]](*sys.argv[2:])
