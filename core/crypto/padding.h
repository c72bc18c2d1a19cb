// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

namespace sm {

/// Padding of ISO/IEC 9797-1 clause 6.3. Method 1: zeros up to a whole block, one block of zeros for no data;
/// it can't be taken off. Method 2: always 80, then zeros.
QByteArray padMethod1(QByteArrayView data, qsizetype block);
QByteArray padMethod2(QByteArrayView data, qsizetype block);
/// PaddingBroken when the data does not end in 80 00* within its last block.
Outcome<QByteArray> unpadMethod2(QByteArrayView data, qsizetype block);

} // namespace sm
