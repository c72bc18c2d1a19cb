// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "transport/pcsc/pcsc_api.h"
#include "transport/pcsc/reader_board.h"

#include <QString>

#include <chrono>
#include <functional>

namespace sm {

struct PcscEvent {
    enum class Kind : quint8 { ServiceUp, ServiceDown, ReaderAppeared, ReaderVanished, ReaderChanged };
    Kind kind = Kind::ServiceDown;
    QString reader; ///< empty for the service itself
    bool cardPresent = false;
    bool operator==(const PcscEvent&) const = default;
};

/// Watches which readers there are and what lies in them, on a thread of its own that blocks in
/// SCardGetStatusChange. When pcscd dies it says so, and makes new contexts with growing pauses until pcscd
/// is back. What it sees goes to the board, and as events to the thread of the inbox. That thread owns it.
/// Ending it never waits: a thread stuck in a call is left to itself.
class PcscMonitor {
public:
    /// Between attempts to reach pcscd. A card is changed by hand in two seconds, and whoever has not seen
    /// the empty reader meanwhile takes the new card for the old one.
    struct Pauses {
        Pauses(std::chrono::milliseconds s, std::chrono::milliseconds l)
            : shortest(s)
            , longest(l)
        {
        }
        std::chrono::milliseconds shortest;
        std::chrono::milliseconds longest;
    };

    PcscMonitor(std::shared_ptr<PcscApi> api, std::shared_ptr<ReaderBoard> board,
        std::shared_ptr<Inbox> inbox,
        Pauses pauses = Pauses(std::chrono::milliseconds(100), std::chrono::milliseconds(500)));
    PcscMonitor(const PcscMonitor&) = delete;
    PcscMonitor& operator=(const PcscMonitor&) = delete;
    ~PcscMonitor();

    /// Set it before start(); it is called on the thread of the inbox.
    void onEvent(std::function<void(const PcscEvent&)> callback);
    void start();

    class Watch; ///< what the thread holds

private:
    std::shared_ptr<Watch> m_watch;
};

} // namespace sm
