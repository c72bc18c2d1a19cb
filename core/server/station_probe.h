// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "server/floor_plan.h"
#include "transport/framing/link_keeper.h"
#include "transport/pcsc/pcsc_api.h"

#include <QStringList>

namespace sm {

/// Looks whether what a floor names is there, without a card's knowing: for persons who set a floor up. Calls
/// that may block run on threads that nobody waits for. Server thread.
class StationProbe {
public:
    /// What is plugged in.
    struct Around {
        Around(QStringList r, QStringList p)
            : readers(std::move(r))
            , ports(std::move(p))
        {
        }
        QStringList readers; ///< as pcscd names them
        QStringList ports; ///< names that stay when something else is plugged in first
    };
    /// What answered.
    struct Seen {
        explicit Seen(QString f, QByteArray a = {})
            : found(std::move(f))
            , atr(std::move(a))
        {
        }
        QString found;
        QByteArray atr; ///< of a card in a reader
    };

    /// `portFolders`: where the system lists serial devices by what they are and by where they are plugged
    /// in.
    explicit StationProbe(Reactor reactor, std::shared_ptr<PcscApi> api = makePcscLite(),
        QStringList portFolders
        = {QStringLiteral("/dev/serial/by-id"), QStringLiteral("/dev/serial/by-path")});

    Pending<Around> lookAround(Nanos limit);
    /// The reader of a PC/SC station. ReaderLost, the library's failures, WaitTimedOut.
    Pending<Seen> askReader(const StationPlan& plan, Nanos limit);
    struct Asked {
        std::unique_ptr<LinkKeeper> keeper; ///< has the line open until it goes
        Pending<Seen> seen;
    };
    /// Waits for the station at the other end of a line that nobody else has open. StationPortMissing,
    /// SecretFileUnusable, KeyRefused; the wait ends with WaitTimedOut, and the keeper knows what was wrong.
    Outcome<Asked> askLine(const StationPlan& plan, Nanos limit);
    /// The device of a line or of a module. StationPortMissing.
    static Outcome<Done> checkPort(const QString& port);

private:
    Reactor m_reactor;
    std::shared_ptr<PcscApi> m_api;
    QStringList m_portFolders;
};

} // namespace sm
