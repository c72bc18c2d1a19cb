// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

namespace sm {

/// Where a SAM lies. Blocking; one thread.
class SamSlot {
public:
    SamSlot() = default;
    SamSlot(const SamSlot&) = delete;
    SamSlot& operator=(const SamSlot&) = delete;
    virtual ~SamSlot() = default;

    /// Cold reset of the card that lies there now.
    virtual Outcome<Done> power() = 0;
    /// One command APDU and its raw answer with SW1 SW2. After a failure the card must be powered again.
    virtual Outcome<QByteArray> exchange(const QByteArray& command) = 0;
};

} // namespace sm
