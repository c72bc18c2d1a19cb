// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>

namespace sm {

/// The one translation from PC/SC codes to catalogued failures. `call` is the name of the library function;
/// the code itself and the reader travel as parameters.
Failure pcscFailure(quint32 code, const char* call, const QByteArray& reader);
/// Nothing was sent: there is no connection to the card, or it broke with an earlier command.
Failure pcscNotConnected(const QByteArray& reader);

/// What a failed call means for who called it.
enum class PcscTrouble : quint8 {
    ServiceGone, ///< context and handles are dead for good, even after pcscd returns: make new ones
    ReaderGone,
    CardGone,
    CardReset, ///< by somebody else: a secure channel is gone
    Busy, ///< another program holds the reader
    Mute, ///< the card did not answer to a reset
    Other
};
PcscTrouble pcscTrouble(const Failure& failure);

} // namespace sm
