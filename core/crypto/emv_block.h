// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/rsa.h"

/// The common shape of everything that EMV signs; for the sources of this room alone.
namespace sm {

constexpr quint8 emvSha1 = 0x01;
constexpr quint8 emvRsa = 0x01;
constexpr qsizetype emvHashLength = 20;
constexpr qsizetype emvFrame = 22; ///< header 6A, hash, trailer BC

Failure emvWrong(const char* what);

/// 6A || body || SHA-1(body || more) || BC, signed. The body is emvFrame bytes shorter than the modulus.
Outcome<QByteArray> signEmvBlock(const RsaSigner& key, QByteArrayView body, QByteArrayView more);

struct EmvBlock {
    QByteArray block;
    QByteArrayView body() const { return QByteArrayView(block).sliced(1, block.size() - emvFrame); }
    QByteArrayView hash() const { return QByteArrayView(block).chopped(1).last(emvHashLength); }
};
/// Recovers and checks length, trailer, header and format, not yet the hash.
Outcome<EmvBlock> recoverEmvBlock(const RsaPublicKey& key, QByteArrayView signature, quint8 format);
bool emvHashRight(const EmvBlock& block, QByteArrayView more);

} // namespace sm
