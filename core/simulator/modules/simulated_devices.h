// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/readers/simulated_reader.h"

#include <array>

namespace sm {

/// A device on a pseudo-terminal that a driver speaks to as if it were the real one. A thread with an event
/// loop.
class SimulatedDevice {
public:
    SimulatedDevice();
    SimulatedDevice(const SimulatedDevice&) = delete;
    SimulatedDevice& operator=(const SimulatedDevice&) = delete;
    virtual ~SimulatedDevice() = default;

    QString path() const { return m_port.path(); }
    PtyPort& port() { return m_port; }
    void setFaults(AnswerFaults faults, Random* random)
    {
        m_faults = faults;
        m_random = random;
    }

protected:
    virtual void received() = 0; ///< takes from m_buffer what is whole
    void answer(const QByteArray& bytes);
    QByteArray m_buffer;

private:
    AnswerFaults m_faults;
    Random* m_random = nullptr;
    PtyPort m_port;
};

/// An MSR605 with a stripe in it: cards are "swiped" at once. What is on the stripe is kept as the characters
/// of each track with their parity, start sentinel to LRC.
class SimulatedEncoder final : public SimulatedDevice {
public:
    const QByteArray& stripe(int track) const { return m_stripe[size_t(track - 1)]; }
    bool isHighCoercivity() const { return m_high; }
    int writes() const { return m_writes; }
    /// The next that many writes end with this status byte and leave the stripe as it is.
    void failWrites(int count, char status)
    {
        m_failing = count;
        m_status = status;
    }
    /// The next that many writes damage track 2.
    void smearWrites(int count) { m_smearing = count; }

private:
    void received() override;
    bool command(char name);
    void write(const QByteArray& block);
    QByteArray read() const;

    std::array<QByteArray, 3> m_stripe;
    bool m_high = false;
    int m_writes = 0;
    int m_failing = 0;
    int m_smearing = 0;
    char m_status = '0';
};

/// An embosser or label printer: takes records that end in a given way and says done, or refuses.
class SimulatedRecordPrinter final : public SimulatedDevice {
public:
    explicit SimulatedRecordPrinter(QByteArray recordEnd)
        : m_end(std::move(recordEnd))
    {
    }
    const QList<QByteArray>& records() const { return m_records; }
    void refuse(QByteArray answer) { m_refusal = std::move(answer); } ///< the next record

private:
    void received() override;

    QByteArray m_end;
    QByteArray m_refusal;
    QList<QByteArray> m_records;
};

/// A card printer of the Evolis class.
class SimulatedPrinter final : public SimulatedDevice {
public:
    const QList<QByteArray>& commands() const { return m_commands; } ///< texts; of a panel its head only
    const QByteArray& panel() const { return m_panel; } ///< columns of 81 bytes
    int printed() const { return m_printed; }
    void refuse(QByteArray command, char letter)
    {
        m_refused = std::move(command);
        m_letter = letter;
    }

private:
    void received() override;

    QList<QByteArray> m_commands;
    QByteArray m_panel;
    QByteArray m_refused;
    char m_letter = 0;
    int m_printed = 0;
};

} // namespace sm
