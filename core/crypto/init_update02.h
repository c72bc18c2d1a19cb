// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

namespace sm {

/// The answer to INITIALIZE UPDATE of an SCP02 card, 28 bytes, Card Specification v2.3.1 appendix E.5.1. Read
/// so that a card with the older protocol is named and refused, not misread.
struct InitializeUpdate02Answer {
    QByteArray keyDiversificationData; ///< 10 bytes
    quint8 keyVersion = 0;
    quint8 scp = 0; ///< 02
    QByteArray sequenceCounter; ///< 2 bytes
    QByteArray cardChallenge; ///< 6 bytes
    QByteArray cardCryptogram; ///< 8 bytes

    static Outcome<InitializeUpdate02Answer> parse(QByteArrayView data);
};

} // namespace sm
