#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the alarm sounds beside this file: they differ in rhythm, not only in pitch."""
import math
import pathlib
import struct
import wave

RATE = 16000
EDGE = 0.012  # seconds of fade at both ends of a tone, against clicks
# name: (frequency in Hz or 0 for a pause, seconds)
SOUNDS = {
    "critical": [(660, 0.22), (0, 0.06), (880, 0.34)],
    "high": [(660, 0.75)],
    "medium": [(587, 0.18)],
    "low": [(494, 0.07)],
}


def tone(frequency, length):
    count = int(RATE * length)
    for i in range(count):
        fade = min(1.0, i / (RATE * EDGE), (count - 1 - i) / (RATE * EDGE))
        wave_form = math.sin(2 * math.pi * frequency * i / RATE) + 0.25 * math.sin(4 * math.pi * frequency * i / RATE)
        yield int(18000 * fade * wave_form / 1.25)


def main():
    for name, parts in SOUNDS.items():
        samples = [s for frequency, length in parts for s in tone(frequency, length)]
        with wave.open(str(pathlib.Path(__file__).with_name(name + ".wav")), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(struct.pack(f"<{len(samples)}h", *samples))


main()
