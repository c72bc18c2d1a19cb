// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/pcsc_worker.h"

#include "station/link_failures.h"
#include "transport/pcsc/pcsc_failures.h"

namespace sm {

namespace {

template <class... F> struct Overloaded : F... {
    using F::operator()...;
};

/// A card pushed in fast can miss its first reset; after three it is mute.
constexpr int coldResets = 3;

} // namespace

PcscWorker::PcscWorker(std::shared_ptr<PcscShared> shared, std::shared_ptr<PcscApi> api,
    std::shared_ptr<ReaderRegistry> registry, const QByteArray& reader)
    : m_shared(std::move(shared))
    , m_registry(std::move(registry))
    , m_reader(std::move(api), reader)
{
}

void PcscWorker::work()
{
    if (!m_registry->take(m_reader.name(), [this] { return m_shared->isEnding(); }))
        return;
    m_shared->setOwned();
    while (auto job = m_shared->nextJob()) {
        m_job = job->number;
        if (!m_shared->isAbandoned(m_job))
            execute(*job);
        m_shared->finished(m_job);
    }
    m_reader.close();
    m_registry->release(m_reader.name());
}

void PcscWorker::execute(PcscJob& job)
{
    std::visit(Overloaded{
                   [this](AwaitCardJob& await) {
                       m_reader.disconnect(); // a new card is not met with the handle of an old one
                       auto found = lookUntil<CardArrival>([this] { return lookForNewCard(); });
                       const bool arrived = found && found->ok();
                       // Nobody has heard of a card that came as its wait ended: it is new to the next wait.
                       if (found && !await.answer.complete(std::move(*found)) && arrived)
                           m_answered = {};
                   },
                   [this](RepowerJob& repower) {
                       const PcscInsertion powered = m_answered;
                       const QByteArray atr = m_atr;
                       if (auto found = lookUntil<CardArrival>([&] { return lookForSameCard(powered, atr); }))
                           repower.answer.complete(std::move(*found));
                   },
                   [this](RunJob& order) { order.answer.complete(run(order.run)); },
                   [this](FormatCompleteJob& order) { order.answer.complete(formatComplete(order.message)); },
                   [this](EjectJob& eject) {
                       m_reader.disconnect();
                       if (auto gone = lookUntil<Done>([this] { return lookForEmptyPosition(); }))
                           eject.answer.complete(std::move(*gone));
                   },
               },
        job.what);
}

template <class T, class Look> PcscWorker::Found<T> PcscWorker::lookUntil(Look look)
{
    for (;;) {
        const quint64 seen = m_shared->news();
        if (Found<T> found = look())
            return found;
        if (!m_shared->waitForNews(m_job, seen))
            return {};
    }
}

/// While pcscd is away the monitor's word that it is back (or that the reader is lost) is waited for.
std::optional<Failure> PcscWorker::serviceAway(const Failure& failure) const
{
    if (pcscTrouble(failure) == PcscTrouble::ServiceGone && m_shared->isReaderThere())
        return {};
    return readerLost(readerName(), failure);
}

Outcome<Done> PcscWorker::power(bool again)
{
    Outcome<Done> powered = again ? m_reader.reconnect() : m_reader.connect();
    for (int tries = 1; !powered && pcscTrouble(powered.failure()) == PcscTrouble::Mute; ++tries) {
        if (tries == coldResets || m_shared->isAbandoned(m_job))
            return cardMute();
        powered = m_reader.connect();
    }
    return powered;
}

PcscWorker::Found<CardArrival> PcscWorker::judgePowerFailure(const Failure& failure) const
{
    switch (pcscTrouble(failure)) {
    case PcscTrouble::Busy:
        return readerBusy(readerName());
    case PcscTrouble::CardGone:
        return {};
    case PcscTrouble::ServiceGone:
    case PcscTrouble::ReaderGone:
        if (const auto lost = serviceAway(failure))
            return *lost;
        return {};
    default:
        return failure;
    }
}

PcscWorker::Found<CardArrival> PcscWorker::lookForNewCard()
{
    const auto status = m_reader.status();
    if (!status) {
        if (const auto lost = serviceAway(status.failure()))
            return *lost;
        return {};
    }
    if (!status->readerThere)
        return readerLost(readerName());
    if (!status->cardThere || status->insertion == m_answered)
        return {};
    const auto powered = power(false);
    if (!powered) {
        const auto verdict = judgePowerFailure(powered.failure());
        // A reader in use is tried again when asked again; a card that can't be powered is not this card
        // again.
        if (verdict && pcscTrouble(powered.failure()) == PcscTrouble::Other)
            m_answered = status->insertion;
        return verdict;
    }
    return judgePoweredCard({}, {});
}

PcscWorker::Found<CardArrival> PcscWorker::lookForSameCard(PcscInsertion powered, const QByteArray& atr)
{
    const auto status = m_reader.status();
    if (!status) {
        // The session asks this of a card in doubt: pcscd may take the whole limit to return.
        return pcscTrouble(status.failure()) == PcscTrouble::ServiceGone
            ? Found<CardArrival>{}
            : Found<CardArrival>(readerLost(readerName(), status.failure()));
    }
    const bool sameService = status->insertion.context == powered.context;
    if (!status->readerThere)
        return sameService ? Found<CardArrival>(readerLost(readerName())) : Found<CardArrival>{};
    if (!status->cardThere)
        return sameService ? Found<CardArrival>(cardAbsent()) : Found<CardArrival>{};
    const auto ready = power(true);
    if (!ready) {
        if (sameService && pcscTrouble(ready.failure()) == PcscTrouble::CardGone)
            return cardAbsent();
        return judgePowerFailure(ready.failure());
    }
    return judgePoweredCard(powered, atr);
}

/// `expected` is where the same card must lie, or nothing. Reconnecting says nothing about another card: only
/// the counter does, and over a restart of pcscd, where counters can't be compared, the ATR; the session then
/// reads the chip's serial number.
PcscWorker::Found<CardArrival> PcscWorker::judgePoweredCard(PcscInsertion expected, const QByteArray& atr)
{
    const auto status = m_reader.status();
    if (!status || !status->cardThere) {
        m_reader.markBroken();
        return expected.context != 0 && status ? Found<CardArrival>(cardAbsent()) : Found<CardArrival>{};
    }
    m_answered = status->insertion;
    m_atr = status->atr;
    const bool sameService = expected.context == status->insertion.context;
    const bool same = sameService ? expected == status->insertion : atr == status->atr;
    if (expected.context != 0 && !same) {
        m_reader.markBroken();
        return cardChanged(expected.number(), status->insertion.number());
    }
    CardArrival arrival;
    arrival.atr = status->atr;
    arrival.insertion = status->insertion.number();
    return arrival;
}

PcscWorker::Found<Done> PcscWorker::lookForEmptyPosition()
{
    // While pcscd or the reader is away nobody can say what lies there. A restarted pcscd is back well within
    // the limit, and the station with it; the card goes out then.
    const auto status = m_reader.status();
    if (!status)
        return pcscTrouble(status.failure()) == PcscTrouble::ServiceGone
            ? Found<Done>{}
            : Found<Done>(readerLost(readerName(), status.failure()));
    if (!status->readerThere)
        return {};
    if (!status->cardThere)
        return Done{};
    // A restarted pcscd counts anew: what lies there is taken for the old card, so that it is never used
    // again.
    if (m_answered.context != status->insertion.context)
        m_answered = status->insertion;
    return m_answered == status->insertion ? Found<Done>{} : Found<Done>(Done{});
}

} // namespace sm
