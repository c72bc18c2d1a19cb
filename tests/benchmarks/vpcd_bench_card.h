// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_session.h"

#include "transport/vpcd/vpcd_client.h"

#include <atomic>
#include <thread>

namespace sm::bench {

/// A software card in a virtual reader of pcscd, on a thread of its own. Powered again after it has been sent
/// something, it is a fresh blank with the next serial number, so that sessions can follow each other without
/// the second that a reader takes to notice another card.
class VpcdBenchCard {
public:
    VpcdBenchCard(quint16 port, quint64 firstSerial, Nanos perCommand);
    ~VpcdBenchCard(); ///< takes it out

    /// From its next request on, and the reader asks all the time: the first serial number again. Call it
    /// between sessions only. What the card is sent is kept or not.
    void startOver(bool recording)
    {
        m_recording = recording;
        m_startOver = true;
    }
    /// Only while nobody sends anything.
    const std::vector<RecordedSession>& sessions() const { return m_recorder.sessions; }

private:
    void live(const std::stop_token& stop, quint16 port);
    void serve(VpcdClient& client, const std::stop_token& stop);
    void powerUp();

    const quint64 m_firstSerial;
    const Nanos m_perCommand;
    CardKeySet m_keys = benchKeys();
    SeededRandom m_random{1};
    SessionRecorder m_recorder;
    std::atomic<bool> m_recording{false};
    std::atomic<bool> m_startOver{true};
    quint64 m_next = 0;
    std::unique_ptr<SoftwareCard> m_card;
    QByteArray m_atr;
    std::jthread m_thread;
};

} // namespace sm::bench
