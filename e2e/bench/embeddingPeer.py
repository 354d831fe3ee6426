"""What embedding.ts measures, with transformers on the processor. Reads JSON from standard input, writes JSON."""

import json
import os
import sys
import time

import torch
from transformers import AutoModel, AutoTokenizer

BATCH = 32


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    task = json.load(sys.stdin)
    torch.set_num_threads(task["threads"])
    before = resident_bytes()
    started = time.perf_counter()
    tokenizer = AutoTokenizer.from_pretrained(task["folder"])
    model = AutoModel.from_pretrained(task["folder"], add_pooling_layer=False).eval()
    figures = dict(loadSeconds=time.perf_counter() - started, residentBytes=0, shortMs=[], longMs=[], shortPerSecond=[], longPerSecond=[])

    def milliseconds(texts: list[str]) -> float:
        begun = time.perf_counter()
        with torch.inference_mode():
            batch = tokenizer(texts, padding="longest", truncation=True, max_length=256, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None].float()
            torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1)).numpy()
        return (time.perf_counter() - begun) * 1000

    short, long = task["texts"]["short"], task["texts"]["long"]
    for turn in range(-2, task["rounds"]):
        times = dict(shortMs=milliseconds([short[turn % BATCH]]), longMs=milliseconds([long[turn % BATCH]]),
                     shortPerSecond=1000 * BATCH / milliseconds(short), longPerSecond=1000 * BATCH / milliseconds(long))
        if turn >= 0:
            for key, value in times.items():
                figures[key].append(value)
    figures["residentBytes"] = resident_bytes() - before
    json.dump(figures, sys.stdout)


main()
