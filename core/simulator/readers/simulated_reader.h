// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "simulator/readers/pty_port.h"
#include "simulator/readers/reader_side.h"

namespace sm {

/// How the answers of a simulated device arrive, each drawn once per answer. Probabilities from 0 to 1.
struct AnswerFaults {
    double cut = 0; ///< the end is missing
    double wrong = 0; ///< one byte is another
    double lost = 0; ///< does not come at all
    double doubled = 0; ///< comes twice
    double noise = 0; ///< bytes of no meaning before it
    double stale = 0; ///< a reader's answer before it comes once more, late
};
QByteArray bend(QByteArray answer, const AnswerFaults& faults, Random& random);

/// A card reader on a pseudo-terminal with a software card in it: what a driver speaks to as if it were the
/// device. A thread with an event loop.
class SimulatedReader {
public:
    enum class Kind : quint8 {
        GemPc410, ///< GemCore over the Gemplus block protocol
        GemCoreTlp, ///< GemCore over TLP224
        GemPcTwin, ///< serial CCID with echo
        GemCorePos ///< serial CCID without echo
    };
    explicit SimulatedReader(Kind kind);

    QString path() const { return m_port.path(); }
    void insert(std::unique_ptr<SoftwareCard> card);
    /// The card that was in it, powered off; null when it had left by itself.
    std::unique_ptr<SoftwareCard> remove();
    const SoftwareCard* card() const { return m_slot.card.get(); }
    bool isPowered() const { return m_slot.powered(); } ///< the card in it
    void setFaults(AnswerFaults faults, Random* random)
    {
        m_faults = faults;
        m_random = random;
    }
    /// Of cards that are powered from now on.
    void setManners(const CardManners& manners) { m_slot.manners = manners; }
    /// Carries out that many more commands, answers the last of them only when it is told to go on, and takes
    /// nothing meanwhile: its card has its own pace.
    void stallAfter(int commands) { m_stallIn = commands; }
    bool isStalled() const { return m_stalled; }
    void goOn();
    /// Hears only what comes at that speed, until a command of the line's speed sets another.
    void setSpeed(int baud) { m_speed = m_nextSpeed = baud; }
    quint64 commands() const { return m_commands; } ///< executed, repetitions not counted
    PtyPort& port() { return m_port; }

private:
    QByteArray execute(QByteArrayView command);
    void received(QByteArrayView bytes);
    void send(const QByteArray& frame);

    CardSlot m_slot;
    std::unique_ptr<ReaderFirmware> m_firmware;
    std::unique_ptr<ReaderSide> m_side;
    AnswerFaults m_faults;
    Random* m_random = nullptr;
    quint64 m_commands = 0;
    int m_stallIn = 0;
    bool m_stalled = false;
    QList<QByteArray> m_held; ///< answers
    QByteArray m_queued; ///< came meanwhile
    int m_speed = 0; ///< 0: any
    int m_nextSpeed = 0;
    QByteArray m_before; ///< the answer sent last
    PtyPort m_port;
};

} // namespace sm
