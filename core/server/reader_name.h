// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_plan.h"

#include <QStringList>

namespace sm {

/// How pcscd makes up a reader's name: "MODEL [INTERFACE] (SERIAL) 01 00", the serial number only where the
/// reader tells one over USB; then, both hexadecimal, which reader it is in the order of plugging in, and
/// which of its slots.
struct ReaderName {
    QString serial; ///< empty: it tells none
    int slot = 0;
    static ReaderName of(const QString& name);
};

/// Of these names the one that the plan means now; empty: none.
QString readerOf(const StationPlan& plan, const QStringList& readers);

} // namespace sm
