# SPDX-License-Identifier: GPL-3.0-or-later
"""Printed faces of cards, read without the program's help: a PNG of one bit a dot, or the columns that an Evolis printer took.

Each gives dark(x, y), 1016 by 648 dots from the upper left corner of the card.
"""
import collections
import struct
import zlib

WIDTH, HEIGHT = 1016, 648
COLUMN = HEIGHT // 8 # bytes from the top, as the printer wants them


def read_png(data):
    """The PNGs of these faces have no filter; set bits are white."""
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height, data[24]) == (WIDTH, HEIGHT, 1), "a face has one bit a dot"
    at, packed = 8, b""
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    raw, line = zlib.decompress(packed), (width + 7) // 8 + 1
    return lambda x, y: not raw[y * line + 1 + x // 8] >> (7 - x % 8) & 1


def read_panel(data):
    assert len(data) == WIDTH * COLUMN, "a face has all its columns"
    return lambda x, y: bool(data[x * COLUMN + y // 8] >> (7 - y % 8) & 1)


def number_shapes(dark):
    """The sample willow-pass prints 14 digits of one width, 0.602 em of 11 points, from 6 mm on: the dots of each."""
    shapes = []
    for place in range(14):
        first = int(6 * 11.869 + place * 0.60205 * 11 * 300 / 72) + 1
        shapes.append(bytes(dark(x, y) for x in range(first, first + 26) for y in range(510, 560)))
    return shapes


def numbers_fit(faces, numbers):
    """In each place there are as many kinds of shapes as of digits, each as often: no table of shapes is needed for that."""
    shapes = [number_shapes(dark) for dark in faces]
    for place in range(14):
        seen = collections.Counter(shape[place] for shape in shapes)
        wanted = collections.Counter(number[place] for number in numbers)
        if sorted(seen.values()) != sorted(wanted.values()):
            return False
    return len({tuple(shape) for shape in shapes}) == len(set(numbers))
