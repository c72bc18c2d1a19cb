// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "card/apdu.h"

namespace sm {

/// What a card link may fail with, for every implementation of CardLink: PC/SC, virtual, remote. No card data
/// in any of them.
Failure cardAbsent();
Failure cardMute();
/// Another card lies there now; insertion counters of the reader, 0 when it has none.
Failure cardChanged(quint32 insertionBefore, quint32 insertionNow);
/// The card left while a command was open: `command` is its number within the attempt. The outcome is
/// unknown.
Failure cardTorn(quint32 command);
Failure readerLost(const QString& reader);
/// With what the reader's own link said.
Failure readerLost(const QString& reader, const Failure& cause);
Failure readerBusy(const QString& reader);
Failure epochRefused(Epoch offered, Epoch highest);
Failure completionRefused(StatusWord sw);
Failure commandRepeated(quint32 command);
/// A call into the reader did not return in time. What it was doing may have happened.
Failure readerStuck(const QString& reader);
Failure cardNotTaken(const QString& reader);

} // namespace sm
