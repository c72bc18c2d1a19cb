// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

namespace sm {

/// AES key wrap with padding, RFC 5649 (KWP of NIST SP 800-38F): a key under a key-encryption key of 16, 24
/// or 32 bytes, with an integrity check of its own. The result is the key's length rounded up to 8, plus 8.
/// KeyLengthWrong, InputLengthWrong.
Outcome<QByteArray> aesKeyWrapPad(const SecretBytes& kek, const SecretBytes& key);
/// Reverse. PaddingBroken when it was changed or wrapped by another key.
Outcome<SecretBytes> aesKeyUnwrapPad(const SecretBytes& kek, QByteArrayView wrapped);

} // namespace sm
