// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

#include <vector>

namespace sm {

/// Answer to reset, ISO/IEC 7816-3 clause 8. Tolerant where real cards lie (a wrong TCK is reported, not
/// refused), strict about length: a T0 or TDi that promises more bytes than there are is a failure.
struct Atr {
    struct InterfaceByte {
        char letter; ///< A, B, C or D
        int index; ///< from 1: TA1, TB1 ...
        quint8 value;
    };

    QByteArray raw;
    quint8 ts = 0;
    quint8 t0 = 0;
    std::vector<InterfaceByte> interfaceBytes;
    std::vector<int> protocols; ///< T of each TDi in order; {0} when there is no TD1
    QByteArray historical;
    std::optional<quint8> tck;
    std::optional<bool> tckOk; ///< nothing when no TCK is due

    static Outcome<Atr> parse(QByteArrayView bytes);
    std::optional<quint8> interfaceByte(char letter, int index) const;
    bool supports(int protocol) const;
};

} // namespace sm
