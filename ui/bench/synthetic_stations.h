// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

namespace sm {

/// Makes the fourth machine's stations ones that stand beside their readers: over TLS, a line and a socket,
/// one lost. Two keys wait to be let in, some were turned away. Nothing on a smaller floor.
void addSyntheticStations(Snapshot& floor);

} // namespace sm
