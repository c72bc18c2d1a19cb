// SPDX-License-Identifier: GPL-3.0-or-later
// What a session over PC/SC costs over the bare SCardTransmit loop of the same bytes.
#include "measure.h"
#include "pcsc_bench.h"

using namespace sm;
using namespace sm::bench;

namespace {

const char* nameOf(BenchFloor::Store store)
{
    return store == BenchFloor::Store::Durable ? "durable store" : "no store";
}

/// Sessions first, for they make the recording that the bare loop repeats.
bool compare(PcscBench& bench, int readers, int records, BenchFloor::Store store)
{
    const PcscFigures ours = bench.sessions(readers, records, store);
    const PcscFigures bare = bench.bare();
    if (!ours.good || !bare.good || ours.apdus != bare.apdus || ours.sessions != bare.sessions) {
        out() << "the sessions and their repetition differ: " << ours.apdus << " and " << bare.apdus
              << " commands" << Qt::endl;
        return false;
    }
    const double count = double(ours.apdus);
    out() << readers << (readers == 1 ? " reader, " : " readers, ") << nameOf(store) << ": " << ours.sessions
          << " sessions, " << ours.apdus << " APDU; per APDU: bare " << figure(bare.sessionTime / count, 1)
          << " us, session " << figure(ours.sessionTime / count, 1) << " us (in SCardTransmit "
          << figure(ours.cardTime / count, 1) << "); time ratio "
          << figure(ours.sessionTime / bare.sessionTime, 3) << "; rate bare "
          << figure(count / bare.wall * 1e6, 0) << "/s, sessions " << figure(count / ours.wall * 1e6, 0)
          << "/s, rate ratio " << figure(bare.wall / ours.wall, 3) << Qt::endl;
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    prepare();
    const int records = argument(QStringLiteral("records"), 400);
    const int slowRecords = argument(QStringLiteral("slow-records"), 10);
    const int rounds = argument(QStringLiteral("rounds"), 3);
    const int most = argument(QStringLiteral("readers"), 8);
    PcscBench bench;
    if (const QString problem = bench.start(most); !problem.isEmpty()) {
        out() << problem << Qt::endl;
        return 1;
    }
    bool good = true;
    for (const int readers : {1, most}) {
        bench.insertCards(readers, Nanos(0));
        for (int round = 0; round < rounds && good; ++round) {
            good = compare(bench, readers, records, BenchFloor::Store::Durable)
                && compare(bench, readers, records, BenchFloor::Store::Memory);
        }
    }
    out() << "a card that takes 5 ms per command:" << Qt::endl;
    bench.insertCards(1, milliseconds(5));
    good = good && compare(bench, 1, slowRecords, BenchFloor::Store::Durable)
        && compare(bench, 1, slowRecords, BenchFloor::Store::Memory);
    return good ? 0 : 1;
}
