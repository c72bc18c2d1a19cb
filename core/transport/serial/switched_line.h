// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/serial/switched_port.h"

namespace sm {

/// One side of a switched port as a line of its own. Private to this room.
class SwitchedLine final : public ByteLine, private Deadline {
public:
    SwitchedLine(std::shared_ptr<SwitchedPort> port, LinkSide side);
    ~SwitchedLine() override;

    Outcome<Done> open() override;
    void close() override;
    bool isOpen() const override;
    void write(QByteArrayView bytes) override;
    void setBaud(int baud) override;
    void expectAnswer(bool expected) override;
    QString address() const override;
    Nanos sendingTime(qsizetype bytes) const override;

    void portReceived(QByteArrayView bytes);
    void portLost(const Failure& why);

private:
    static constexpr qsizetype mostHeld = 64 * 1024;

    void expire() override; ///< it was quiet
    void stayAwhile();
    void forget(); ///< turn, wait and what was to be written
    void turnCame(Outcome<LineTurn> turn);

    std::shared_ptr<SwitchedPort> m_port;
    LinkSide m_side;
    std::optional<LineTurn> m_turn;
    Pending<LineTurn> m_wait;
    bool m_waiting = false; ///< for its turn
    bool m_expecting = false;
    QByteArray m_held; ///< until its turn comes
};

} // namespace sm
