"""Speaks texts with libespeak-ng and tells when each word begins. Reads JSON from standard input, writes JSON.

In: {"jobs": [{"text", "voice", "speed", "pitch", "file"}]}; speed in words per minute, pitch 0 to 100. Each file becomes
raw int16 samples at the rate of the answer. Out: {"sampleRate", "clips": [{"words": [{"at", "startMs"}], "endMs"}]}, `at` in
characters of the text.
"""

import ctypes
import ctypes.util
import json
import sys

WORD = 1
CHARS_UTF8 = 1
RETRIEVAL_SYNCHRONOUS = 2
RATE, PITCH = 1, 3


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("id", ctypes.c_uint64)]


def main() -> None:
    name = ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1"
    espeak = ctypes.CDLL(name)
    rate = espeak.espeak_Initialize(RETRIEVAL_SYNCHRONOUS, 200, None, 0)
    if rate <= 0:
        sys.exit("libespeak-ng finds no data of its own")
    samples, words = bytearray(), []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))
    def hear(wave, count, events) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, 2 * count))
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == WORD:
                words.append(dict(at=event.text_position - 1, startMs=event.audio_position))
            index += 1
        return 0

    espeak.espeak_SetSynthCallback(hear)
    clips = []
    for job in json.load(sys.stdin)["jobs"]:
        samples.clear()
        words.clear()
        espeak.espeak_SetVoiceByName(job["voice"].encode())
        espeak.espeak_SetParameter(RATE, job["speed"], 0)
        espeak.espeak_SetParameter(PITCH, job["pitch"], 0)
        text = job["text"].encode()
        espeak.espeak_Synth(text, len(text) + 1, 0, 1, 0, CHARS_UTF8, None, None)
        espeak.espeak_Synchronize()
        with open(job["file"], "wb") as file:
            file.write(samples)
        clips.append(dict(words=list(words), endMs=1000 * len(samples) / 2 / rate))
    json.dump(dict(sampleRate=rate, clips=clips), sys.stdout)


main()
