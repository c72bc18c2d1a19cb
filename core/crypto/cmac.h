// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"

#include <initializer_list>

namespace sm {

/// CMAC of NIST SP 800-38B under one key, kept ready for many messages. Movable; one thread at a time. Key
/// schedule and subkeys are wiped and freed with it.
class Cmac {
public:
    /// AES-128, -192, -256, or TDEA with 16 or 24 bytes. KeyLengthWrong, CryptoUnavailable.
    static Outcome<Cmac> create(BlockAlgorithm algorithm, const SecretBytes& key);
    Cmac(Cmac&&) noexcept;
    Cmac& operator=(Cmac&&) noexcept;
    ~Cmac();

    /// MAC of the parts in a row: 16 bytes for AES, 8 for TDEA.
    Outcome<QByteArray> compute(std::initializer_list<QByteArrayView> parts);
    /// The same into memory of the caller, at least blockSize() long; for keys that are derived by CMAC.
    Outcome<Done> computeInto(std::initializer_list<QByteArrayView> parts, std::span<quint8> output);
    qsizetype size() const;

private:
    class Private;
    explicit Cmac(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace sm
