// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace sm::test {

/// The smallest card that attaches to the virtual reader of vsmartcard: it answers every command with its own
/// serial number and 9000, and misbehaves by INS: DD does not answer before thaw(), EE executes and vanishes
/// without an answer. A thread of its own.
class VpcdMiniCard {
public:
    VpcdMiniCard(quint16 port, QByteArray atr, QByteArray serial);
    VpcdMiniCard(const VpcdMiniCard&) = delete;
    VpcdMiniCard& operator=(const VpcdMiniCard&) = delete;
    ~VpcdMiniCard(); ///< pulls the card

    void thaw();
    bool waitUntilFrozen();
    int executed() const { return m_executed; } ///< commands, not resets
    int resets() const { return m_resets; }

private:
    void live(quint16 port);
    bool serve(int socket);
    bool answerCommand(int socket, QByteArrayView command);
    bool freeze();

    const QByteArray m_atr;
    const QByteArray m_serial;
    std::atomic<int> m_executed{0};
    std::atomic<int> m_resets{0};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_frozen = false;
    std::atomic<bool> m_pulled{false}; ///< written under the mutex
    int m_socket = -1;
    std::thread m_thread;
};

} // namespace sm::test
