"""Writes whisper/: a small random Whisper model as a CTranslate2 folder, with what `transformers` makes of it; and
whisperHub/: the same model as `transformers` saves it.

    python native-models/golden/makeWhisper.py [FOLDER OF WHISPER tiny.en [FOLDER OF CLIPS]]

Needs torch, transformers and tokenizers (see requirements.txt). Seeded like makeTiny.py. With a folder of the published
model (config.json, model.bin) it also writes whisperTiny.json: logits for a sound that is made by a formula and, with a
folder of .wav files (16 kHz, mono, 16 bit), the greedy token ids for each of them, padded to 30 s.
"""

import json
import struct
import sys
import wave
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration
from transformers.generation.logits_process import (
    SuppressTokensAtBeginLogitsProcessor, SuppressTokensLogitsProcessor, WhisperTimeStampLogitsProcessor)
from transformers.models.whisper.generation_whisper import _dynamic_time_warping, _median_filter

GOLDEN = Path(__file__).parent
FOLDER = GOLDEN / "whisper"
HUB = GOLDEN / "whisperHub"
TEXTS = ["The river runs down to the sea.", "Where does the river end?", "The meeting was moved to Thursday."]
CONTROL = ["endoftext", "startoftranscript", "en", "de", "translate", "transcribe", "startoflm", "startofprev", "nocaptions", "notimestamps"]
POSITIONS = 64
SIZES = dict(d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=2, decoder_attention_heads=2,
             encoder_ffn_dim=64, decoder_ffn_dim=64, num_mel_bins=80, max_source_positions=POSITIONS, max_target_positions=48)
ALIGNMENT_HEADS = [[0, 1], [1, 0]]
FLOAT16 = 4


def sound(seconds: float) -> np.ndarray:
    """A sweep that fades beside a warble; the tests make the same."""
    n = np.arange(int(seconds * 16000), dtype=np.float64)
    t = n / 16000
    swept = 0.3 * np.sin(2 * np.pi * (220 * t + 200 * t * t)) * np.exp(-t)
    return (swept + 0.05 * np.sin(3 * n + 40 * np.sin(0.002 * n))).astype(np.float32)


def made_mel(frames: int, seed: int) -> torch.Tensor:
    """[1, 80, frames] of about the size that real ones have; the tests make the same."""
    band, frame = np.meshgrid(np.arange(80), np.arange(frames), indexing="ij")
    return torch.from_numpy(np.sin(0.37 * band * (seed + 1) + 0.11 * frame + 0.013 * band * frame).astype(np.float32))[None]


# ---- CTranslate2's model.bin, version 6

def ctranslate2_variables(model: WhisperForConditionalGeneration) -> dict[str, np.ndarray]:
    """The weights by the names and in the shapes that CTranslate2 gives them."""
    state = {name.removeprefix("model."): value.numpy() for name, value in model.state_dict().items()}
    found: dict[str, np.ndarray] = {}

    def linear(name: str, *sources: str) -> None:
        found[f"{name}/weight"] = np.concatenate([state[f"{source}.weight"] for source in sources])
        biases = [state.get(f"{source}.bias", np.zeros(len(state[f"{source}.weight"]), np.float32)) for source in sources]
        found[f"{name}/bias"] = np.concatenate(biases)

    def norm(name: str, source: str) -> None:
        found[f"{name}/gamma"], found[f"{name}/beta"] = state[f"{source}.weight"], state[f"{source}.bias"]

    for side in ("encoder", "decoder"):
        for index in range(getattr(model.config, f"{side}_layers")):
            to, source = f"{side}/layer_{index}", f"{side}.layers.{index}"
            linear(f"{to}/self_attention/linear_0", *(f"{source}.self_attn.{part}_proj" for part in "qkv"))
            linear(f"{to}/self_attention/linear_1", f"{source}.self_attn.out_proj")
            norm(f"{to}/self_attention/layer_norm", f"{source}.self_attn_layer_norm")
            if side == "decoder":
                linear(f"{to}/attention/linear_0", f"{source}.encoder_attn.q_proj")
                linear(f"{to}/attention/linear_1", f"{source}.encoder_attn.k_proj", f"{source}.encoder_attn.v_proj")
                linear(f"{to}/attention/linear_2", f"{source}.encoder_attn.out_proj")
                norm(f"{to}/attention/layer_norm", f"{source}.encoder_attn_layer_norm")
            linear(f"{to}/ffn/linear_0", f"{source}.fc1")
            linear(f"{to}/ffn/linear_1", f"{source}.fc2")
            norm(f"{to}/ffn/layer_norm", f"{source}.final_layer_norm")
        norm(f"{side}/layer_norm", f"{side}.layer_norm")
        found[f"{side}/position_encodings/encodings"] = state[f"{side}.embed_positions.weight"]
    for conv in ("conv1", "conv2"):
        found[f"encoder/{conv}/weight"], found[f"encoder/{conv}/bias"] = state[f"encoder.{conv}.weight"], state[f"encoder.{conv}.bias"]
    found["decoder/embeddings/weight"] = state["decoder.embed_tokens.weight"]
    return found


def name_bytes(name: str) -> bytes:
    return struct.pack("<H", len(name) + 1) + name.encode() + b"\0"


def write_model_bin(path: Path, model: WhisperForConditionalGeneration) -> None:
    scalars = {"decoder/activation": (1, "b", 3), "decoder/pre_norm": (1, "b", 1), "decoder/scale_embeddings": (1, "b", 0),
               "encoder/num_heads": (2, "h", model.config.encoder_attention_heads),
               "decoder/num_heads": (2, "h", model.config.decoder_attention_heads)}
    entries = {name: (struct.pack("<B", 0), kind, struct.pack(f"<{code}", value)) for name, (kind, code, value) in scalars.items()}
    for name, value in ctranslate2_variables(model).items():
        shape = struct.pack(f"<B{value.ndim}I", value.ndim, *value.shape)
        entries[name] = (shape, FLOAT16, value.astype("<f2").tobytes())
    with path.open("wb") as file:
        file.write(struct.pack("<I", 6) + name_bytes("WhisperSpec") + struct.pack("<II", 3, len(entries)))
        for name, (shape, kind, data) in sorted(entries.items()):
            file.write(name_bytes(name) + shape + struct.pack("<BI", kind, len(data)) + data)
        file.write(struct.pack("<I", 1) + name_bytes("decoder/projection/weight") + name_bytes("decoder/embeddings/weight"))


def read_model_bin(path: Path) -> dict[str, torch.Tensor]:
    data, at, found = path.read_bytes(), 0, {}

    def take(code: str):
        nonlocal at
        values = struct.unpack_from(f"<{code}", data, at)
        at += struct.calcsize(f"<{code}")
        return values

    def take_name() -> str:
        (length,) = take("H")
        return take(f"{length}s")[0][:-1].decode()

    take("I"), take_name(), take("I")
    for _ in range(take("I")[0]):
        name = take_name()
        shape = take(f"{take('B')[0]}I")
        kind, length = take("BI")
        if kind == FLOAT16 and shape:
            found[name] = torch.from_numpy(np.frombuffer(data, "<f2", length // 2, at).astype(np.float32).reshape(shape))
        at += length
    return found


def load_ctranslate2(path: Path, model: WhisperForConditionalGeneration) -> None:
    """Fills a model of the right sizes with the weights of a model.bin."""
    found, state = read_model_bin(path), dict(model.state_dict())
    names = {name: value.clone() for name, value in state.items()}
    width = model.config.d_model

    def put(name: str, value: torch.Tensor) -> None:
        if f"model.{name}" in names:
            names[f"model.{name}"] = value.clone()

    for name, value in found.items():
        side, *rest = name.split("/")
        path_of = ".".join([side, *rest]).replace("layer_norm.gamma", "layer_norm.weight").replace("layer_norm.beta", "layer_norm.bias")
        if not rest[0].startswith("layer_") or rest[0] == "layer_norm":
            put(path_of.replace("position_encodings.encodings", "embed_positions.weight").replace("embeddings.weight", "embed_tokens.weight"), value)
            continue
        layer, part, leaf, kind = f"{side}.layers.{rest[0][6:]}", rest[1], rest[2], rest[3].replace("gamma", "weight").replace("beta", "bias")
        if part == "ffn":
            put(f"{layer}.{dict(layer_norm='final_layer_norm', linear_0='fc1', linear_1='fc2')[leaf]}.{kind}", value)
            continue
        prefix = "self_attn" if part == "self_attention" else "encoder_attn"
        if leaf == "layer_norm":
            put(f"{layer}.{prefix}_layer_norm.{kind}", value)
        else:
            parts = dict(self_attention=["qkv", "o"], attention=["q", "kv", "o"])[part][int(leaf[-1])]
            for index, letter in enumerate(parts):
                target = "out" if letter == "o" else letter
                put(f"{layer}.{prefix}.{target}_proj.{kind}", value[index * width:(index + 1) * width])
    names["proj_out.weight"] = names["model.decoder.embed_tokens.weight"]
    model.load_state_dict(names)


# ---- what transformers makes of it

def greedy(model: WhisperForConditionalGeneration, mel: torch.Tensor, tokens: dict[str, int], suppressed: list[int], at_begin: list[int],
           timestamps: bool, limit: int) -> list[int]:
    prompt = [tokens["startoftranscript"]] + ([] if timestamps else [tokens["notimestamps"]])
    config = model.generation_config
    config.no_timestamps_token_id, config.eos_token_id, config.bos_token_id = tokens["notimestamps"], tokens["endoftext"], tokens["endoftext"]
    config.max_initial_timestamp_index = 50
    processors = [SuppressTokensLogitsProcessor(suppressed), SuppressTokensAtBeginLogitsProcessor(at_begin, len(prompt))]
    if timestamps:
        processors.append(WhisperTimeStampLogitsProcessor(config, begin_index=len(prompt)))
    ids = torch.tensor([prompt])
    with torch.no_grad():
        encoded = model.model.encoder(mel)
        while ids.shape[1] < limit and ids[0, -1] != tokens["endoftext"]:
            scores = model(encoder_outputs=encoded, decoder_input_ids=ids).logits[:, -1]
            for processor in processors:
                scores = processor(ids, scores)
            ids = torch.cat([ids, scores.argmax(-1, keepdim=True)], 1)
    return ids[0, len(prompt):].tolist()


def rounded(value: torch.Tensor | np.ndarray, digits: int = 6) -> list:
    return np.round(np.asarray(value, np.float64), digits).tolist()


def forward(model: WhisperForConditionalGeneration, mel: torch.Tensor, ids: list[int], heads: list[list[int]]):
    with torch.no_grad():
        output = model(mel, decoder_input_ids=torch.tensor([ids]), output_attentions=True)
    return output.logits[0], torch.stack([output.cross_attentions[layer][0, head] for layer, head in heads])


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n")


def tiny_tokenizer() -> tuple[Tokenizer, dict[str, int]]:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=290, show_progress=False, initial_alphabet=alphabet))
    tokenizer.add_special_tokens([f"<|{name}|>" for name in CONTROL])
    return tokenizer, {name: tokenizer.token_to_id(f"<|{name}|>") for name in CONTROL}


def random_model(vocabulary: int) -> WhisperForConditionalGeneration:
    torch.manual_seed(5)
    config = WhisperConfig(vocab_size=vocabulary, attn_implementation="eager", pad_token_id=0, bos_token_id=0, eos_token_id=0,
                           decoder_start_token_id=0, **SIZES)
    model = WhisperForConditionalGeneration(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # The places of tokens count for much, or a transcript would be one token again and again.
            spread = torch.randn(parameter.shape) * (1.5 if "decoder.embed_positions" in name else 0.5 if "embed_tokens" in name else 0.2)
            parameter.copy_((1 + spread if "norm.weight" in name else spread).half().float())
    return model


def shorter(model: WhisperForConditionalGeneration, positions: int) -> WhisperForConditionalGeneration:
    """The same model whose table of the sound's positions is cut."""
    config = WhisperConfig(**{**model.config.to_dict(), "max_source_positions": positions}, attn_implementation="eager")
    state = dict(model.state_dict())
    state["model.encoder.embed_positions.weight"] = state["model.encoder.embed_positions.weight"][:positions]
    cut = WhisperForConditionalGeneration(config).eval()
    cut.load_state_dict(state)
    return cut


def made_logits(vocabulary: int, seed: int) -> torch.Tensor:
    """Numbers that the tests make again without rounding."""
    return torch.tensor([((at * 7919 + seed * 104729) % 1009) / 64 for at in range(vocabulary)])[None]


def write_rules(model: WhisperForConditionalGeneration, tokens: dict[str, int], vocabulary: int) -> list[dict]:
    """What the rules on timestamps leave of logits behind some transcripts: how many, and the best."""
    zero, text = vocabulary - POSITIONS - 1, 40
    config = model.generation_config
    config.no_timestamps_token_id, config.eos_token_id, config.bos_token_id = tokens["notimestamps"], tokens["endoftext"], tokens["endoftext"]
    config.max_initial_timestamp_index = 50
    rules, found = WhisperTimeStampLogitsProcessor(config, begin_index=1), []
    histories = [[], [zero], [zero + 3], [zero, text], [zero, text, zero + 9], [zero, text, zero + 9, zero + 9], [zero, text, zero + 9, zero + 12],
                 [zero, text, zero + 9, zero + 12, text], [zero, text, zero + 9, zero + 9, text, zero + 60], [zero, text, text, zero + POSITIONS]]
    for seed in range(4):
        for written in histories:
            for raised in (0, 3):  # so much likelier are timestamps
                scores = made_logits(vocabulary, seed)
                scores[:, zero:] += raised
                left = rules(torch.tensor([[tokens["startoftranscript"], *written]]), scores)[0]
                found.append(dict(seed=seed, written=written, raised=raised, left=int(torch.isfinite(left).sum()), best=int(left.argmax())))
    return found


def write_alignment() -> dict:
    """Times by `transformers` from attention that wanders along the sound, with noise; [heads, tokens, frames]."""
    torch.manual_seed(9)
    heads, tokens, frames = 3, 7, 40
    middle = torch.linspace(3, 34, tokens)[:, None]
    scores = -((torch.arange(frames) - middle) / 3) ** 2 + torch.randn(heads, tokens, frames) * 0.7
    weights = torch.round(torch.softmax(scores, -1) * 1e6) / 1e6
    deviation, mean = torch.std_mean(weights, dim=-2, keepdim=True, unbiased=False)
    matrix = _median_filter((weights - mean) / deviation, 7).mean(0)
    text, time = _dynamic_time_warping(-matrix.double().numpy())
    first = np.pad(np.diff(text), (1, 0), constant_values=1).astype(bool)
    return dict(weights=rounded(weights), matrix=rounded(matrix, 5), starts=time[first].tolist())


def write_hub(model: WhisperForConditionalGeneration, tokenizer: Tokenizer, tokens: dict[str, int], suppressed: list[int], at_begin: list[int]) -> None:
    """The folder of `save_pretrained`, with the tokenizer in both of its forms; a test takes one of them away."""
    HUB.mkdir(exist_ok=True)
    model.generation_config.alignment_heads = ALIGNMENT_HEADS
    model.generation_config.suppress_tokens, model.generation_config.begin_suppress_tokens = suppressed, at_begin
    # Half precision, as models are published: all weights are numbers of it. The model itself stays as it was.
    saved = WhisperForConditionalGeneration(model.config).half()
    saved.load_state_dict(model.state_dict())
    saved.generation_config = model.generation_config
    saved.save_pretrained(HUB)
    assert all(torch.equal(value.float(), model.state_dict()[name]) for name, value in WhisperForConditionalGeneration.from_pretrained(HUB).state_dict().items())
    tokenizer.save(str(HUB / "tokenizer.json"), pretty=False)
    tokenizer.model.save(str(HUB))  # vocab.json, merges.txt
    write_json(HUB / "added_tokens.json", {f"<|{name}|>": number for name, number in tokens.items()})


def write_tiny() -> None:
    FOLDER.mkdir(exist_ok=True)
    tokenizer, tokens = tiny_tokenizer()
    vocabulary = tokenizer.get_vocab_size() + POSITIONS + 1
    tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)
    suppressed, at_begin = [5, 9, 77, *(tokens[name] for name in CONTROL[1:-1])], [tokens["endoftext"], 100]
    write_json(FOLDER / "config.json", dict(alignment_heads=ALIGNMENT_HEADS, lang_ids=[], suppress_ids=suppressed, suppress_ids_begin=at_begin))
    model = random_model(vocabulary)
    write_model_bin(FOLDER / "model.bin", model)
    again = random_model(vocabulary)
    torch.nn.init.zeros_(again.model.decoder.embed_tokens.weight)
    load_ctranslate2(FOLDER / "model.bin", again)
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in model.state_dict().items())

    write_hub(model, tokenizer, tokens, suppressed, at_begin)

    ids = [tokens["startoftranscript"], vocabulary - POSITIONS, 40, 7, 263, 120, 31]
    runs = []
    for positions in (POSITIONS, 23):
        cut = shorter(model, positions)
        logits, alignment = forward(cut, made_mel(2 * positions, 0), ids, ALIGNMENT_HEADS)
        transcripts = [greedy(cut, made_mel(2 * positions, seed), tokens, suppressed, at_begin, True, 40) for seed in range(6)]
        runs.append(dict(frames=2 * positions, tokens=ids, logits=rounded(logits), alignment=rounded(alignment), transcripts=transcripts))
    features = WhisperFeatureExtractor(feature_size=80)(sound(2), sampling_rate=16000, return_tensors="np").input_features[0]
    frames = [0, 1, 2, 50, 101, 150, 198, 199, 200, 201, 202, 203, 400, 2999]
    write_json(FOLDER / "goldens.json", dict(runs=runs, rules=write_rules(model, tokens, vocabulary), alignment=write_alignment(), spectrogram=dict(
        frames=frames, values=rounded(features[:, frames], 5), mean=float(features.astype(np.float64).mean()))))


def write_published(folder: Path, clips: Path | None) -> None:
    tokens = dict(endoftext=50256, startoftranscript=50257, notimestamps=50362)
    config = json.loads((folder / "config.json").read_text())
    torch.manual_seed(0)
    model = WhisperForConditionalGeneration(WhisperConfig(
        vocab_size=51864, d_model=384, encoder_layers=4, decoder_layers=4, encoder_attention_heads=6, decoder_attention_heads=6, encoder_ffn_dim=1536,
        decoder_ffn_dim=1536, max_source_positions=1500, max_target_positions=448, attn_implementation="eager")).eval()
    load_ctranslate2(folder / "model.bin", model)
    extractor = WhisperFeatureExtractor(feature_size=80)
    features = lambda samples: torch.from_numpy(extractor(samples, sampling_rate=16000, return_tensors="np").input_features)
    ids = [50257, 50362, 383, 7850, 4539, 866, 284, 262, 5417, 13]
    logits, alignment = forward(model, features(sound(5)), ids, config["alignment_heads"])
    chosen = list(range(0, 51864, 997))
    result = dict(tokens=ids, chosen=chosen, logits=rounded(logits[:, chosen], 4), best=logits.argmax(-1).tolist(),
                  alignment=rounded(alignment[:, :, :250].mean(0)[:, ::10], 6), clips={})
    for path in sorted(clips.glob("*.wav")) if clips else []:
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16000, 1, 2)
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        mel = features(samples)
        result["clips"][path.name] = {key: greedy(model, mel, tokens, config["suppress_ids"], config["suppress_ids_begin"], timestamps, 200)
                                      for key, timestamps in (("plain", False), ("timestamps", True))}
    write_json(GOLDEN / "whisperTiny.json", result)


if __name__ == "__main__":
    write_tiny()
    if len(sys.argv) > 1:
        write_published(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
