"""Makes dequantise.json: blocks of every type that is read, and the float32 values gguf-py gives for them.

    python make_dequantise_golden.py        needs numpy and gguf

Bytes are random except the scales, which are finite halfs: zero, negative, subnormal and ordinary ones.
"""

import json
from pathlib import Path

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize

HALFS_PER_BLOCK = {"Q4_0": 1, "Q4_1": 2, "Q5_0": 1, "Q5_1": 2, "Q8_0": 1}
EDGE_HALFS = [0.0, -0.0, 6e-8, -6e-8, 1.0, -1.0, 65504.0, -65504.0, 0.0123, -0.0456]


def blocks_of(name: str, random: np.random.Generator) -> np.ndarray:
    elements, size = GGML_QUANT_SIZES[GGMLQuantizationType[name]]
    if elements == 1:
        values = random.standard_normal(40).astype(np.float32) * 10.0 ** random.integers(-6, 4, 40)
        values[:10] = EDGE_HALFS
        if name == "F32":
            return values.astype("<f4").view(np.uint8)
        if name == "F16":
            return values.astype("<f2").view(np.uint8)
        return (values.astype("<f4").view("<u4") >> 16).astype("<u2").view(np.uint8)
    blocks = random.integers(0, 256, (12, size), dtype=np.uint8)
    halfs = HALFS_PER_BLOCK[name]
    scales = (random.standard_normal((12, halfs)) * 0.1).astype("<f2")
    scales[: len(EDGE_HALFS), 0] = EDGE_HALFS
    blocks[:, : 2 * halfs] = scales.view(np.uint8)
    return blocks.reshape(-1)


def main() -> None:
    random = np.random.default_rng(20261121)
    golden = {}
    for name in ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"]:
        data = blocks_of(name, random)
        values = dequantize(data, GGMLQuantizationType[name]).astype("<f4")
        golden[name] = {"bytes": data.tobytes().hex(), "float32": values.tobytes().hex()}
    path = Path(__file__).with_name("dequantise.json")
    path.write_text(json.dumps(golden, indent=1) + "\n")


main()
