// SPDX-License-Identifier: GPL-3.0-or-later
// What the other end of a link to an encryption device may send, before and after the keys are agreed on. The
// input is the open part; what stands behind 00 FF 00 FF is sealed as the other end would, or else nothing
// behind the seal would ever be reached.
#include "security/link/hsm_messages.h"

#include <algorithm>
#include <cstdlib>

namespace {

constexpr char mark[] = {0x00, char(0xFF), 0x00, char(0xFF)};

sm::Outcome<sm::LinkSeal> sealOf(sm::LinkSeal::End end)
{
    const QByteArray one(32, '\x01');
    const QByteArray two(32, '\x02');
    auto shared = sm::SecretBytes::allocate(32);
    if (!shared)
        std::abort();
    return sm::LinkSeal::create(end, *shared, one, two);
}

/// A CBOR byte string (RFC 8949 major type 2) with two bytes of length.
QByteArray byteString(const QByteArray& bytes)
{
    QByteArray out(1, '\x59');
    out.append(char(bytes.size() >> 8));
    out.append(char(bytes.size()));
    return out + bytes;
}

void decode(const QByteArray& message, sm::LinkSeal::End reader)
{
    auto seal = sealOf(reader);
    if (!seal)
        std::abort();
    (void)sm::decodeMessage(*seal, message);
}

void decodeSealed(const QByteArray& open, QByteArrayView secret, sm::LinkSeal::End reader)
{
    using End = sm::LinkSeal::End;
    auto writer = sealOf(reader == End::Console ? End::Device : End::Console);
    if (!writer)
        std::abort();
    const auto sealed = writer->seal(open, {sm::bytesOf(secret)});
    if (sealed && sealed->size() < 0x10000)
        decode(open + byteString(*sealed), reader);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const auto heap = sm::initSecretHeap();
    if (heap == sm::SecretHeap::Absent)
        std::abort();
    const QByteArray input(reinterpret_cast<const char*>(data), qsizetype(size));
    (void)sm::decodeOpen(input);
    (void)sm::decodeHello(input);
    decode(input, sm::LinkSeal::End::Console);
    decode(input, sm::LinkSeal::End::Device);
    const qsizetype at = input.indexOf(QByteArrayView(mark, sizeof mark));
    if (at < 0)
        return 0;
    const QByteArrayView secret = QByteArrayView(input).sliced(at + qsizetype(sizeof mark));
    decodeSealed(input.first(at), secret, sm::LinkSeal::End::Console);
    decodeSealed(input.first(at), secret, sm::LinkSeal::End::Device);
    return 0;
}
