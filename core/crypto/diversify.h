// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/scp03.h"

namespace sm {

/// How a card's static keys follow from a master key and its key diversification data (KDD, 10 bytes of
/// INITIALIZE UPDATE).
enum class Diversification : quint8 {
    None, ///< the master is the key
    EmvCps, ///< EMV CPS 1.1: 3DES of KDD[4..9] F0 k | 0F k
    Visa2, ///< 3DES of KDD[0..1] KDD[4..7] F0 k | 0F k
    Visa1, ///< 3DES of KDD[0..3] KDD[8..9] F0 k | 0F k
    Kdf3 ///< AES-CMAC counter KDF over 000000 k 00 KDD
};

QString diversificationName(Diversification rule); ///< none, emv, visa2, visa, kdf3
std::optional<Diversification> diversificationFromName(QStringView name);

/// What a key of a card is computed from, for devices that compute it themselves: the 16 bytes that the
/// master enciphers (TDEA rules), or what stands behind the counter (Kdf3). Number: 1 ENC, 2 MAC, 3 DEK.
/// Nothing to compute for None. DiversificationDataWrong unless the data has 10 bytes.
Outcome<QByteArray> diversificationInput(Diversification rule, QByteArrayView kdd, quint8 number);

Outcome<Scp03StaticKeys> diversify(Diversification rule, const SecretBytes& master, QByteArrayView kdd);

} // namespace sm
