"""faster-whisper beside speech.ts. Reads one JSON request a line from standard input, answers one line each.

{"folder", "threads"} loads CTranslate2's model, int8; {"files": [...], "rounds"} writes raw int16 files (16 kHz, mono)
down, greedy, each as often as asked: texts, seconds and seconds of the processor of each round, resident memory.
"""

import json
import os
import resource
import sys
import tempfile
import time

import numpy as np
from faster_whisper import WhisperModel


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def with_vocabulary(folder: str) -> str:
    """The folder, or a copy by links that has the list of tokens which CTranslate2 wants and the tokenizer knows."""
    if os.path.exists(os.path.join(folder, "vocabulary.txt")):
        return folder
    with open(os.path.join(folder, "tokenizer.json"), encoding="utf-8") as file:
        tokenizer = json.load(file)
    ids = {**tokenizer["model"]["vocab"], **{token["content"]: token["id"] for token in tokenizer["added_tokens"]}}
    if "<|0.00|>" not in ids:
        ids |= {f"<|{at * 0.02:.2f}|>": len(ids) + at for at in range(1501)}
    copy = tempfile.mkdtemp(prefix="headwater-peer-")
    for name in os.listdir(folder):
        os.symlink(os.path.abspath(os.path.join(folder, name)), os.path.join(copy, name))
    with open(os.path.join(copy, "vocabulary.txt"), "w", encoding="utf-8") as file:
        file.writelines(f"{token}\n" for token, _ in sorted(ids.items(), key=lambda item: item[1]))
    return copy


def main() -> None:
    model = None
    for line in sys.stdin:
        request = json.loads(line)
        if "folder" in request:
            model = WhisperModel(with_vocabulary(request["folder"]), device="cpu", compute_type="int8", cpu_threads=request["threads"])
            print(json.dumps({}), flush=True)
            continue
        clips = []
        for file in request["files"]:
            sound = np.fromfile(file, "<i2").astype(np.float32) / 32768
            rounds = []
            for _ in range(request["rounds"]):
                before, started = processor_seconds(), time.perf_counter()
                segments, _ = model.transcribe(sound, language="en", beam_size=1, temperature=0)
                text = "".join(segment.text for segment in segments)
                rounds.append(dict(seconds=time.perf_counter() - started, processorSeconds=processor_seconds() - before))
            clips.append(dict(text=text, rounds=rounds))
        print(json.dumps(dict(clips=clips, residentBytes=resident_bytes())), flush=True)


main()
