// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/readers/simulated_reader.h"

#include <QStringList>

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace sm {

/// A device that a driver speaks to as if it were the real one: on a pseudo-terminal, in a thread with an
/// event loop; or at a SimulatedLine, in time of any kind.
class SimulatedDevice {
public:
    enum class Port : quint8 { Pty, Line };
    explicit SimulatedDevice(Port port = Port::Pty);
    SimulatedDevice(const SimulatedDevice&) = delete;
    SimulatedDevice& operator=(const SimulatedDevice&) = delete;
    virtual ~SimulatedDevice() = default;

    QString path() const { return m_port ? m_port->path() : QString(); }
    PtyPort& port() { return *m_port; }
    void take(QByteArrayView bytes); ///< from the host
    /// Where answers go that do not go to a pseudo-terminal. `worked`: it has worked on the card for this
    /// one.
    using Sink = std::function<void(const QByteArray& bytes, bool worked)>;
    void setSink(Sink sink) { m_sink = std::move(sink); }

    bool isOff() const { return m_off; }
    void setOff(bool off) { m_off = off; }
    /// It does the next that many works, and nobody hears of it.
    void loseAnswers(int count) { m_losing = count; }
    /// What it has put on the card that lies in it, bytes in hexadecimal; empty: nothing.
    virtual QStringList onCard() const = 0;
    /// The card leaves, the next one has nothing on it.
    virtual void nextCard() = 0;

    void setFaults(AnswerFaults faults, Random* random)
    {
        m_faults = faults;
        m_random = random;
    }

protected:
    virtual void received() = 0; ///< takes from m_buffer what is whole
    void answer(const QByteArray& bytes, bool worked = false);
    QByteArray m_buffer;

private:
    AnswerFaults m_faults;
    Random* m_random = nullptr;
    bool m_off = false;
    int m_losing = 0;
    Sink m_sink;
    std::unique_ptr<PtyPort> m_port;
};

/// An MSR605 with a stripe in it: cards are "swiped" at once. What is on the stripe is kept as the characters
/// of each track with their parity, start sentinel to LRC.
class SimulatedEncoder final : public SimulatedDevice {
public:
    using SimulatedDevice::SimulatedDevice;
    QStringList onCard() const override;
    void nextCard() override { m_stripe = {}; }
    const QByteArray& stripe(int track) const { return m_stripe[size_t(track - 1)]; }
    bool isHighCoercivity() const { return m_high; }
    int writes() const { return m_writes; }
    /// The next that many writes end with this status byte and leave the stripe as it is.
    void failWrites(int count, char status)
    {
        m_failing = count;
        m_status = status;
    }
    /// Cards are swiped when swipe() says so: until then a write command waits, armed.
    void holdSwipes(bool hold) { m_holding = hold; }
    void swipe();
    bool isArmed() const { return m_armed.has_value(); }
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
    bool m_holding = false;
    std::optional<QByteArray> m_armed; ///< what the next card that is swiped gets
    char m_status = '0';
};

/// An embosser or label printer: takes records that end in a given way and says done, or refuses.
class SimulatedRecordPrinter final : public SimulatedDevice {
public:
    explicit SimulatedRecordPrinter(QByteArray recordEnd, Port port = Port::Pty)
        : SimulatedDevice(port)
        , m_end(std::move(recordEnd))
    {
    }
    QStringList onCard() const override;
    void nextCard() override { m_cardsFirst = m_records.size(); }
    const QList<QByteArray>& records() const { return m_records; }
    void refuse(QByteArray answer) { m_refusal = std::move(answer); } ///< the next record

private:
    void received() override;

    QByteArray m_end;
    QByteArray m_refusal;
    QList<QByteArray> m_records;
    qsizetype m_cardsFirst = 0; ///< of m_records, on the card that lies in it
};

/// A card printer of the Evolis class.
class SimulatedPrinter final : public SimulatedDevice {
public:
    using SimulatedDevice::SimulatedDevice;
    QStringList onCard() const override;
    void nextCard() override { m_cardsPrinted = 0; }
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
    int m_cardsPrinted = 0; ///< on the card that lies in it
};

} // namespace sm
