// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

namespace sm {

/// Key check values: not secret, they name a key. Each says which computation it is, since the same key has
/// several.
Outcome<QByteArray> kcvDes(const SecretBytes& key); ///< 3 bytes of TDEA over zeros
Outcome<QByteArray> kcvAesGp(
    const SecretBytes& key); ///< 3 bytes of AES over 01*16, GlobalPlatform Amendment D
Outcome<QByteArray> kcvAesZero(const SecretBytes& key); ///< 3 bytes of AES over zeros, as many HSMs show it
Outcome<QByteArray> kcvAesCmac(
    const SecretBytes& key); ///< 5 bytes of AES-CMAC over a block of zeros, ANSI X9.24-1

} // namespace sm
