// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace sm {

/// CRC-32 of ISO/IEC 13239 and RFC 1662 (reflected, polynomial EDB88320): finds damage, proves no origin.
quint32 crc32(QByteArrayView bytes);

} // namespace sm
