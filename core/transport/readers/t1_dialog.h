// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/t1_block.h"

#include <variant>

namespace sm {

/// The terminal's half of T=1, ISO/IEC 7816-3 clause 11, for readers that pass blocks through. Pure. An error
/// is answered with at most three repetitions; blocks of waiting time are granted up to a number no command
/// needs. A command whose dialog fails may have been executed.
class T1Dialog {
public:
    struct Block { ///< goes to the card
        QByteArray bytes;
        quint8 waits = 0; ///< not 0: the card answers within that many block waiting times
    };
    struct Complete { ///< the answer to the command
        QByteArray apdu;
    };
    using Move = std::variant<Block, Complete>;

    /// A card that has just been powered: IFSC and check as its ATR says.
    void reset(qsizetype ifsc, T1Check check);
    /// S(IFS request): what we take, to be sent before the first command.
    Outcome<Move> announce();
    Outcome<Move> begin(QByteArrayView apdu);
    Outcome<Move> received(QByteArrayView block);

private:
    Outcome<Move> sendPart();
    Outcome<Move> supervisory(const T1Block& block);
    Outcome<Move> information(const T1Block& block);
    Outcome<Move> receiveReady(const T1Block& block);
    Outcome<Move> askAgain(quint8 error);
    Outcome<Move> send(quint8 pcb, QByteArray inf, quint8 waits = 0);
    Outcome<Move> sendAgain();

    T1Check m_check = T1Check::Lrc;
    qsizetype m_ifsc = 32;
    quint8 m_sendSequence = 0;
    quint8 m_expected = 0;
    QByteArray m_left; ///< of the command, from the part under way
    qsizetype m_part = 0; ///< length of the part under way
    QByteArray m_answer;
    Block m_last; ///< sent last, to be repeated
    int m_errors = 0;
    int m_rounds = 0;
    bool m_announcing = false;
};

} // namespace sm
