// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/pcsc_shared.h"
#include "station/reader_registry.h"
#include "transport/pcsc/pcsc_reader.h"

namespace sm {

/// The blocking half of a PC/SC station: what runs on the reader's thread. Holds shared state only, so the
/// thread may outlive its link.
class PcscWorker {
public:
    PcscWorker(std::shared_ptr<PcscShared> shared, std::shared_ptr<PcscApi> api,
        std::shared_ptr<ReaderRegistry> registry, const QByteArray& reader);
    /// Takes the reader, works until the owner ends it, gives the reader back.
    void work();

private:
    template <class T> using Found = std::optional<Outcome<T>>; ///< nothing: wait for news

    void execute(PcscJob& job);
    /// Looks again after each piece of news until there is something to say; nothing when the owner has lost
    /// interest.
    template <class T, class Look> Found<T> lookUntil(Look look);

    Found<CardArrival> lookForNewCard();
    Found<CardArrival> lookForSameCard(PcscInsertion powered, const QByteArray& atr);
    Found<CardArrival> judgePoweredCard(PcscInsertion powered, const QByteArray& atr);
    Found<Done> lookForEmptyPosition();
    Found<CardArrival> judgePowerFailure(const Failure& failure) const;
    Outcome<Done> power(bool again);
    std::optional<Failure> serviceAway(const Failure& failure) const;

    RunAnswers run(const CommandRun& run);
    bool exchange(const QByteArray& command, quint32 number, RunAnswers& answers);
    std::optional<Failure> refusal(const CommandRun& run, quint32 number);
    Failure torn(const Failure& failure, quint32 number) const;
    Outcome<FormatAcknowledged> formatComplete(const FormatComplete& message);
    QString readerName() const { return QString::fromUtf8(m_reader.name()); }

    const std::shared_ptr<PcscShared> m_shared;
    const std::shared_ptr<ReaderRegistry> m_registry;
    PcscReader m_reader;
    quint64 m_job = 0;

    PcscInsertion m_answered; ///< the card that awaitCard() or repower() answered last: never a new one again
    QByteArray m_atr;

    Epoch m_highestEpoch;
    AttemptId m_attempt;
    quint32 m_nextCommand = 0;
    std::optional<FormatComplete> m_completed; ///< the last one that was answered, and its answer
    std::optional<Outcome<FormatAcknowledged>> m_completion;
};

} // namespace sm
