// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/hsm_pool.h"
#include "security/link/hsm_messages.h"
#include "transport/framing/link_keeper.h"

namespace sm {

/// Serves one device to any number of consoles over links. Runs beside the device, on the thread of its
/// links.
///
/// A stateful request (a draw) is remembered with its answer for a while: the console that lost its
/// connection asks for it by id, and the same id sent again is answered from memory and not executed again.
class HsmServer {
public:
    struct Settings {
        QString name;
        QString kind; ///< soft, pkcs11
        bool testKeys = false;
        std::vector<quint16> requests; ///< numbers of those that the device serves
        std::vector<KeyDescription> keys; ///< none: those that the device tells when a console opens
        std::shared_ptr<KeyOffice> office; ///< takes orders about keys; none: they are refused
        std::function<void()> ordered; ///< called after an order that changed the keys
        size_t remembered = 256; ///< answers to stateful requests
        Nanos memory = std::chrono::minutes(5);
        /// A stateful request is given this long at least: what was drawn is kept even if nobody waits now.
        Nanos patience = std::chrono::minutes(1);
        /// Requests of a console under way beyond the device's capacity: self-tests, and those it gave up on.
        /// One that sends more is dropped.
        int mostBeyond = 64;
    };

    HsmServer(Settings settings, Reactor reactor, std::shared_ptr<HsmDevice> device, Random& random);
    ~HsmServer(); ///< drops every link

    void add(std::unique_ptr<MessageLink> link); ///< a connected one; goes with its loss
    /// A link that is opened again after each loss, such as a serial line. Starts it.
    void add(std::unique_ptr<LinkKeeper> keeper);

    void tellKeys(); ///< to every console: the device's keys have changed
    void dropAll(); ///< closes every accepted link; consoles may come again
    int consoles() const; ///< that have opened a connection

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
