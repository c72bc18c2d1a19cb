// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/software_card.h"
#include "simulator/virtual_station.h"

#include <vector>

namespace sm::bench {

/// The bytes that one card was sent, in order. A blank of the same serial number answers them in the same way
/// again: its challenges follow from its sequence counter (Amendment D clause 6.2.2.1), so that a bare loop
/// can repeat a session, secure channel included, without doing any cryptography of its own.
struct RecordedSession {
    quint64 serial = 0;
    std::vector<QByteArray> commands;
    std::vector<quint16> status; ///< of the answers
};

inline CardKeySet benchKeys()
{
    QByteArray bytes;
    for (char byte = 0x40; byte < 0x50; ++byte)
        bytes.append(byte);
    CardKeySet keys;
    keys.version = 1;
    keys.enc = keys.mac = keys.dek = cardSecret(bytes).take();
    return keys;
}

inline CardContent benchBlank(const CardKeySet& keys, quint64 serial)
{
    BlankOptions options;
    options.keys = keys;
    options.serial = serial;
    return makeBlank(options);
}

/// Keeps what cards are sent, a session per serial number.
class SessionRecorder final : public CardLog {
public:
    void record(quint64 serial, quint64, QByteArrayView command, StatusWord sw, CommandFate) override
    {
        if (sessions.empty() || sessions.back().serial != serial)
            sessions.emplace_back().serial = serial;
        sessions.back().commands.push_back(command.toByteArray());
        sessions.back().status.push_back(sw.value);
    }
    std::vector<RecordedSession> sessions;
};

/// Blanks for one virtual station.
class BenchFeeder final : public CardFeeder {
public:
    BenchFeeder(quint64 firstSerial, CardLog* log)
        : m_next(firstSerial)
    {
        m_services.random = &m_random;
        m_services.log = log;
    }
    std::unique_ptr<SoftwareCard> next() override
    {
        return std::make_unique<SoftwareCard>(benchBlank(m_keys, m_next++), m_services);
    }
    Random& random() { return m_random; }

private:
    SeededRandom m_random{1};
    SoftwareCard::Services m_services;
    CardKeySet m_keys = benchKeys();
    quint64 m_next;
};

} // namespace sm::bench
