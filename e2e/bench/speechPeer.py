"""faster-whisper beside speech.ts. Reads one JSON request a line from standard input, answers one line each.

{"folder", "threads"} loads CTranslate2's model, int8; {"files": [...], "rounds"} writes raw int16 files (16 kHz, mono)
down, greedy, each as often as asked: texts, seconds and seconds of the processor of each round, resident memory.
"""

import json
import os
import resource
import sys
import time

import numpy as np
from faster_whisper import WhisperModel


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    model = None
    for line in sys.stdin:
        request = json.loads(line)
        if "folder" in request:
            model = WhisperModel(request["folder"], device="cpu", compute_type="int8", cpu_threads=request["threads"])
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
