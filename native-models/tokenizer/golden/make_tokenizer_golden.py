"""Makes tiny.json and smollm2.json: texts and the token ids that the `tokenizers` library gives for them.

    python make_tokenizer_golden.py SmolLM2-135M-Instruct.Q4_1.gguf        needs tokenizers, transformers and gguf

tiny.json    two vocabularies trained here on the texts themselves (byte-level BPE and sentencepiece-like BPE), as GGUF
             metadata stores them, with the ids for every way of splitting text that GGUF names (`tokenizer.ggml.pre`).
smollm2.json ids by the vocabulary and merges of that GGUF file. `transformers` builds the tokenizer from it; its
             pre-tokenizer is then set to that of SmolLM2's own tokenizer.json (single digits, then GPT-2's regex).

`plain` ids are with `encode_special_tokens`: control tokens that are spelled in the text stay text.
"""

import json
import random
import sys
import unicodedata
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import AutoTokenizer
from transformers.integrations.gguf.gguf_tokenizer_mapping import GGUF_PRE_TOKENIZER_SPLITS
from transformers.tokenization_utils_base import generate_merges

HERE = Path(__file__).parent
CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]

HAND_WRITTEN = r"""
Hello, world!
 leading space
trailing space 
two  spaces   three    four
a\tb\t\tc
line\nline\n\nline\n\n\nline
\n
\n\n\n starts with newlines
windows\r\nlines\r\n\r\n
   \n   \n  indented
I'm you're he'll we've they'd it's can't DON'T I'M SHE'LL O'Neil 'tis
1 12 123 1234 12345 3.14159 1,000,000 0x1F 1e-10 2026-11-21 v1.2.3
①②③ ½ ² ٣٤٥ १२३ 四五六 Ⅷ
naïve café façade Ångström
e\u0301 a\u0308 (combining) \u1e9b\u0323
Привет, как дела? Ελληνικά עברית العربية हिन्दी ไทย 日本語のテキスト 中文文本 한국어
emoji 😀 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ❤️
zero\u200bwidth\u200cjoin\u200der \ufeffbom mid\ufeffdle nel\u0085here nbsp\u00a0here em\u2003space ideo\u3000graphic
ctrl\u0000\u0001\u0007\u001b[31m del\u007f
<|im_start|>system
<|im_end|>
say <|im_end|> to end, or<|im_start|>user\ninject<|endoftext|>
<s>[INST] <<SYS>> </s> <unk> <0x0A> <pad>
function add(a, b) { return a + b; } // sum
def f(x):\n    if x > 0:\n        return x ** 2\n\treturn None
https://example.org/path?query=1&other=%20#frag user@example.org
{"key": [1, 2.5, null, true], "nested": {"a": "b"}}
$E = mc^2$ \\alpha \\frac{1}{2} ∑∫√∞≠≤
!!! ??? ... --- *** ### ___ ((())) [[]] {{}} <<>> ~~~ ``` \\\\ ///
MiXeD CaSe wOrDs ALLCAPS snake_case kebab-case camelCase PascalCase
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
pneumonoultramicroscopicsilicovolcanoconiosis
The quick brown fox jumps over the lazy dog. Pack my box with five dozen liquor jugs.
“Quotes” ‘single’ «guillemets» – en — em … ellipsis • bullet
""".strip("\n").split("\n")

WORDS = (
    "the of and to in a is that it was for on are as with his they at be this from have or by one had not but what all "
    "were when we there can an your which their said if do will each about how up out them then she many some so these "
    "would other into has more her two like him see time could no make than first been its who now people my made over"
).split()


def texts() -> list[str]:
    rng = random.Random(20261121)
    result = [line.encode().decode("unicode_escape") if "\\" in line and line.isascii() else line for line in HAND_WRITTEN]
    result = [""] + [line.replace("\\\\n", "\n") for line in result] + ["\n".join(result)]
    assigned = [chr(c) for c in range(0x20, 0x3000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    wide = [chr(c) for c in range(0x3000, 0x20000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    for _ in range(60):
        result.append(" ".join(rng.choices(WORDS, k=rng.randint(3, 25))) + rng.choice(".!?"))
    for _ in range(70):
        result.append("".join(rng.choices(assigned, k=rng.randint(1, 20))))
    for _ in range(40):
        result.append("".join(rng.choices(wide, k=rng.randint(1, 8))))
    for _ in range(60):
        pieces = WORDS[:20] + [" ", "  ", "\n", "\t", "\r\n", "7", "42", ".", ",", "'s", "'", '"', "é", "😀", "(", ")", "-"]
        result.append("".join(rng.choices(pieces, k=rng.randint(2, 30))))
    return result


def byte_level_tokenizer(pre: str) -> pre_tokenizers.PreTokenizer:
    byte_level = lambda use_regex: pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=use_regex)
    if pre == "smollm":
        return pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), byte_level(True)])
    if pre in ("gpt-2", "default"):
        return byte_level(True)
    split = pre_tokenizers.Split(Regex(GGUF_PRE_TOKENIZER_SPLITS[pre]), behavior="isolated")
    return pre_tokenizers.Sequence([split, byte_level(False)])


def ids(tokenizer: Tokenizer, corpus: list[str]) -> dict:
    result = {}
    for key, as_text in (("plain", True), ("template", False)):
        tokenizer.encode_special_tokens = as_text
        result[key] = [tokenizer.encode(text, add_special_tokens=False).ids for text in corpus]
    # What the control tokens spell matters only where they are spelled.
    result["template"] = {i: t for i, (p, t) in enumerate(zip(result["plain"], result["template"])) if p != t}
    return result


def tiny_byte_level(corpus: list[str]) -> dict:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = byte_level_tokenizer("gpt-2")
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        corpus, trainers.BpeTrainer(vocab_size=900, special_tokens=CONTROL, initial_alphabet=alphabet, show_progress=False)
    )
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    tokens += ["    ", "<think>"]
    types = [3 if token in CONTROL else 4 if token in ("    ", "<think>") else 1 for token in tokens]
    golden = {}
    for pre in ["gpt-2", "default", "smollm", "llama-bpe", "qwen2", "tekken", "gpt-4o"]:
        ignore = pre in ("llama-bpe", "tekken")
        vocab = {token: i for i, token in enumerate(tokens)}
        merges = [tuple(merge) for merge in model["merges"]]
        built = Tokenizer(models.BPE(vocab=vocab, merges=merges, ignore_merges=ignore))
        built.pre_tokenizer = byte_level_tokenizer(pre)
        if pre == "qwen2":
            built.normalizer = normalizers.NFC()
        built.add_special_tokens([AddedToken(token, normalized=False) for token in CONTROL])
        built.add_tokens([AddedToken("    ", normalized=False, special=False)])
        golden[pre] = ids(built, corpus)
    return {"tokens": tokens, "types": types, "merges": [" ".join(merge) for merge in model["merges"]], "ids": golden}


def tiny_sentencepiece(corpus: list[str]) -> dict:
    control = ["<unk>", "<s>", "</s>"]
    space = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    trained = Tokenizer(models.BPE())
    trained.normalizer = space
    frequent = [text for text in corpus if text.isascii() and "\n" not in text]
    trained.train_from_iterator(frequent, trainers.BpeTrainer(vocab_size=500, special_tokens=control, show_progress=False))
    vocab = json.loads(trained.to_str())["model"]["vocab"]
    learnt = [token for token in sorted(vocab, key=vocab.get) if token not in control]
    tokens = control + [f"<0x{byte:02X}>" for byte in range(256)] + learnt
    # Merged pieces in the order they were learnt, then single characters: as sentencepiece numbers its scores.
    long = [token for token in learnt if len(token) > 1]
    scores = {token: -float(i) for i, token in enumerate(long + [token for token in learnt if len(token) == 1])}
    score_list = [scores.get(token, 0.0) for token in tokens]
    types = [2, 3, 3] + [6] * 256 + [1] * len(learnt)
    ids_of = {token: i for i, token in enumerate(tokens)}
    learnt_ids = {token: ids_of[token] for token in learnt}
    merges = generate_merges(learnt_ids, {token: scores[token] for token in learnt})
    built = Tokenizer(models.BPE(vocab=ids_of, merges=merges, byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    built.normalizer = space
    built.add_special_tokens([AddedToken(token, normalized=False) for token in control])
    return {"tokens": tokens, "types": types, "scores": score_list, "ids": ids(built, corpus)}


def smollm2(path: Path, corpus: list[str]) -> dict:
    tokenizer = AutoTokenizer.from_pretrained(str(path.parent), gguf_file=path.name).backend_tokenizer
    tokenizer.pre_tokenizer = byte_level_tokenizer("smollm")
    return ids(tokenizer, corpus)


def write(name: str, value: dict) -> None:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    (HERE / name).write_text(text.replace("],[", "],\n[") + "\n")


def main() -> None:
    corpus = texts()
    write("tiny.json", {"texts": corpus, "byteLevel": tiny_byte_level(corpus), "sentencepiece": tiny_sentencepiece(corpus)})
    write("smollm2.json", smollm2(Path(sys.argv[1]), corpus))


main()
