#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the outlines that card faces are printed with out of the DejaVu fonts: make_fonts.py FOLDER-OF-TTF.

A *.outlines file, big endian: "SMOF", version u8 = 1, units per em u16, ascent i16, descent i16 (below zero), number of
glyphs u16; then per glyph, sorted by code: code u32, advance u16, contours u8, per contour points u16, per point
flags u8 (bit 0: on the curve; else a control point of a quadratic curve), x i16, y i16 (upwards).
"""
import pathlib
import struct
import sys

FONTS = {"sans": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "mono": "DejaVuSansMono.ttf"}
CODES = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x386, 0x3CF), *range(0x400, 0x460),
         0x1E9E, *range(0x2010, 0x2023), 0x2026, 0x20AC, 0x2116, 0x2212]


class Font:
    def __init__(self, data):
        self.data = data
        tables = struct.unpack(">H", data[4:6])[0]
        self.at = {}
        for i in range(tables):
            tag, _, offset, _ = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            self.at[tag.decode()] = offset
        head = self.at["head"]
        self.em = self.u16(head + 18)
        self.long = self.u16(head + 50) == 1
        hhea = self.at["hhea"]
        self.ascent, self.descent = self.i16(hhea + 4), self.i16(hhea + 6)
        self.metrics = self.u16(hhea + 34)
        self.codes = self.character_map()

    def u16(self, at): return struct.unpack(">H", self.data[at:at + 2])[0]
    def i16(self, at): return struct.unpack(">h", self.data[at:at + 2])[0]
    def u32(self, at): return struct.unpack(">I", self.data[at:at + 4])[0]

    def character_map(self):
        cmap = self.at["cmap"]
        for i in range(self.u16(cmap + 2)):
            sub = cmap + self.u32(cmap + 8 + 8 * i)
            if self.u16(sub) == 4:
                return self.segments(sub)
        raise SystemExit("no character map of format 4")

    def segments(self, sub):
        count = self.u16(sub + 6) // 2
        out = {}
        for i in range(count):
            end = self.u16(sub + 14 + 2 * i)
            start = self.u16(sub + 16 + 2 * count + 2 * i)
            delta = self.u16(sub + 16 + 4 * count + 2 * i)
            place = sub + 16 + 6 * count + 2 * i
            offset = self.u16(place)
            for code in range(start, end + 1):
                glyph = code if offset == 0 else self.u16(place + offset + 2 * (code - start))
                if offset == 0 or glyph:
                    glyph = (glyph + delta) & 0xFFFF
                if glyph and code != 0xFFFF:
                    out[code] = glyph
        return out

    def advance(self, glyph):
        return self.u16(self.at["hmtx"] + 4 * min(glyph, self.metrics - 1))

    def contours(self, glyph):
        loca = self.at["loca"]
        if self.long:
            here, after = self.u32(loca + 4 * glyph), self.u32(loca + 4 * glyph + 4)
        else:
            here, after = 2 * self.u16(loca + 2 * glyph), 2 * self.u16(loca + 2 * glyph + 2)
        if here == after:
            return []
        at = self.at["glyf"] + here
        count = self.i16(at)
        return self.simple(at + 10, count) if count >= 0 else self.composite(at + 10)

    def simple(self, at, count):
        ends = [self.u16(at + 2 * i) for i in range(count)]
        at += 2 * count
        at += 2 + self.u16(at)
        total = ends[-1] + 1 if ends else 0
        flags = []
        while len(flags) < total:
            flag = self.data[at]
            at += 1
            flags.append(flag)
            if flag & 8:
                flags += [flag] * self.data[at]
                at += 1
        axes = []
        for short, same in ((2, 16), (4, 32)):
            value, values = 0, []
            for flag in flags:
                if flag & short:
                    value += self.data[at] if flag & same else -self.data[at]
                    at += 1
                elif not flag & same:
                    value += self.i16(at)
                    at += 2
                values.append(value)
            axes.append(values)
        points = [(flag & 1, x, y) for flag, x, y in zip(flags, *axes)]
        return [points[a:b + 1] for a, b in zip([0] + [e + 1 for e in ends], ends)]

    def composite(self, at):
        out = []
        more = True
        while more:
            flags, glyph = self.u16(at), self.u16(at + 2)
            at += 4
            if not flags & 2:
                raise SystemExit("parts joined at points")
            dx, dy = (self.i16(at), self.i16(at + 2)) if flags & 1 else struct.unpack("bb", self.data[at:at + 2])
            at += 4 if flags & 1 else 2
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & 8:
                a = d = self.i16(at) / 16384
                at += 2
            elif flags & 0x40:
                a, d = self.i16(at) / 16384, self.i16(at + 2) / 16384
                at += 4
            elif flags & 0x80:
                a, b, c, d = (self.i16(at + 2 * i) / 16384 for i in range(4))
                at += 8
            for contour in self.contours(glyph):
                out.append([(on, round(a * x + c * y) + dx, round(b * x + d * y) + dy) for on, x, y in contour])
            more = flags & 0x20
        return out


def outlines(font):
    codes = [code for code in CODES if code in font.codes]
    out = b"SMOF" + struct.pack(">BHhhH", 1, font.em, font.ascent, font.descent, len(codes))
    for code in codes:
        glyph = font.codes[code]
        contours = font.contours(glyph)
        out += struct.pack(">IHB", code, font.advance(glyph), len(contours))
        for contour in contours:
            out += struct.pack(">H", len(contour))
            for on, x, y in contour:
                out += struct.pack(">Bhh", on, x, y)
    return out


for name, file in FONTS.items():
    font = Font((pathlib.Path(sys.argv[1]) / file).read_bytes())
    data = outlines(font)
    (pathlib.Path(__file__).parent / f"{name}.outlines").write_bytes(data)
    print(name, len(data))
