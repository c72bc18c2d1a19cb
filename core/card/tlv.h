// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

#include <vector>

namespace sm {

/// One BER-TLV data object, ISO/IEC 7816-4 clause 6.3. Views into the bytes it was read from.
struct TlvView {
    quint32 tag = 0; ///< tag bytes as a big-endian number, at most three: 5A, 9F7F, 7F4921
    QByteArrayView value;
    qsizetype offset = 0; ///< of the tag in the bytes read
    bool isConstructed() const;
};

/// Reads one level of definite-length TLV, no recursion, lengths up to FFFFFF. Padding bytes 00 and FF
/// between objects are skipped. A length that runs over the end is a failure, not a short value.
Outcome<std::vector<TlvView>> readTlv(QByteArrayView bytes);
/// First object with this tag at this level.
const TlvView* findTlv(const std::vector<TlvView>& objects, quint32 tag);
/// Descends along a path of tags; nothing when any is missing or broken.
std::optional<QByteArrayView> findTlvPath(QByteArrayView bytes, std::initializer_list<quint32> path);

QByteArray encodeTag(quint32 tag);
QByteArray encodeLength(qsizetype length);
QByteArray encodeTlv(quint32 tag, QByteArrayView value);

} // namespace sm
