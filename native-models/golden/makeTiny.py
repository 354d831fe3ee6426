"""Writes tiny/: small random llama models with the logits `transformers` gives for them.

    python native-models/golden/makeTiny.py

Needs torch, transformers, safetensors, tokenizers and gguf (see requirements.txt). Everything is seeded: a second run
writes the same weights and, on another machine, the same logits to about 1e-6. Each model is a folder (or a .gguf file
with its metadata) that imports like a published one; `goldens.json` beside it holds

    {"tokens": [...], "rows": [...], "logits": [[...vocabulary] per row]}

the logits being those after the tokens 0..row, in fp32, rounded to six decimals.
"""

import json
import shutil
from pathlib import Path

import gguf
import numpy as np
import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

from tinyTokenizer import CHAT_TEMPLATE, SPECIAL_TOKENS, VOCABULARY_SIZE, tiny_tokenizer

FOLDER = Path(__file__).parent / "tiny"
TOKENS = 48
ROWS = [0, 1, 17, TOKENS - 1]
SPREAD = 0.15  # of the random weights: large enough that attention is far from uniform

# name, configuration, what config.json looks like ("old" or "new" dialect), stored type, bytes of a shard
SAFETENSORS = [
    ("groupedDefault", dict(num_attention_heads=4, num_key_value_heads=2, tie_word_embeddings=True,
                            rope_parameters=dict(rope_type="default", rope_theta=100000.0)), "old", torch.float32, None),
    ("multiHeadLinear", dict(hidden_size=96, num_attention_heads=4, num_key_value_heads=4,
                             rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=4.0)),
     "old", torch.float16, None),
    ("oddLlama3", dict(hidden_size=96, num_attention_heads=3, num_key_value_heads=1, head_dim=40,
                       attention_bias=True, mlp_bias=True,
                       rope_parameters=dict(rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0,
                                            high_freq_factor=4.0, original_max_position_embeddings=64)),
     "new", torch.bfloat16, 120_000),
    ("groupedYarn", dict(num_attention_heads=4, num_key_value_heads=1, head_dim=32, num_hidden_layers=3,
                         tie_word_embeddings=True,
                         rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=4.0,
                                              original_max_position_embeddings=64)),
     "new", torch.bfloat16, None),
    ("yarnExplicit", dict(num_attention_heads=2, num_key_value_heads=2, head_dim=24,
                          rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=8.0, beta_fast=16.0,
                                               beta_slow=2.0, attention_factor=1.25,
                                               original_max_position_embeddings=32)),
     "old", torch.float16, None),
    ("llama3Tied", dict(num_attention_heads=2, num_key_value_heads=1, tie_word_embeddings=True,
                        rope_parameters=dict(rope_type="llama3", rope_theta=500000.0, factor=32.0, low_freq_factor=1.0,
                                             high_freq_factor=4.0, original_max_position_embeddings=32)),
     "old", torch.bfloat16, None),
]

F = gguf.GGMLQuantizationType
# name, configuration, type of the weights (a function of tensor name), type of the embedding
GGUF = [
    ("floats", dict(rope_parameters=dict(rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0,
                                         high_freq_factor=4.0, original_max_position_embeddings=64)),
     lambda name: F.F32 if name.startswith("blk.0.attn") else F.BF16 if "ffn" in name else F.F16, F.F16),
    ("q4_0", dict(tie_word_embeddings=True), lambda name: F.Q4_0, F.Q4_0),
    ("q4_1", dict(tie_word_embeddings=True), lambda name: F.Q4_1, F.Q8_0),
    ("q5_0", dict(tie_word_embeddings=True, attention_bias=True), lambda name: F.Q5_0, F.Q5_0),
    ("q5_1", dict(rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=4.0,
                                       original_max_position_embeddings=64)), lambda name: F.Q5_1, F.Q5_1),
    ("q8_0", dict(rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=2.0)), lambda name: F.Q8_0, F.Q8_0),
    ("mixed", dict(), lambda name: F.Q4_1 if "ffn_down" in name else F.Q8_0 if "attn_v" in name else
     F.Q5_0 if "blk.1" in name else F.Q4_0, F.Q4_1),
]


def configuration(changes: dict) -> LlamaConfig:
    plain = dict(vocab_size=VOCABULARY_SIZE, hidden_size=64, intermediate_size=64, num_hidden_layers=2,
                 num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256, rms_norm_eps=1e-5,
                 tie_word_embeddings=False, bos_token_id=SPECIAL_TOKENS["<|im_start|>"],
                 eos_token_id=SPECIAL_TOKENS["<|im_end|>"], rope_parameters=dict(rope_type="default", rope_theta=10000.0))
    return LlamaConfig(**{**plain, **changes})


def random_model(config: LlamaConfig, seed: int, dtype: torch.dtype = torch.float32) -> LlamaForCausalLM:
    """Weights that `dtype` holds exactly, in an fp32 model: `model.to(dtype)` would round the rope frequencies too."""
    torch.manual_seed(seed)
    model = LlamaForCausalLM(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            spread = torch.randn(parameter.shape) * SPREAD
            parameter.copy_((1 + spread if "norm" in name else spread).to(dtype))
    return model


def goldens(model: LlamaForCausalLM, seed: int) -> dict:
    generator = torch.Generator().manual_seed(seed)
    tokens = torch.randint(len(SPECIAL_TOKENS), VOCABULARY_SIZE, (TOKENS,), generator=generator)
    with torch.no_grad():
        logits = model(tokens[None]).logits[0]
    return dict(tokens=tokens.tolist(), rows=ROWS, logits=[[round(x, 6) for x in logits[row].tolist()] for row in ROWS])


def write_json(path: Path, value: object, indent: int | None = 2) -> None:
    path.write_text(json.dumps(value, indent=indent) + "\n")


def old_dialect(config: dict) -> dict:
    """config.json as written before transformers 5: rope_theta + rope_scaling, torch_dtype."""
    rope = dict(config.pop("rope_parameters"))
    config["rope_theta"] = rope.pop("rope_theta")
    kind = rope.pop("rope_type")
    named = {"type": kind} if kind == "linear" else {"rope_type": kind}
    config["rope_scaling"] = None if kind == "default" else {**named, **rope}
    config["torch_dtype"] = config.pop("dtype")
    config.pop("head_dim")  # absent in many old files; the caller adds it where it does not follow from the others
    return config


def write_safetensors(name: str, changes: dict, dialect: str, dtype: torch.dtype, shard: int | None, seed: int) -> None:
    folder = FOLDER / name
    folder.mkdir(parents=True)
    config = configuration(changes)
    model = random_model(config, seed, dtype)
    written = {**config.to_diff_dict(), "architectures": ["LlamaForCausalLM"], "model_type": "llama",
               "dtype": str(dtype).split(".")[1], "head_dim": config.head_dim, "vocab_size": config.vocab_size,
               "num_hidden_layers": config.num_hidden_layers, "rope_parameters": dict(config.rope_parameters),
               "tie_word_embeddings": config.tie_word_embeddings, "rms_norm_eps": config.rms_norm_eps,
               "hidden_act": "silu", "attention_bias": config.attention_bias, "mlp_bias": config.mlp_bias}
    if dialect == "old":
        written = old_dialect(written)
        if config.head_dim * config.num_attention_heads != config.hidden_size:
            written["head_dim"] = config.head_dim
    write_json(folder / "config.json", written)
    write_json(folder / "generation_config.json",
               {"eos_token_id": [SPECIAL_TOKENS["<|im_end|>"], SPECIAL_TOKENS["<|endoftext|>"]]})
    (folder / "tokenizer.json").write_text(tiny_tokenizer().to_str() + "\n")
    template = {} if dialect == "new" else {"chat_template": CHAT_TEMPLATE}
    write_json(folder / "tokenizer_config.json", {"bos_token": "<|im_start|>", "eos_token": "<|im_end|>", **template})
    if dialect == "new":
        (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)
    golden = goldens(model, seed)
    if shard is not None:
        model.to(dtype).save_pretrained(folder / "sharded", max_shard_size=shard)
        for file in (folder / "sharded").glob("model*"):
            file.rename(folder / file.name)
        shutil.rmtree(folder / "sharded")
    else:
        tied = {"lm_head.weight"} if config.tie_word_embeddings else set()
        save_file({k: v.to(dtype).contiguous() for k, v in model.state_dict().items() if k not in tied},
                  folder / "model.safetensors", {"format": "pt"})
    read_back = goldens(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval(), seed)
    assert np.allclose(golden["logits"], read_back["logits"], atol=1e-5), f"{name} does not read back"
    write_json(folder / "goldens.json", golden, None)


GGUF_NAMES = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output",
              "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
              "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
              "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down", "model.layers": "blk"}


def gguf_name(name: str) -> str:
    for long, short in GGUF_NAMES.items():
        name = name.replace(long, short)
    return name


def permuted(rows: np.ndarray, heads: int) -> np.ndarray:
    """q and k rows as llama.cpp's converter writes them: the two halves of a head interleaved."""
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def unpermuted(rows: np.ndarray, heads: int) -> np.ndarray:
    return rows.reshape(heads, rows.shape[0] // heads // 2, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def write_gguf_rope(writer: gguf.GGUFWriter, config: LlamaConfig, model: LlamaForCausalLM) -> None:
    rope = config.rope_parameters
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "llama3":
        plain = 1.0 / rope["rope_theta"] ** (np.arange(0, config.head_dim, 2, dtype=np.float64) / config.head_dim)
        factors = plain / model.model.rotary_emb.inv_freq.double().numpy()
        writer.add_tensor("rope_freqs.weight", factors.astype(np.float32))
    elif rope["rope_type"] != "default":
        writer.add_rope_scaling_type(gguf.RopeScalingType(rope["rope_type"]))
        writer.add_rope_scaling_factor(rope["factor"])
        if rope["rope_type"] == "yarn":
            writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])


def write_gguf_tokenizer(writer: gguf.GGUFWriter) -> None:
    vocabulary = json.loads(tiny_tokenizer().to_str())["model"]
    tokens = sorted({**vocabulary["vocab"], **SPECIAL_TOKENS}.items(), key=lambda entry: entry[1])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list([token for token, _ in tokens])
    writer.add_token_types([gguf.TokenType.CONTROL if token in SPECIAL_TOKENS else gguf.TokenType.NORMAL for token, _ in tokens])
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in vocabulary["merges"]])
    writer.add_bos_token_id(SPECIAL_TOKENS["<|im_start|>"])
    writer.add_eos_token_id(SPECIAL_TOKENS["<|im_end|>"])
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def write_gguf(name: str, changes: dict, kind, embedding: F, seed: int) -> None:
    config = configuration(changes)
    model = random_model(config, seed)
    writer = gguf.GGUFWriter(FOLDER / f"{name}.gguf", "llama")
    writer.add_name(f"Tiny {name}")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_vocab_size(config.vocab_size)
    writer.add_rope_dimension_count(config.head_dim)
    write_gguf_rope(writer, config, model)
    write_gguf_tokenizer(writer)
    with torch.no_grad():
        for long, parameter in model.named_parameters():
            rows = parameter.numpy()
            heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}.get(long.split(".")[-2])
            rows = permuted(rows, heads) if heads else rows
            short = gguf_name(long)
            quantisation = F.F32 if rows.ndim == 1 else embedding if "token_embd" in short else kind(short)
            raw = gguf.quants.quantize(np.ascontiguousarray(rows), quantisation)
            # each value that the file stands for, back in the model that makes the goldens
            stored = gguf.quants.dequantize(raw, quantisation)
            parameter.copy_(torch.from_numpy(unpermuted(stored, heads) if heads else stored))
            writer.add_tensor(short, raw, raw_dtype=quantisation)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    golden = goldens(model, seed)
    if config.rope_parameters["rope_type"] == "default" and not config.attention_bias:
        theirs = AutoModelForCausalLM.from_pretrained(FOLDER, gguf_file=f"{name}.gguf", dtype=torch.float32).eval()
        difference = np.abs(np.array(golden["logits"]) - np.array(goldens(theirs, seed)["logits"])).max()
        assert difference < 1e-4, f"{name}: transformers reads the file otherwise ({difference})"
    write_json(FOLDER / f"{name}.goldens.json", golden, None)


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for seed, (name, changes, dialect, dtype, shard) in enumerate(SAFETENSORS):
        write_safetensors(name, changes, dialect, dtype, shard, seed)
    for seed, (name, changes, kind, embedding) in enumerate(GGUF, start=100):
        write_gguf(name, changes, kind, embedding, seed)
