// SPDX-License-Identifier: GPL-3.0-or-later
// The messages between a console and a machine's control device, as either end reads them. What is read in
// spite of the input can be written, and is then read as the same.
#include "data/control_messages.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const quint8* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto first = sm::decodeControlMessage(bytes);
    if (!first)
        return 0;
    const QByteArray written = sm::encode(*first);
    const auto second = sm::decodeControlMessage(written);
    if (!second || sm::encode(*second) != written)
        std::abort();
    return 0;
}
