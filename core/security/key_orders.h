// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"
#include "security/key_store.h"

#include <variant>
#include <vector>

namespace sm {

/// What persons order about the keys of one device, which they name: not what cards ask of any device, so no
/// pool passes it on. Each changes the device or what leaves it (retry class stateful): it is sent once, and
/// one whose answer is lost is settled by looking at the device's list of keys. The same key stored again
/// under the same name is answered as stored.

/// What a key is to be in the device.
struct NewKey {
    QString label;
    quint32 version = 1;
    KeyUsage usage = KeyUsage::Mac;
    KeyLife life;
    bool exportable = false;
    std::vector<QString> people; ///< who brings it, by name
};

/// A key that a ceremony made. The device checks the value against the check value that the persons saw.
struct ImportKey {
    NewKey as;
    QString purpose; ///< key usage of TR-31, of a key that came in a block its mode too; empty: the usual
    SecretBytes value;
    QByteArray kcv; ///< 3 bytes, as KeyDescription has it
};

/// A key under a key block protection key that the device holds. Whether it may be exported again the block
/// says, not `as`.
struct ImportKeyBlock {
    NewKey as;
    KeyRef kbpk;
    QByteArray block; ///< TR-31, ASCII
};

/// A key that was made to be exported, as a key block. The version is D for AES protection keys; B (or A, C
/// for old devices) for TDEA.
struct ExportKeyBlock {
    KeyRef key;
    KeyRef kbpk;
    quint8 version = 'D';
    bool onwards = false; ///< who gets it may export it too
    std::vector<QString> people = {}; ///< who decides it, by name
};

/// It is never used again; its metadata stays.
struct RetireKey {
    KeyRef key; ///< with a version
    std::vector<QString> people; ///< who decides it, by name
};

struct KeyStored {
    KeyDescription key;
};
struct KeyBlockMade {
    QByteArray block;
};

using KeyOrder = std::variant<ImportKey, ImportKeyBlock, ExportKeyBlock, RetireKey>;
using KeyOrderReply = std::variant<KeyStored, KeyBlockMade>;

/// Who carries out such orders in a device. Blocking; any thread.
class KeyOffice {
public:
    virtual ~KeyOffice() = default;
    virtual Outcome<KeyOrderReply> carryOut(const KeyOrder& order) = 0;
};

} // namespace sm
