// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"

namespace sm {

/// Collects one logical answer from the exchanges that 61xx (GET RESPONSE) and 6Cxx (wrong Le) make of it,
/// ISO/IEC 7816-3 and -4. Bytes already wrapped by secure messaging are sent again with a new Le only, since
/// Le is not MACed. A hostile card can't hold it: at most 300 rounds, 65,536 answer bytes and one 6Cxx in a
/// row.
class ResponseChain {
public:
    explicit ResponseChain(QByteArray command)
        : m_command(std::move(command))
    {
    }

    struct Next {
        QByteArray command; ///< empty: complete, take answer()
        bool done() const { return command.isEmpty(); }
    };
    /// Feeds the raw answer to the last command sent (first: the one given to the constructor).
    Outcome<Next> feed(QByteArrayView answer);
    const ResponseApdu& answer() const { return m_answer; }
    int rounds() const { return m_rounds; }

private:
    Outcome<Next> sendAgain(quint8 ne);
    Next getResponse(quint8 ne);

    QByteArray m_command; ///< the last one sent
    QByteArray m_collected;
    ResponseApdu m_answer;
    int m_rounds = 0;
    bool m_leCorrected = false;
};

} // namespace sm
