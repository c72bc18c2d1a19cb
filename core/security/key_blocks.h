// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/key_block.h"
#include "security/key_orders.h"

namespace sm {

/// Between key blocks (TR-31:2018, ANSI X9.143) and held keys: what a block says of its key decides what the
/// key may become here.

/// The usage under which a block of this version is protected.
KeyUsage protectionUsage(char version);
/// The key usage of TR-31 for keys of this use; empty where there is none (RSA).
QByteArray blockPurpose(KeyUsage usage);

/// The key in a block, fit for `order.as`. KeyBlockUnfit with what: usage, algorithm, mode, component,
/// version, strength; and crypto's KeyBlockBroken, KeyBlockMacWrong.
Outcome<ImportKey> openKeyBlock(const SecretBytes& kbpk, const ImportKeyBlock& order);

/// The same with the keys that follow from a KBPK whose bytes are not here; versions B and D.
Outcome<ImportKey> openKeyBlock(const KeyBlockKeys& keys, const ImportKeyBlock& order);
Outcome<QByteArray> makeKeyBlock(
    const KeyBlockKeys& keys, const StoredKey& key, const ExportKeyBlock& order, Random& random);

/// A held key as a block. KeyNotExportable; KeyBlockUnfit with what: usage, version (AES keys travel in D
/// alone), strength (the KBPK is weaker than the key).
Outcome<QByteArray> makeKeyBlock(
    const SecretBytes& kbpk, const StoredKey& key, const ExportKeyBlock& order, Random& random);

} // namespace sm
