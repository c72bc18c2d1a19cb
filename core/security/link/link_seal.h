// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/block_cipher.h"
#include "crypto/cmac.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace sm {

/// Seals the secret parts of the messages of one connection, so that no buffer of a socket, of TLS or of Qt
/// ever holds a key in clear: they hold ciphertext, whatever they do with freed memory. Keys come from an
/// X25519 agreement whose public keys travel in the first messages; the link below (TLS with pins, the line's
/// MAC, the socket's owner) says whose they are.
///
/// Key block: AES-CMAC under zeros of the shared bytes (SP 800-56C), then the counter KDF of SP 800-108 over
/// both public keys: for each direction an AES-256 and a CMAC key. A sealed part: AES-CBC over a block with
/// the message's number and the secrets, padded with 80 00*; then AES-CMAC over number, open part and
/// ciphertext. Numbers count in each direction, so a sealed part opens once, in its place, beside its own
/// open part.
class LinkSeal {
public:
    enum class End : quint8 { Console, Device };
    static constexpr qsizetype longestSecrets = 16 * 1024;

    static Outcome<LinkSeal> create(
        End end, const SecretBytes& shared, QByteArrayView consolePublic, QByteArrayView devicePublic);

    Outcome<QByteArray> seal(QByteArrayView open, const std::vector<std::span<const quint8>>& secrets);
    /// LinkSealBroken: changed, repeated, out of order, or under other keys. The link is not to be used
    /// again.
    Outcome<SecretBytes> unseal(QByteArrayView open, QByteArrayView sealed);

private:
    struct Direction {
        BlockCipher cipher;
        Cmac mac;
        quint64 number = 0;
    };
    LinkSeal(Direction out, Direction in)
        : m_out(std::move(out))
        , m_in(std::move(in))
    {
    }
    static Outcome<Direction> direction(BlockCipher::Direction way, const SecretBytes& block, size_t offset);

    Direction m_out;
    Direction m_in;
};

} // namespace sm
