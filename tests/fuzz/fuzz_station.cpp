// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of the station link, as either end reads them. What is read in spite of the input can be
// written, and is then read as the same.
#include "station/link/station_messages.h"

#include <cstdlib>

using namespace sm;

namespace {

template <class T> void readTwice(const Outcome<T>& first, Outcome<T> (*read)(const QByteArray&))
{
    if (!first)
        return;
    const QByteArray written = encode(*first);
    const auto second = read(written);
    if (!second || encode(*second) != written)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    readTwice(decodeStationHello(bytes), decodeStationHello);
    readTwice(decodeStationWelcome(bytes), decodeStationWelcome);
    readTwice(decodeStationOrder(bytes), decodeStationOrder);
    readTwice(decodeStationAnswer(bytes), decodeStationAnswer);
    return 0;
}
