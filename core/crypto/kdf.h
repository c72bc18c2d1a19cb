// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/cmac.h"

namespace sm {

/// Counter mode of NIST SP 800-108 with CMAC: blocks CMAC(before || i || after), i one byte from 01, cut to
/// `length` bytes (1 to 4080). What stands before and after the counter is the caller's.
Outcome<SecretBytes> kdfCounterCmac(
    const SecretBytes& key, QByteArrayView before, QByteArrayView after, qsizetype length);
Outcome<SecretBytes> kdfCounterCmac(
    Cmac& keyed, QByteArrayView before, QByteArrayView after, qsizetype length);
/// The same into memory of the caller, as much as it is long.
Outcome<Done> kdfCounterCmacInto(
    Cmac& keyed, QByteArrayView before, QByteArrayView after, std::span<quint8> output);

/// What stands before the counter in SCP03 (Amendment D clause 4.1.5): 00*11 || constant || 00 || length in
/// bits (2).
QByteArray scp03Label(quint8 constant, qsizetype lengthBytes);

} // namespace sm
