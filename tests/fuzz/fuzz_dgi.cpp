// SPDX-License-Identifier: GPL-3.0-or-later
// Data groupings as a file or a console sends them: what is read is written again and read the same.
#include "card/dgi.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    const auto groupings = sm::readDgis(bytes);
    if (!groupings)
        return 0;
    QByteArray again;
    for (const sm::Dgi& grouping : *groupings)
        again += sm::encodeDgi(grouping);
    const auto second = sm::readDgis(again);
    if (!second || *second != *groupings)
        std::abort();
    return 0;
}
