// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/card_link.h"
#include "station/reader_registry.h"
#include "transport/pcsc/pcsc_api.h"
#include "transport/pcsc/reader_board.h"

namespace sm {

class PcscShared;
struct PcscJob;

/// What all PC/SC stations of a process have in common; made once, by the composition root, with a
/// PcscMonitor that feeds the board.
struct PcscServices {
    PcscServices(
        std::shared_ptr<PcscApi> a, std::shared_ptr<ReaderBoard> b, std::shared_ptr<ReaderRegistry> r)
        : api(std::move(a))
        , board(std::move(b))
        , registry(std::move(r))
    {
    }
    std::shared_ptr<PcscApi> api;
    std::shared_ptr<ReaderBoard> board;
    std::shared_ptr<ReaderRegistry> registry;
};

/// A card position in a PC/SC reader, named as pcscd names it. Server thread; every call into the library
/// runs on a detached thread of this reader, a whole run of commands per hand-over.
///
/// awaitCard() never answers the same insertion twice; only a restart of pcscd can make a card that stayed
/// look like a new one, so the session identifies the chip. repower() answers CardAbsent when the card is
/// gone, CardChanged when the reader has counted another insertion. eject() powers the card off and answers
/// when it has been taken out, or fails with CardNotTaken. A run's command that was broken off is
/// RunEnd::Unknown: CardTorn, CardAnswerTooShort or the library's failure says why.
///
/// A wait whose limit passes while the thread sits in a call fails with ReaderStuck: the command then under
/// way may have been executed. The position is not usable until the call returns, its late answer is dropped,
/// nothing more of that run is sent. The reader stays taken in the registry meanwhile, even after this object
/// is gone. A new link is usable once its thread has got the reader and the board shows it.
class PcscCardLink final : public CardLink {
public:
    PcscCardLink(Reactor reactor, const PcscServices& services, const QString& reader);
    ~PcscCardLink() override;

    Pending<CardArrival> awaitCard(Nanos limit) override;
    Pending<CardArrival> repower(Nanos limit) override;
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override;
    quint32 answered() const override;
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override;
    Pending<Done> eject(Bin bin, Nanos limit) override;
    void abort(const Failure& why) override;
    bool isUsable() const override { return m_usable; }
    void onUsableChanged(std::function<void(bool usable)> callback) override
    {
        m_usableChanged = std::move(callback);
    }
    QString description() const override;

private:
    struct Watchdog final : Deadline {
        explicit Watchdog(PcscCardLink* l)
            : link(l)
        {
        }
        void expire() override { link->limitReached(); }
        PcscCardLink* link;
    };
    class Face;
    class RefreshLetter;

    /// Starts a job: guards it, and hands it over with the end that answers it. `onLimit` when its limit
    /// passes while it waits for a card.
    template <class T, class MakeJob> Pending<T> start(Nanos limit, Failure onLimit, MakeJob makeJob);
    void limitReached();
    void refresh();

    Reactor m_reactor;
    QString m_reader;
    std::shared_ptr<Face> m_face;
    std::shared_ptr<PcscShared> m_shared;
    std::shared_ptr<ReaderRegistry> m_registry;
    Watchdog m_watchdog;
    Canceller m_open; ///< of the wait under way
    Failure m_onLimit;
    quint64 m_job = 0;
    bool m_usable = false;
    std::function<void(bool)> m_usableChanged;
};

} // namespace sm
