"""Writes bert/ (a small random BERT embedding model with the vectors `transformers` gives for texts), the token ids of
`tokenizers` for many texts, and vectors of a published model.

    python native-models/golden/makeBert.py [FOLDER OF all-MiniLM-L6-v2]

Needs torch, transformers, safetensors and tokenizers (see requirements.txt). Seeded like makeTiny.py. The vectors are
the mean over the tokens of a text, divided by its length. Without a folder the published model's files are left alone.
"""

import json
import random
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoModel, BertConfig, BertModel

GOLDEN = Path(__file__).parent
FOLDER = GOLDEN / "bert"
TOKENIZER_GOLDEN = GOLDEN.parent / "tokenizer" / "golden"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SPREAD = 0.15
MAX_TOKENS = 48

SENTENCES = [
    "The river runs down to the sea.",
    "Where does the river end?",
    "What is the name of the town with the bridge and the mill?",
    "My cat is called Minka, and she sleeps on the red sofa.",
    "How do I renew my passport before the summer?",
    "The meeting was moved from Tuesday to Thursday at half past nine.",
    "When is the meeting?",
    "Paris is the capital of France.",
    "La ville de Lyon se trouve au bord du Rhône.",
    "I am allergic to peanuts; please never suggest recipes with them.",
    "Which foods must I avoid?",
    "The password of the guest network is written on the fridge.",
    "def add(a, b): return a + b",
    "Write a function that sums two numbers.",
    "It rained all night, and in the morning the street was a lake.",
    "Yes.",
    "2026-11-21, 12:40",
    "We bought 3 kg of apples for 4.50 euros.",
    "東京は日本の首都です。",
    " ".join(["A long paragraph goes on and on about light on the water and the sound of the mill."] * 30),
]

PIECES = [
    "river", "Sea", "BRIDGE", "don't", "e-mail", "naïve", "Ångström", "Straße", "İstanbul", "ΟΔΥΣΣΕΥΣ", "Привет", "мир", "日本語", "中文",
    "한국어", "العربية", "שלום", "हिन्दी", "ไทย", "\u0301", "a\u0301\u0323", "ﬁne", "①", "½", "™", "€5", "$", "#tag", "@me", "C++", "x=y",
    "[SE P]", "<b>", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u200b", "\u200d", "\ufeff", "\x00", "\x07", "\x1b[0m", "\ufffd", "\ue000",
    "😀", "👩‍👩‍👧", "🇩🇪", "é", "Æ", "þ", "ǅ", "ß", "𝔘𝔫𝔦", "𠀀", "—", "…", "“quoted”", "«oui»", "¿qué?", "，", "。", "_", "__init__", "~", "`", "^",
    "3.14", "1,000", "0x1F", "antidisestablishmentarianism", "q" * 99, "q" * 100, "q" * 101, "é" * 101, "##ing", "un##do",
]


def texts() -> list[str]:
    generator = random.Random(7)
    mixed = ["".join(piece + generator.choice(["", " ", " "]) for piece in generator.choices(PIECES, k=generator.randint(2, 9)))
             for _ in range(200)]
    return ["", " ", *SENTENCES, *PIECES, *mixed]


def tiny_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=420, show_progress=False, special_tokens=SPECIAL, limit_alphabet=180)
    tokenizer.train_from_iterator(SENTENCES + PIECES, trainer)
    ids = [(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=ids)
    return tokenizer


def random_model(vocabulary: int) -> BertModel:
    torch.manual_seed(3)
    model = BertModel(BertConfig(vocab_size=vocabulary, hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=80,
                                 max_position_embeddings=64), add_pooling_layer=False).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            spread = torch.randn(parameter.shape) * SPREAD
            parameter.copy_((1 + spread if "LayerNorm.weight" in name else spread).half().float())
    return model


def vectors(model: BertModel, tokenizer: Tokenizer, max_tokens: int) -> list[torch.Tensor]:
    """One text at a time, so that nothing depends on padding."""
    tokenizer.enable_truncation(max_tokens)
    found = []
    with torch.no_grad():
        for text in SENTENCES:
            ids = torch.tensor([tokenizer.encode(text).ids])
            mean = model(input_ids=ids).last_hidden_state[0].mean(0)
            found.append(mean / mean.norm())
    tokenizer.no_truncation()
    return found


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n")


def write_vectors(path: Path, found: list[torch.Tensor], digits: int) -> None:
    write_json(path, dict(texts=SENTENCES, vectors=[[round(x, digits) for x in vector.tolist()] for vector in found]))


def write_tiny() -> Tokenizer:
    (FOLDER / "1_Pooling").mkdir(parents=True, exist_ok=True)
    tokenizer = tiny_tokenizer()
    tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)
    model = random_model(tokenizer.get_vocab_size())
    write_json(FOLDER / "config.json", {**model.config.to_dict(), "architectures": ["BertModel"]}, 2)
    write_json(FOLDER / "sentence_bert_config.json", dict(max_seq_length=MAX_TOKENS))
    write_json(FOLDER / "1_Pooling/config.json", dict(word_embedding_dimension=48, pooling_mode_mean_tokens=True, pooling_mode_cls_token=False))
    state = {name: value.half().contiguous() for name, value in model.state_dict().items() if value.is_floating_point()}
    # Integers that old files carry, and that are passed over.
    save_file({**state, "embeddings.position_ids": torch.arange(64)[None]}, FOLDER / "model.safetensors", {"format": "pt"})
    write_vectors(FOLDER / "goldens.json", vectors(AutoModel.from_pretrained(FOLDER, dtype=torch.float32).eval(), tokenizer, MAX_TOKENS), 6)
    return tokenizer


if __name__ == "__main__":
    all_texts = texts()
    tiny = write_tiny()
    write_json(TOKENIZER_GOLDEN / "wordPiece.json", dict(texts=all_texts, ids=[tiny.encode(text).ids for text in all_texts]))
    if len(sys.argv) > 1:
        published = Path(sys.argv[1])
        tokenizer = Tokenizer.from_file(str(published / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        write_json(TOKENIZER_GOLDEN / "minilm.json", [tokenizer.encode(text).ids for text in all_texts])
        found = vectors(AutoModel.from_pretrained(published).eval(), tokenizer, 256)
        write_vectors(GOLDEN / "minilm.json", found, 4)
