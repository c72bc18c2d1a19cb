// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card_arguments.h"
#include "transport/vpcd/vpcd_client.h"

#include <atomic>
#include <functional>

/// One virtual reader: connects to its port, is the card there, and feeds the next one. Runs on a thread of
/// its own.
class ReaderSlot {
public:
    struct Shared {
        const CardArguments* arguments = nullptr;
        sm::FileCardMemory* memory = nullptr; ///< may be null
        sm::CardLog* log = nullptr; ///< may be null; any thread
        std::optional<sm::CardKeySet> keys;
        sm::CardSecret releaseMaster; ///< null: the cards are not locked
        std::atomic<quint64> nextSerial{1};
    };
    ReaderSlot(Shared& shared, quint16 port, std::optional<sm::CardContent> first)
        : m_shared(shared)
        , m_port(port)
        , m_first(std::move(first))
    {
    }
    /// Until a stop is requested or the hopper has given its last card.
    void run(const std::stop_token& stop);

private:
    enum class Leave { Stopped, LinkLost, CardDone, CardTorn };
    std::unique_ptr<sm::SoftwareCard> nextCard();
    std::unique_ptr<sm::VpcdClient> connect(const std::stop_token& stop);
    Leave serve(sm::SoftwareCard& card, sm::VpcdClient& link, const std::stop_token& stop);
    std::optional<Leave> command(
        sm::SoftwareCard& card, sm::VpcdClient& link, const QByteArray& bytes, const std::stop_token& stop);

    Shared& m_shared;
    quint16 m_port;
    std::optional<sm::CardContent> m_first;
    sm::SystemRandom m_random;
    qint64 m_fed = 0;
};
