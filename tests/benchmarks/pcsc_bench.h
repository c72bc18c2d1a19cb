// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_floor.h"
#include "private_pcscd.h"
#include "vpcd_bench_card.h"

#include "station/pcsc_station.h"
#include "transport/pcsc/pcsc_monitor.h"

namespace sm::bench {

/// A PC/SC station whose next card is the one that lies there, powered anew: sessions follow each other as
/// fast as they can. Everything else goes to the product's own link.
class ContinuousLink final : public CardLink {
public:
    ContinuousLink(Reactor reactor, std::unique_ptr<CardLink> inner)
        : m_reactor(std::move(reactor))
        , m_inner(std::move(inner))
    {
    }
    Pending<CardArrival> awaitCard(Nanos limit) override
    {
        return std::exchange(m_first, false) ? m_inner->awaitCard(limit) : m_inner->repower(limit);
    }
    Pending<CardArrival> repower(Nanos limit) override { return m_inner->repower(limit); }
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override
    {
        return m_inner->run(std::move(run), limit);
    }
    quint32 answered() const override { return m_inner->answered(); }
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override
    {
        return m_inner->formatComplete(std::move(message), limit);
    }
    Pending<Done> eject(Bin, Nanos) override { return Pending<Done>::ready(m_reactor, Done{}); }
    void abort(const Failure& why) override { m_inner->abort(why); }
    bool isUsable() const override { return m_inner->isUsable(); }
    void onUsableChanged(std::function<void(bool)> callback) override
    {
        m_inner->onUsableChanged(std::move(callback));
    }
    QString description() const override { return m_inner->description(); }

private:
    Reactor m_reactor;
    std::unique_ptr<CardLink> m_inner;
    bool m_first = true;
};

/// What one way of doing the same sessions took.
struct PcscFigures {
    double wall = 0; ///< microseconds, from the first command to the last, powering included
    double sessionTime = 0; ///< sum over the sessions, from the powered card to the last answer
    double cardTime = 0; ///< of it, within SCardTransmit
    quint64 apdus = 0;
    int sessions = 0;
    bool good = false;
};

/// A private pcscd with cards in its readers, and the two ways to send them the sessions of a job.
class PcscBench {
public:
    /// Empty, or why it can't run.
    QString start(int readers);
    void insertCards(int readers, Nanos perCommand);
    void removeCards() { m_cards.clear(); }

    /// Through the core. The cards keep what they are sent.
    PcscFigures sessions(int readers, int records, BenchFloor::Store store);
    /// The same bytes to the same cards by SCardTransmit in a loop, a thread per reader.
    PcscFigures bare();

private:
    test::PrivatePcscd m_pcscd;
    std::vector<std::unique_ptr<VpcdBenchCard>> m_cards;
};

} // namespace sm::bench
