// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace sm {

/// CRC-32C (Castagnoli polynomial, reflected, RFC 3720 appendix B.4). Finds accidents, not forgery.
quint32 crc32c(QByteArrayView bytes);

} // namespace sm
