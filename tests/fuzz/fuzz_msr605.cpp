// SPDX-License-Identifier: GPL-3.0-or-later
// A magnetic stripe encoder that answers anything: a job ends, and only a stripe that reads as it should is
// good.
#include "station/modules/msr605_script.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    const auto read = sm::msr605::parseRead(bytes);
    if (read && *read) {
        for (const QByteArray& track : (*read)->tracks) {
            if (track.size() > bytes.size())
                std::abort();
        }
    }
    const auto script = sm::makeMsr605Script();
    sm::TrackData wanted;
    wanted.tracks[1] = "1234";
    auto move = script->start(wanted);
    // The first bytes answer the steps before the stripe is read; the rest is what was read.
    qsizetype at = 0;
    for (int steps = 0; move && std::holds_alternative<sm::ModuleScript::Say>(*move); ++steps) {
        if (steps > 40)
            std::abort();
        const bool reads = std::get<sm::ModuleScript::Say>(*move).bytes.endsWith('r');
        const qsizetype length = reads ? bytes.size() - at : qMin<qsizetype>(2, bytes.size() - at);
        if (length <= 0)
            return 0;
        const auto next = script->received(bytes.sliced(at, length));
        at += length;
        if (!next)
            return 0;
        move = *next;
    }
    if (move && !bytes.contains(QByteArrayView(";1234?")))
        std::abort();
    return 0;
}
