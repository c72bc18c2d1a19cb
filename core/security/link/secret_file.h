// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QString>

namespace sm {

/// A PIN or pass phrase from a descriptor, without its last line end; at most 256 bytes, read once, straight
/// into locked memory. The descriptor stays open. SecretFileUnusable.
Outcome<SecretBytes> readSecret(int descriptor);

/// The same from a file that only its owner can read (mode 0600 or 0400). SecretFileUnusable.
Outcome<SecretBytes> readSecretFile(const QString& path);

/// A key in hexadecimal from a descriptor, or from such a file. SecretFileUnusable, KeyRefused for a length
/// other than 16, 24 or 32 bytes.
Outcome<SecretBytes> readKey(int descriptor);
Outcome<SecretBytes> readKeyFile(const QString& path);

} // namespace sm
